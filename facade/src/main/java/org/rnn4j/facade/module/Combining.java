package org.rnn4j.facade.module;

/** A module that makes one tensor of a table of tensors, each element of the elements in its place. */
public interface Combining {}
