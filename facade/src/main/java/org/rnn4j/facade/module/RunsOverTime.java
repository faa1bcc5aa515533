package org.rnn4j.facade.module;

/**
 * A module that goes through a whole sequence in one call. Modules that take one step a call say {@link Module#countsOwnSteps} instead.
 */
public interface RunsOverTime {}
