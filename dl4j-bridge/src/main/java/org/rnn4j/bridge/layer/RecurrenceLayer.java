package org.rnn4j.bridge.layer;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A recurrent layer that runs any facade module over time: {@code addLayer("rnn", new RecurrenceLayer(nn.Recurrent(...)), "input")}.
 *
 * <p>Input: {@code [N, D, T]}. Output: {@code [N, H, T]}. At every time step the module gets {@code [N, D]} and gives {@code [N, H]};
 * it may be recurrent in any way, or not at all. SeqLSTM, SeqLSTMP and SeqGRU get the whole sequence. The parameters are the module's, in
 * its own order.
 *
 * <p>Where input types are set, the module says how large its output is, and refuses an input that it does not take.
 *
 * <p>Backpropagation goes through the whole input, or through the segment in truncated backpropagation: unlike Deeplearning4j's own
 * recurrent layers this one keeps what its forward computed, so that the second and later segments get their true gradient.
 * States are carried from segment to segment and through {@code rnnTimeStep}; their names are {@code state}, or {@code state.1},
 * {@code state.2} where the module has several. With a mask, present steps that follow each
 * other are a sequence by itself, which begins with a state of zero; outputs at absent steps are zero.
 */
public final class RecurrenceLayer extends BaseRecurrentLayer implements Hosting, Remembering {
    private ModuleSource source = new ModuleSource();
    private InputKind inputKind = InputKind.VALUES;
    private Remember remember = Remember.NEITHER;
    private boolean wholeSequences;

    /** For reading from JSON. */
    public RecurrenceLayer() {}

    /**
     * A layer that runs modules like {@code module}: one that is called for each time step, a Sequencer around one, or one for whole sequences
     * such as SeqLSTM, whose batchfirst and remember do not matter here.
     */
    public RecurrenceLayer(Module module) {
        source = new ModuleSource(inLayer(module));
        setRnnDataFormat(RNNFormat.NCW);
        Hosting.leaveToGraph(this);
        if (inLayer(module) instanceof Sized sized) {
            setNIn(sized.inputSize());
            setNOut(sized.outputSize());
        }
    }

    private static Module inLayer(Module module) {
        if (module instanceof AbstractSeqRecurrent<?> && module.clone() instanceof AbstractSeqRecurrent<?> sequence) {
            sequence.batchfirst(false);
            return sequence.remember(Remember.NEITHER);
        }
        return module instanceof Sequencer sequencer ? sequencer.module() : module;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        if (input instanceof InputType.InputTypeRecurrent) {
            long[] sizes = Trial.outputSizes(getLayerName(), source, module -> {
                Carrier carrier = Carrier.of(module);
                carrier.begin(Map.of(), false);
                Tensor step = Trial.example(getLayerName(), input, inputKind);
                return carrier.module().forward(step.unsqueeze(1));
            });
            checkSteps(getLayerName(), sizes);
            Trial.setSize(this, sizes[2]);
        }
        return super.getOutputType(index, input);
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        Hosting.refuseTimeBeforeSize(this, input);
        super.setNIn(input, override);
    }

    static void checkSteps(@Nullable String name, long[] output) {
        if (output.length != 3) {
            throw new UnsupportedOperationException(name + ": output " + Arrays.toString(output)
                    + " for a sequence; a recurrent layer gives one vector for each time step");
        }
    }

    @Override
    public ModuleSource getSource() {
        return source;
    }

    /** Sets where the module comes from. */
    public void setSource(ModuleSource source) {
        this.source = source;
    }

    /** What the numbers of the input mean; word indices are {@code [N, 1, T]} here, and the module gets them as Torch has them. */
    public InputKind getInputKind() {
        return inputKind;
    }

    /** Sets what the numbers of the input mean. */
    public void setInputKind(InputKind inputKind) {
        this.inputKind = inputKind;
    }

    @Override
    public Remember getRemember() {
        return remember;
    }

    @Override
    public void setRemember(Remember remember) {
        this.remember = remember;
    }

    /** Whether the layer refuses parts of sequences, as in {@code rnnTimeStep}: in a net that also runs from their ends. */
    public boolean isWholeSequences() {
        return wholeSequences;
    }

    /** Says whether the layer refuses parts of sequences. */
    public void setWholeSequences(boolean wholeSequences) {
        this.wholeSequences = wholeSequences;
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
        RecurrenceRuntime layer = new RecurrenceRuntime(conf, type, source.create(type), inputKind);
        layer.remember(remember);
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
                RecurrenceLayer.class,
                source,
                this::getUpdaterByParam,
                getOutputType(-1, inputType),
                inputType);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof RecurrenceLayer that
                && inputKind == that.inputKind
                && remember == that.remember
                && wholeSequences == that.wholeSequences
                && source.equals(that.source);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof RecurrenceLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hash(source, inputKind, remember, wholeSequences);
    }
}
