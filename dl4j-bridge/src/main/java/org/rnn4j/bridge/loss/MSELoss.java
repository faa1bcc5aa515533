package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's MSECriterion as a loss function: of each example the mean of its squared errors. What Deeplearning4j's LossMSE gives, in fewer
 * passes over the numbers.
 *
 * <p>Output of the net and labels: {@code [N, C]}, in recurrent output layers {@code [N, C, T]}.
 */
public final class MSELoss implements CheckedLoss {
    /** A loss function. */
    public MSELoss() {}

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        double sum = 0;
        for (double score : scores(labels, preOutput, activation, mask)) {
            sum += score;
        }
        return average ? sum / preOutput.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        double[] scores = scores(labels, preOutput, activation, mask);
        return Tensor.of(scores)
                .to(Tensor.of(preOutput).elementType())
                .view(scores.length, 1)
                .array();
    }

    private double[] scores(INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        Tensor errors = errors(labels, preOutput, activation, mask);
        double[] scores = new double[Math.toIntExact(errors.size(1))];
        int columns = Math.toIntExact(errors.size(2));
        if (mask == null) {
            Tensor norms = new Tensor(errors.elementType(), errors.size(1));
            Kernels.get().rowNorms(errors, norms);
            for (int row = 0; row < scores.length; row++) {
                double norm = norms.get(row + 1L);
                scores[row] = norm * norm / columns;
            }
            return scores;
        }
        Tensor counted = errors.copy();
        weigh(counted, mask);
        Kernels.get().multiply(counted, errors, counted);
        double[] squares = counted.toDoubleArray();
        for (int i = 0; i < squares.length; i++) {
            scores[i / columns] += squares[i] / columns;
        }
        return scores;
    }

    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        Tensor gradient = errors(labels, preOutput, activation, mask);
        if (mask != null) {
            weigh(gradient, mask);
        }
        Kernels.get().scale(gradient, 2.0 / gradient.size(2));
        return activation instanceof ActivationIdentity
                ? gradient.array()
                : activation.backprop(preOutput.dup(), gradient.array()).getFirst();
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
        if (outputSize != UNKNOWN && labels.size(1) != outputSize) {
            throw Labels.expected(who, "labels of " + outputSize + " numbers for each example", labels);
        }
        Labels.finite(who, "labels", Tensor.of(labels));
    }

    /** Multiplies by a mask with one number for each row, or for each number. */
    private static void weigh(Tensor errors, INDArray mask) {
        Tensor weights = Tensor.of(mask.castTo(errors.elementType().dataType()));
        Kernels.get().multiply(errors, weights.expandAs(errors).contiguous(), errors);
    }

    /** Output minus labels. */
    private Tensor errors(INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        Labels.checkRows(name(), labels, preOutput.size(0), mask);
        check(name(), labels, preOutput.size(1), mask);
        Tensor errors = activation instanceof ActivationIdentity
                ? Tensor.of(preOutput).copy()
                : Tensor.of(activation.getActivation(preOutput.dup(), true)).contiguous();
        Tensor wanted = Tensor.of(labels.castTo(preOutput.dataType())).contiguous();
        Kernels.get().axpy(-1, wanted, errors);
        return errors;
    }

    @Override
    public String name() {
        return "MSELoss()";
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MSELoss;
    }

    @Override
    public int hashCode() {
        return MSELoss.class.hashCode();
    }
}
