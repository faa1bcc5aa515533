package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.tensor.Tensor;

/** What all labels and masks have in common. */
public final class Labels {
    private Labels() {}

    /**
     * The numbers, of which none may be NaN or infinite.
     *
     * @param who what messages call whoever asks
     * @param what what they are
     */
    public static Tensor finite(String who, String what, Tensor numbers) {
        Tensor row = numbers.contiguous();
        if (!row.elementType().isFloatingPoint()) {
            return row;
        }
        for (long i = 0; i < row.nElement(); i++) {
            double value = row.storage().getDouble(row.offset() + i);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        who + ": expected finite numbers as " + what + ", got " + value + " in " + numbers.describe());
            }
        }
        return row;
    }

    /** Checks that there are labels, and masks if any, for {@code examples} examples of which each is a row. */
    public static void checkRows(String who, INDArray labels, long examples, @Nullable INDArray mask) {
        if (labels.rank() != 2 || labels.size(0) != examples) {
            throw expected(who, "labels for " + examples + " examples", labels);
        }
        if (mask != null) {
            boolean fits = mask.rank() == 2
                    && mask.size(0) == examples
                    && (mask.size(1) == 1 || mask.size(1) == labels.size(1));
            if (!fits) {
                throw expected(who, "a mask of the labels [" + examples + ", 1]", mask);
            }
            finite(who, "mask", Tensor.of(mask));
        }
    }

    /**
     * Checks that there are labels, and masks if any, for all steps of an output {@code [N, C, T]}.
     *
     * @param batch N
     * @param steps T
     */
    public static void checkSteps(String who, INDArray labels, long batch, long steps, @Nullable INDArray mask) {
        if (labels.rank() != 3 || labels.size(0) != batch || labels.size(2) != steps) {
            throw expected(
                    who,
                    "labels [" + batch + ", ..., " + steps + "] for a batch of " + batch + " with " + steps + " steps",
                    labels);
        }
        if (mask != null) {
            boolean ofSteps = mask.rank() == 2 && mask.size(0) == batch && mask.size(1) == steps;
            if (!ofSteps && !(mask.rank() == 3 && mask.equalShapes(labels))) {
                throw expected(who, "a mask of the labels [" + batch + ", " + steps + "]", mask);
            }
            finite(who, "mask", Tensor.of(mask));
        }
    }

    static IllegalArgumentException expected(String who, String wanted, INDArray got) {
        return new IllegalArgumentException(
                who + ": expected " + wanted + ", got " + Tensor.of(got).describe());
    }
}
