package org.rnn4j.facade.module;

/** A module whose output has the size of its input, and whose samples do not see each other. */
public interface KeepsSize {}
