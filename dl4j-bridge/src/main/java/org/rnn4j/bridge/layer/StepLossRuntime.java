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
import org.rnn4j.bridge.loss.Labels;
import org.rnn4j.bridge.loss.MaskZeroLoss;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link StepLossLayer} at work. Rows are {@code [T N, C]}, all examples of the first step before those of the second. */
final class StepLossRuntime extends RnnLossLayer {
    StepLossRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private ILossFunction loss() {
        ILossFunction loss = layerConf().getLossFn();
        return loss instanceof MaskZeroLoss masked ? masked.getLoss() : loss;
    }

    /** How often the rows count; null if each does once. */
    private @Nullable INDArray weights() {
        Labels.checkSteps(layerConf().getLayerName(), labels, input.size(0), input.size(2), maskArray);
        INDArray mask = StepMask.rows(maskArray);
        return layerConf().getLossFn() instanceof MaskZeroLoss masked
                ? masked.weights(TimeMajor.rows(labels), TimeMajor.rows(input), input.size(0), mask)
                : mask;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = layerConf()
                .getActivationFn()
                .getActivation(TimeMajor.copy(input, ArrayType.ACTIVATIONS, workspaces), training);
        if (maskArray != null && maskArray.rank() == 2) {
            StepMask.cutOut(layerConf().getLayerName(), TimeMajor.tensor(output), maskArray);
        }
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray weights = weights();
        INDArray gradient = loss().computeGradient(
                        TimeMajor.rows(labels), TimeMajor.rows(input), new ActivationIdentity(), weights);
        Tensor steps = Tensor.of(gradient).view(input.size(2), input.size(0), input.size(1));
        return new Pair<>(new DefaultGradient(), TimeMajor.sequence(steps, ArrayType.ACTIVATION_GRAD, workspaces));
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray weights = weights();
        double sum = loss().computeScore(
                        TimeMajor.rows(labels), TimeMajor.rows(input), new ActivationIdentity(), weights, false);
        score = sum / getInputMiniBatchSize() + regularization;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
        Labels.checkSteps(layerConf().getLayerName(), labels, input.size(0), input.size(2), maskArray);
        return super.computeScoreForExamples(regularization, workspaces);
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
            @Nullable INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return null;
    }
}
