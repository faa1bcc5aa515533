package org.rnn4j.bridge.translate;

/**
 * What a criterion looks at, and what a graph gives beside that.
 *
 * @param lastStepOnly whether the criterion looks at the last step of a sequence only
 * @param probabilities whether the graph gives the probabilities of the log-probabilities that the criterion looks at
 */
public record Measure(boolean lastStepOnly, boolean probabilities) {}
