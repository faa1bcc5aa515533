package org.rnn4j.bridge.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * An output layer that measures every step of a sequence {@code [N, C, T]}: what Deeplearning4j's {@link RnnLossLayer} without an activation
 * function gives, sooner. Its numbers are ordered by time, so that the loss function gets them without a copy.
 */
public final class StepLossLayer extends RnnLossLayer {
    /** For reading from JSON. */
    public StepLossLayer() {}

    /** A layer that measures by {@code loss}. */
    public StepLossLayer(ILossFunction loss) {
        this(loss, new ActivationIdentity());
    }

    /**
     * A layer that measures by {@code loss} what comes in.
     *
     * @param activation what the output is of what comes in: identity, or {@link org.rnn4j.bridge.loss.Exponential}
     *     for probabilities
     */
    public StepLossLayer(ILossFunction loss, IActivation activation) {
        setLossFn(loss);
        setRnnDataFormat(RNNFormat.NCW);
        Hosting.leaveToGraph(this);
        setActivationFn(activation);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            INDArray view,
            boolean initialize,
            DataType type) {
        StepLossRuntime layer = new StepLossRuntime(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(view);
        layer.setParamTable(initializer().init(conf, view, initialize));
        return layer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof StepLossLayer;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof StepLossLayer;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
