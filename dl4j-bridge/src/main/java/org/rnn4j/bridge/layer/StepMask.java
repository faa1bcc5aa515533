package org.rnn4j.bridge.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.loss.Labels;
import org.rnn4j.facade.tensor.Tensor;

/** Masks {@code [N, T]}: 1 where an example has a step, 0 where it has none. */
public final class StepMask {
    private StepMask() {}

    /**
     * Steps of one example that follow each other; to a recurrent layer they are a sequence.
     *
     * @param row the example, from 0
     * @param first the first step, from 1
     * @param length how many steps there are, at least one
     */
    public record Run(int row, int first, int length) {
        int last() {
            return first + length - 1;
        }
    }

    /**
     * The sequences in {@code [T, N, H]}, example by example. What stands behind a gap is another sequence.
     *
     * @param who what messages call whoever asks
     * @param mask null if nothing is absent
     */
    public static List<Run> runs(String who, Tensor steps, @Nullable INDArray mask) {
        int length = Math.toIntExact(steps.size(1));
        Tensor present = mask == null ? null : present(who, steps, mask);
        List<Run> runs = new ArrayList<>();
        for (int row = 0; row < steps.size(2); row++) {
            int first = 1;
            for (int step = 1; present != null && step <= length; step++) {
                if (present.get(row + 1L, step) == 0) {
                    addRun(runs, row, first, step - first);
                    first = step + 1;
                }
            }
            addRun(runs, row, first, length + 1 - first);
        }
        return runs;
    }

    private static void addRun(List<Run> runs, int row, int first, int length) {
        if (length > 0) {
            runs.add(new Run(row, first, length));
        }
    }

    /** The mask {@code [N, T]} in the type of the steps {@code [T, N, H]}. */
    static Tensor present(String who, Tensor steps, INDArray mask) {
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
    static void cutOut(String who, Tensor steps, @Nullable INDArray mask) {
        if (mask == null) {
            return;
        }
        Tensor present = present(who, steps, mask);
        for (long step = 1; step <= steps.size(1); step++) {
            for (long row = 1; row <= steps.size(2); row++) {
                if (present.get(row, step) == 0) {
                    steps.select(1, step).select(1, row).zero();
                }
            }
        }
    }
}
