package org.rnn4j.bridge.layer;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.RnnLossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.rnn4j.bridge.loss.MaskZeroLoss;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link StepLossLayer} at work. Rows are {@code [T N, C]}, all examples of the first step before those of the second. */
final class StepLossRuntime extends RnnLossLayer {
    StepLossRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private static INDArray rows(INDArray sequence) {
        Tensor steps = TimeMajor.tensor(sequence);
        return steps.view(-1, steps.size(3)).array();
    }

    /** The mask {@code [N, T]}, or {@code [N, C, T]} for every number by itself, in rows. */
    private static @Nullable INDArray rowsOfMask(@Nullable INDArray mask) {
        if (mask == null || mask.rank() == 3) {
            return mask == null ? null : rows(mask);
        }
        Tensor present = Tensor.of(mask);
        return present.t().contiguous().view(present.nElement(), 1).array();
    }

    private ILossFunction loss() {
        ILossFunction loss = layerConf().getLossFn();
        return loss instanceof MaskZeroLoss masked ? masked.getLoss() : loss;
    }

    /** How often the rows count; null if each does once. */
    private @Nullable INDArray weights() {
        INDArray mask = rowsOfMask(maskArray);
        return layerConf().getLossFn() instanceof MaskZeroLoss
                ? MaskZeroLoss.weights(rows(input), input.size(0), mask)
                : mask;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = TimeMajor.copy(input, ArrayType.ACTIVATIONS, workspaces);
        if (maskArray != null && maskArray.rank() == 2) {
            Steps.cutOut(TimeMajor.tensor(output), maskArray);
        }
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray gradient = loss().computeGradient(rows(labels), rows(input), new ActivationIdentity(), weights());
        Tensor steps = Tensor.of(gradient).view(input.size(2), input.size(0), input.size(1));
        return new Pair<>(new DefaultGradient(), TimeMajor.sequence(steps, ArrayType.ACTIVATION_GRAD, workspaces));
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        double sum = loss().computeScore(rows(labels), rows(input), new ActivationIdentity(), weights(), false);
        score = sum / getInputMiniBatchSize() + regularization;
        return score;
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
            @Nullable INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return null;
    }
}
