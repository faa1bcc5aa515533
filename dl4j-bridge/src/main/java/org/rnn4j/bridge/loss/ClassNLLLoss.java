package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Torch's ClassNLLCriterion as a loss function: of each example the log-probability of its class, times -1.
 *
 * <p>Output of the net: log-probabilities, {@code [N, C]}, as LogSoftMax gives them. Labels: {@code [N, 1]} with the number of the class, counted
 * from 0 as everything in Deeplearning4j is, or {@code [N, C]} with a one for the class and zeros elsewhere, which is what
 * Deeplearning4j's evaluation wants. In recurrent output layers {@code [N, 1, T]} or {@code [N, C, T]}.
 */
public final class ClassNLLLoss implements ILossFunction {
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
        INDArray output = activation.getActivation(preOutput.dup(), true);
        return weights(labels, output, mask).muli(output).sum(true, 1).negi();
    }

    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        INDArray output = activation.getActivation(preOutput.dup(), true);
        INDArray gradient = weights(labels, output, mask).negi();
        return activation.backprop(preOutput.dup(), gradient).getFirst();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    /** {@code [N, C]}: what the log-probabilities count for, which is 1 for the classes of the examples that are not masked. */
    private static INDArray weights(INDArray labels, INDArray output, @Nullable INDArray mask) {
        INDArray weights = labels.size(1) == output.size(1) && output.size(1) > 1
                ? labels.castTo(output.dataType()).dup()
                : oneHot(labels, output, mask);
        return mask == null
                ? weights
                : weights.muliColumnVector(mask.castTo(output.dataType()).reshape(output.size(0), 1));
    }

    /** What does not count may have any class. */
    private static INDArray oneHot(INDArray labels, INDArray output, @Nullable INDArray mask) {
        if (labels.size(1) != 1) {
            throw new IllegalArgumentException("ClassNLLLoss: expected labels of 1 class number or " + output.size(1)
                    + " class indicators for each example, got " + labels.size(1));
        }
        INDArray weights = Nd4j.zeros(output.dataType(), output.size(0), output.size(1));
        for (long row = 0; row < output.size(0); row++) {
            if (mask != null && mask.getDouble(row, 0) == 0) {
                continue;
            }
            long label = labels.getLong(row, 0);
            if (label < 0 || label >= output.size(1)) {
                throw new IllegalArgumentException("ClassNLLLoss: expected classes from 0 to " + (output.size(1) - 1)
                        + ", got " + label + " as class of example " + row);
            }
            weights.putScalar(row, label, 1);
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
