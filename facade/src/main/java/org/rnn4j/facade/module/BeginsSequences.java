package org.rnn4j.facade.module;

/**
 * A module that begins a sequence of its own at each call, whatever the step of a recurrence around it: steps inside have nothing to do with those outside. As a step
 * module it is copied whole, so that each step outside has recurrent modules of its own inside.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.AbstractSequencer">rnn manual: AbstractSequencer</a>
 */
public interface BeginsSequences extends RunsOverTime {}
