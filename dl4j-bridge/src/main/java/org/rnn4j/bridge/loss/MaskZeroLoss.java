package org.rnn4j.bridge.loss;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's MaskZeroCriterion as a loss function: examples for which the output of the net is all zero do not count, and the mean is that of the
 * others. Over time that is so at every step by itself, in a StepLossLayer.
 */
public final class MaskZeroLoss implements CheckedLoss {
    private @Nullable ILossFunction loss;

    /** For reading from JSON. */
    public MaskZeroLoss() {}

    /** What {@code loss} measures, of examples that count. */
    public MaskZeroLoss(ILossFunction loss) {
        this.loss = loss;
    }

    /** What measures the examples that count. */
    public ILossFunction getLoss() {
        return Objects.requireNonNull(loss, "MaskZeroLoss: expected a loss function, got none");
    }

    /** Sets what measures the examples that count. */
    public void setLoss(ILossFunction loss) {
        this.loss = loss;
    }

    /**
     * How often rows count where sums over a batch are divided by its size: 0 for those that are zero, and the others make up for them.
     *
     * @param labels {@code [T N, ...]}; of classes, one that is negative says that there is none
     * @param output {@code [T N, C]}
     * @param batch N, of which one after the other is looked at by itself
     * @param mask what rows are to be multiplied by besides, {@code [T N, 1]}, or null
     * @return {@code [T N, 1]}
     * @throws IllegalArgumentException if an example counts and has no class
     */
    public INDArray weights(INDArray labels, INDArray output, long batch, @Nullable INDArray mask) {
        Tensor rows = Tensor.of(output).contiguous();
        Tensor norms = new Tensor(rows.elementType(), rows.size(1));
        Kernels.get().rowNorms(rows, norms);
        for (long first = 1; first <= norms.nElement(); first += batch) {
            long kept = 0;
            for (long row = first; row < first + batch; row++) {
                kept += norms.get(row) == 0 ? 0 : 1;
            }
            for (long row = first; row < first + batch; row++) {
                norms.put(norms.get(row) == 0 ? 0 : (double) batch / kept, row);
            }
        }
        if (getLoss() instanceof ClassNLLLoss) {
            for (long row = 1; row <= norms.nElement(); row++) {
                if (norms.get(row) != 0 && labels.getDouble(row - 1, 0) < 0) {
                    throw new IllegalArgumentException(name() + ": expected a class where the output is not zero,"
                            + " got none for example " + (row - 1));
                }
            }
        }
        INDArray weights = norms.view(-1, 1).array();
        return mask == null ? weights : weights.muli(mask.castTo(weights.dataType()));
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        INDArray weights = weights(labels, preOutput, preOutput.size(0), mask);
        return getLoss().computeScore(labels, preOutput, activation, weights, average);
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        return getLoss()
                .computeScoreArray(labels, preOutput, activation, weights(labels, preOutput, preOutput.size(0), mask));
    }

    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        return getLoss()
                .computeGradient(labels, preOutput, activation, weights(labels, preOutput, preOutput.size(0), mask));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        INDArray weights = weights(labels, preOutput, preOutput.size(0), mask);
        return getLoss().computeGradientAndScore(labels, preOutput, activation, weights, average);
    }

    /** Whether the output is zero is not known before it is computed; there may be no class until then, which is said by negative labels. */
    @Override
    public void check(String who, INDArray labels, long outputSize, @Nullable INDArray mask) {
        if (getLoss() instanceof ClassNLLLoss classes) {
            Labels.checkRows(who, labels, labels.size(0), mask);
            DataType type = DataType.DOUBLE;
            INDArray given = labels.getColumns(0).lt(0).castTo(type).rsubi(1);
            classes.check(who, labels, outputSize, mask == null ? given : given.muliColumnVector(mask.castTo(type)));
        } else if (getLoss() instanceof CheckedLoss checked) {
            checked.check(who, labels, outputSize, mask);
        }
    }

    @Override
    public String name() {
        return "MaskZeroLoss(" + loss + ")";
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MaskZeroLoss that && Objects.equals(loss, that.loss);
    }

    @Override
    public int hashCode() {
        return Objects.hash(MaskZeroLoss.class, loss);
    }
}
