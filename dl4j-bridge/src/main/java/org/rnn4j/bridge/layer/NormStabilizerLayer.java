package org.rnn4j.bridge.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Remember;

/**
 * Passes a sequence {@code [N, H, T]} of hidden states through and, in training, adds to its gradient that of a penalty on differences of
 * the norms of successive ones: {@link org.rnn4j.facade.recurrent.NormStabilizer} as a layer.
 *
 * <pre>
 * n(t) = |h(t)|, example by example
 * dL/dh(t) = dL/dy(t) + 2 beta / N . ((n(t) - n(t-1)) + (n(t) - n(t+1))) / n(t) . h(t)
 * </pre>
 *
 * The differences to a step before the first and behind the last one are left out, as are those to masked steps. In truncated
 * backpropagation the last state of the segment before counts. Where the gradients are sums that Deeplearning4j divides by N later
 * ({@code miniBatch}), the penalty is not divided by N here.
 */
public final class NormStabilizerLayer extends BaseRecurrentLayer implements Remembering {
    private double beta = 1;
    private Remember remember = Remember.NEITHER;

    /** For reading from JSON. */
    public NormStabilizerLayer() {}

    /**
     * A stabilizer.
     *
     * @param beta weight of the penalty
     */
    public NormStabilizerLayer(double beta) {
        this.beta = beta;
        setRnnDataFormat(RNNFormat.NCW);
        Hosting.leaveToGraph(this);
    }

    /** Weight of the penalty. */
    public double getBeta() {
        return beta;
    }

    /** Sets the weight of the penalty. */
    public void setBeta(double beta) {
        this.beta = beta;
    }

    @Override
    public Remember getRemember() {
        return remember;
    }

    @Override
    public void setRemember(Remember remember) {
        this.remember = remember;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        Hosting.refuseTimeBeforeSize(this, input);
        super.setNIn(input, override);
        setNOut(getNIn());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            @Nullable INDArray view,
            boolean initialize,
            DataType type) {
        NormStabilizerRuntime layer = new NormStabilizerRuntime(conf, type);
        layer.remember(remember);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamTable(initializer().init(conf, view, initialize));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return EmptyParamInitializer.getInstance();
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long size = Hosting.elements(inputType);
        return new LayerMemoryReport.Builder(getLayerName(), NormStabilizerLayer.class, inputType, inputType)
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, size)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof NormStabilizerLayer that
                && beta == that.beta
                && remember == that.remember;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof NormStabilizerLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hash(beta, remember);
    }
}
