package org.rnn4j.bridge.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.module.Module;

/**
 * A layer that computes with a facade module: {@code addLayer("stack", new HostedLayer(nn.Sequential()...), "input")}.
 *
 * <p>Input and output: those of the module, which takes one tensor and gives one, with the batch in front. The parameters are the module's, in its
 * own order; initial values are those that the module given had, or new ones where the configuration was read from JSON.
 *
 * <p>For modules that run over time see {@link RecurrenceLayer}.
 */
public final class HostedLayer extends FeedForwardLayer implements Hosting {
    private ModuleSource source = new ModuleSource();
    private InputKind inputKind = InputKind.VALUES;

    /** For reading from JSON. */
    public HostedLayer() {}

    /** A layer that computes with modules like {@code module}. */
    public HostedLayer(Module module) {
        source = new ModuleSource(module);
        Hosting.leaveToGraph(this);
    }

    @Override
    public ModuleSource getSource() {
        return source;
    }

    /** Sets where the module comes from. */
    public void setSource(ModuleSource source) {
        this.source = source;
    }

    /** What the numbers of the input mean; word indices are {@code [N, 1]} here, and the module gets them as Torch has them. */
    public InputKind getInputKind() {
        return inputKind;
    }

    /** Sets what the numbers of the input mean. */
    public void setInputKind(InputKind inputKind) {
        this.inputKind = inputKind;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        long[] sizes = Trial.outputSizes(
                getLayerName(), source, module -> module.forward(Trial.example(getLayerName(), input, inputKind)));
        if (sizes.length != 2) {
            return InputType.inferInputType(Nd4j.zeros(DataType.FLOAT, sizes));
        }
        Trial.setSize(this, sizes[1]);
        return InputType.feedForward(sizes[1]);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            @Nullable INDArray view,
            boolean initialize,
            DataType type) {
        Hosting.refuseWeightNoise(this);
        HostedRuntime layer = new HostedRuntime(conf, type, new HostedModule(source.create(type)), inputKind);
        layer.setListeners(listeners);
        layer.setIndex(index);
        if (view != null) {
            layer.setParamsViewArray(view);
        }
        layer.setParamTable(initializer().init(conf, view, initialize));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return HostedParameters.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return Hosting.memoryReport(
                getLayerName(),
                HostedLayer.class,
                source,
                this::getUpdaterByParam,
                getOutputType(-1, inputType),
                inputType);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof HostedLayer that
                && inputKind == that.inputKind
                && source.equals(that.source);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof HostedLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hash(source, inputKind);
    }
}
