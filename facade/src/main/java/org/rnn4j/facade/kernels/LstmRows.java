package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Kernels#lstmStep} and its gradient have in common: contiguous rows of {@code units} units, or four times as many gates.
 */
record LstmRows(
        LstmGates layout,
        Run gates,
        @Nullable Run peepholes,
        @Nullable Run previousCell,
        Run cell,
        int rows,
        int units) {}
