package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * What the kernels of a GRU have in common: contiguous rows of {@code units} units, or three times as many gates: reset gate, update gate,
 * candidate.
 */
record GruRows(Run gates, @Nullable Run previous, int rows, int units) {}
