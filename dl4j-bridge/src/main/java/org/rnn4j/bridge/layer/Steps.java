package org.rnn4j.bridge.layer;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.tensor.Tensor;

/** Masks {@code [N, T]}: 1 where a sequence has a step, 0 behind its end. */
final class Steps {
    private Steps() {}

    /** Sets the steps {@code [T, N, H]} behind the ends of their sequences to zero. */
    static void cutOff(String who, Tensor steps, @Nullable INDArray mask) {
        if (mask == null) {
            return;
        }
        Tensor present = Tensor.of(mask);
        if (!present.isSize(steps.size(2), steps.size(1))) {
            throw new IllegalArgumentException(who + ": expected a mask [" + steps.size(2) + ", " + steps.size(1)
                    + "] for a sequence of " + steps.size(1) + " steps, got " + present.describe());
        }
        for (long row = 1; row <= steps.size(2); row++) {
            boolean ended = false;
            for (long step = 1; step <= steps.size(1); step++) {
                boolean here = present.get(row, step) != 0;
                if (here && ended) {
                    throw new UnsupportedOperationException(
                            who + ": a mask of a sequence with gaps, or of one that does not"
                                    + " begin at its first step; let sequences end early, or use a module with maskZero");
                }
                if (!here) {
                    ended = true;
                    steps.select(1, step).select(1, row).zero();
                }
            }
        }
    }
}
