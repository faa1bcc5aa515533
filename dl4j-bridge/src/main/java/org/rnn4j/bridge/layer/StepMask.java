package org.rnn4j.bridge.layer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.loss.Labels;
import org.rnn4j.facade.tensor.Tensor;

/** Masks {@code [N, T]}: 1 where a sequence has a step, 0 behind its end. */
public final class StepMask {
    private StepMask() {}

    /**
     * How many steps each sequence in {@code [T, N, H]} has.
     *
     * @param who what messages call whoever asks
     * @throws UnsupportedOperationException if a sequence has gaps
     */
    public static int[] lengths(String who, Tensor steps, @Nullable INDArray mask) {
        int[] lengths = new int[Math.toIntExact(steps.size(2))];
        Arrays.fill(lengths, Math.toIntExact(steps.size(1)));
        if (mask == null) {
            return lengths;
        }
        Tensor present = present(who, steps, mask);
        for (int row = 0; row < lengths.length; row++) {
            int length = 0;
            for (int step = 1; step <= steps.size(1); step++) {
                boolean here = present.get(row + 1L, step) != 0;
                if (here && length < step - 1) {
                    throw new UnsupportedOperationException(
                            who + ": a mask of a sequence with gaps, or of one that does not"
                                    + " begin at its first step; let sequences end early, or use a module with maskZero");
                }
                length += here ? 1 : 0;
            }
            lengths[row] = length;
        }
        return lengths;
    }

    private static Tensor present(String who, Tensor steps, INDArray mask) {
        Tensor present = Tensor.of(mask.castTo(steps.elementType().dataType()));
        if (!present.isSize(steps.size(2), steps.size(1))) {
            throw new IllegalArgumentException(who + ": expected a mask [" + steps.size(2) + ", " + steps.size(1)
                    + "] for a sequence of " + steps.size(1) + " steps, got " + present.describe());
        }
        return Labels.finite(who, "mask", present);
    }

    /** The mask {@code [N, T]}, or {@code [N, C, T]} for every number by itself, in rows as {@link TimeMajor#rows} has them. */
    public static @Nullable INDArray rows(@Nullable INDArray mask) {
        if (mask == null || mask.rank() == 3) {
            return mask == null ? null : TimeMajor.rows(mask);
        }
        Tensor present = Tensor.of(mask);
        return present.t().contiguous().view(present.nElement(), 1).array();
    }

    /** Sets the steps {@code [T, N, H]} to zero where the mask is. */
    static void cutOut(String who, Tensor steps, INDArray mask) {
        Tensor present = present(who, steps, mask);
        for (long step = 1; step <= steps.size(1); step++) {
            for (long row = 1; row <= steps.size(2); row++) {
                if (present.get(row, step) == 0) {
                    steps.select(1, step).select(1, row).zero();
                }
            }
        }
    }

    /** Sets the steps {@code [T, N, H]} behind the ends of their sequences to zero. */
    static void cutOff(String who, Tensor steps, @Nullable INDArray mask) {
        if (mask == null) {
            return;
        }
        int[] lengths = lengths(who, steps, mask);
        for (int row = 0; row < lengths.length; row++) {
            for (int step = lengths[row] + 1; step <= steps.size(1); step++) {
                steps.select(1, step).select(1, row + 1L).zero();
            }
        }
    }
}
