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
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.FastLSTM;

/**
 * An LSTM whose whole sequence is one call of a kernel: the same numbers as a {@link RecurrenceLayer} around
 * {@link FastLSTM}, sooner.
 *
 * <p>Input: {@code [N, D, T]}. Output: {@code [N, H, T]}. No peepholes. Parameters: W {@code [4H, D]}, b {@code [4H]}, R {@code [4H, H]}, row
 * blocks in the order input gate, candidate, forget gate, output gate, as in Torch; Deeplearning4j sees them as {@code W1} {@code [D, 4H]},
 * {@code b2}, {@code W3} {@code [H, 4H]}. States are {@code state.1} (hidden) and {@code state.2} (cell), {@code [N, H]} each.
 *
 * <p>Truncated backpropagation, {@code rnnTimeStep} and masks are as in {@link RecurrenceLayer}.
 */
public final class LstmLayer extends BaseRecurrentLayer implements Hosting, Remembering {
    private ModuleSource source = new ModuleSource();
    private Remember remember = Remember.NEITHER;

    /** For reading from JSON. */
    public LstmLayer() {}

    /** An LSTM from {@code nIn} (D) to {@code nOut} (H) units; initial values are drawn from Torch's generator. */
    public LstmLayer(int nIn, int nOut) {
        this(new FastLSTM(nIn, nOut));
    }

    /**
     * An LSTM with the parameters that {@code lstm} has.
     *
     * @throws IllegalArgumentException if it has batch normalisation, dropout or masks
     */
    public LstmLayer(FastLSTM lstm) {
        if (!fits(lstm)) {
            throw new IllegalArgumentException("LstmLayer: expected a plain FastLSTM, got " + lstm + " with "
                    + lstm.statics() + lstm.arguments() + lstm.calls() + "; host it in a RecurrenceLayer");
        }
        source = new ModuleSource(lstm);
        setNIn(lstm.inputSize());
        setNOut(lstm.outputSize());
        setRnnDataFormat(RNNFormat.NCW);
        Hosting.leaveToGraph(this);
    }

    /** Whether the module is a FastLSTM without batch normalisation, dropout or masks. */
    public static boolean fits(Module module) {
        return module instanceof FastLSTM lstm
                && lstm.arguments().size() == 3
                && lstm.statics().isEmpty()
                && lstm.calls().isEmpty();
    }

    @Override
    public ModuleSource getSource() {
        return source;
    }

    /** Sets where the parameters come from: a FastLSTM. */
    public void setSource(ModuleSource source) {
        this.source = source;
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
    public Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int index,
            INDArray view,
            boolean initialize,
            DataType type) {
        Hosting.refuseWeightNoise(this);
        LstmRuntime layer = new LstmRuntime(conf, type);
        layer.remember(remember);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(view);
        layer.setParamTable(initializer().init(conf, view, initialize));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return HostedParameters.INSTANCE;
    }

    @Override
    public @Nullable LayerMemoryReport getMemoryReport(InputType inputType) {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof LstmLayer that
                && remember == that.remember
                && source.equals(that.source);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof LstmLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hash(source, remember);
    }
}
