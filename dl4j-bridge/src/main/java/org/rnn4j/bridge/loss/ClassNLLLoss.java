package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's ClassNLLCriterion as a loss function: of each example the log-probability of its class, times -1.
 *
 * <p>Output of the net: log-probabilities, {@code [N, C]}, as LogSoftMax gives them; or probabilities, by {@link
 * Exponential} as the activation function of the output layer, of which this takes the logarithms before it. Labels:
 * {@code [N, 1]} with the number of the class, counted from 0 as everything in Deeplearning4j is, or {@code [N, C]}
 * with a one for the class and zeros elsewhere, which is what Deeplearning4j's evaluation wants. In recurrent output
 * layers {@code [N, 1, T]} or {@code [N, C, T]}.
 */
public final class ClassNLLLoss implements CheckedLoss {
    /** What indicators that are parts of one may lack of it. */
    private static final double ROUNDING = 1e-3;

    /** A loss function. */
    public ClassNLLLoss() {}

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        double sum = computeScoreArray(labels, preOutput, activation, mask)
                .sumNumber()
                .doubleValue();
        return average ? sum / preOutput.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        INDArray output = logarithms(preOutput, activation);
        return weights(labels, output, mask).muli(output).sum(true, 1).negi();
    }

    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        INDArray output = logarithms(preOutput, activation);
        INDArray gradient = weights(labels, output, mask).negi();
        if (activation instanceof Exponential) {
            return gradient;
        }
        return activation.backprop(preOutput.dup(), gradient).getFirst();
    }

    private static INDArray logarithms(INDArray preOutput, IActivation activation) {
        return activation instanceof Exponential ? preOutput : activation.getActivation(preOutput.dup(), true);
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public void check(String who, INDArray labels, long outputSize, @Nullable INDArray mask) {
        Labels.checkRows(who, labels, labels.size(0), mask);
        if (mask != null && mask.size(1) != 1) {
            throw Labels.expected(who, "a mask [" + labels.size(0) + ", 1], as classes count as a whole", mask);
        }
        if (areNumbers(labels)) {
            checkNumbers(who, labels, outputSize, mask);
        } else {
            if (outputSize != UNKNOWN && labels.size(1) != outputSize) {
                throw Labels.expected(
                        who,
                        "labels of 1 class number or " + outputSize + " class indicators for each example",
                        labels);
            }
            checkIndicators(who, Tensor.of(labels).contiguous(), mask);
        }
    }

    /** Of a single class there are numbers, not indicators. */
    private static boolean areNumbers(INDArray labels) {
        return labels.size(1) == 1;
    }

    /** What does not count may have any class. */
    private static void checkNumbers(String who, INDArray labels, long classes, @Nullable INDArray mask) {
        Tensor numbers = Tensor.of(labels).contiguous();
        IndexRange range = new IndexRange(0, classes == UNKNOWN ? Long.MAX_VALUE : classes - 1);
        if (range.firstOutside(numbers) == 0) {
            return;
        }
        for (long row = 1; row <= numbers.size(1); row++) {
            Tensor number = numbers.narrow(1, row, 1);
            if (counts(mask, row) && range.firstOutside(number) > 0) {
                throw new IllegalArgumentException(who + ": expected classes " + range + ", got "
                        + IndexRange.text(number, 1) + " as class of example " + (row - 1));
            }
        }
    }

    /** Indicators may be parts of one, too: the probabilities of the classes. */
    private static void checkIndicators(String who, Tensor labels, @Nullable INDArray mask) {
        long i = labels.offset();
        for (long row = 1; row <= labels.size(1); row++) {
            double sum = 0;
            boolean parts = true;
            for (long c = 0; c < labels.size(2); c++) {
                double part = labels.storage().getDouble(i++);
                parts &= part >= 0;
                sum += part;
            }
            if (!(parts && Math.abs(sum - 1) <= ROUNDING) && counts(mask, row)) {
                throw new IllegalArgumentException(who + ": expected class indicators, a one and zeros, got "
                        + (parts ? "numbers with the sum " + sum : "negative numbers or NaN")
                        + " for example " + (row - 1));
            }
        }
    }

    private static boolean counts(@Nullable INDArray mask, long row) {
        return mask == null || mask.getDouble(row - 1, 0) != 0;
    }

    /** {@code [N, C]}: what the log-probabilities count for, which is 1 for the classes of the examples that are not masked. */
    private INDArray weights(INDArray labels, INDArray output, @Nullable INDArray mask) {
        Labels.checkRows(name(), labels, output.size(0), mask);
        check(name(), labels, output.size(1), mask);
        if (!areNumbers(labels)) {
            INDArray weights = labels.castTo(output.dataType()).dup();
            return mask == null
                    ? weights
                    : weights.muliColumnVector(mask.castTo(output.dataType()).reshape(output.size(0), 1));
        }
        INDArray weights = Nd4j.zeros(output.dataType(), output.size(0), output.size(1));
        for (long row = 0; row < output.size(0); row++) {
            double count = mask == null ? 1 : mask.getDouble(row, 0);
            if (count != 0) {
                weights.putScalar(row, labels.getLong(row, 0), count);
            }
        }
        return weights;
    }

    @Override
    public String name() {
        return "ClassNLLLoss()";
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassNLLLoss;
    }

    @Override
    public int hashCode() {
        return ClassNLLLoss.class.hashCode();
    }
}
