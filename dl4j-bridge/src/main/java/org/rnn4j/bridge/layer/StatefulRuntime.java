package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A recurrent layer at work: which state a forward starts from and where the last one goes, masks, and the way between the arrays of a
 * graph and tensors. Subclasses compute, and keep what their forward leaves for backward.
 *
 * @param <C> the configuration
 */
abstract class StatefulRuntime<C extends org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer>
        extends BaseRecurrentLayer<C> implements StatefulLayer, Reusing {
    private final Results results = new Results();
    private Remember remember = Remember.NEITHER;
    private Map<String, INDArray> remembered = Map.of();
    /** Whether the state to remember is the one that the last forward has left, which nobody has asked for yet. */
    private boolean left;

    StatefulRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /**
     * Runs over all steps.
     *
     * @param steps {@code [T, N, D]}
     * @param initial the state before the first step; empty for the start of a sequence
     * @return {@code [T, N, H]}, which is copied before anything else happens
     */
    abstract Tensor forward(Tensor steps, Map<String, INDArray> initial, boolean training);

    /** The state after the last step of the last forward. */
    abstract Map<String, INDArray> lastState();

    /**
     * Goes back over all steps of the last forward, and sets the gradients of the parameters.
     *
     * @param gradOutput {@code [T, N, H]}
     * @return the gradient of the steps, or null if they are word indices
     */
    abstract @Nullable Tensor backward(Tensor gradOutput);

    // ---- forward

    @Override
    public final INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = run(remember.in(training) ? remembered() : Map.of(), training, workspaces);
        remembered = Map.of();
        left = true;
        return output;
    }

    /** As in Torch it counts whether the next forward remembers, not whether the last one did. */
    private Map<String, INDArray> remembered() {
        if (left) {
            remembered = lastState();
            left = false;
        }
        return remembered;
    }

    /** Before a part of a sequence is run. */
    private void keepRemembered() {
        if (layerConf() instanceof RecurrenceLayer layer && layer.isWholeSequences()) {
            throw new UnsupportedOperationException(
                    name()
                            + ": a part of a sequence, in a net that also runs from its end; give output(...) the whole sequence");
        }
        if (remember != Remember.NEITHER) {
            remembered();
        }
        left = false;
    }

    @Override
    public final INDArray rnnActivateUsingStoredState(
            INDArray steps, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
        keepRemembered();
        setInput(steps, workspaces);
        INDArray output = run(stateMap, training, workspaces);
        if (storeLast) {
            rnnSetTBPTTState(lastState());
        }
        return output;
    }

    @Override
    public final INDArray rnnTimeStep(INDArray steps, LayerWorkspaceMgr workspaces) {
        keepRemembered();
        setInput(steps, workspaces);
        INDArray output = run(stateMap, false, workspaces);
        rnnSetPreviousState(lastState());
        return output;
    }

    private INDArray run(Map<String, INDArray> initial, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        Tensor output = forward(TimeMajor.tensor(input, dataType), initial, training);
        INDArray result = results.sequence(output, workspaces);
        StepMask.cutOut(name(), TimeMajor.tensor(result), maskArray);
        return result;
    }

    // ---- backward

    @Override
    public final Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Tensor gradOutput = TimeMajor.tensor(epsilon, dataType);
        if (maskArray != null) {
            gradOutput = gradOutput.copy();
            StepMask.cutOut(name(), gradOutput, maskArray);
        }
        Tensor gradInput = backward(gradOutput);
        INDArray passedOn = gradInput == null
                ? null
                : backpropDropOutIfPresent(TimeMajor.sequence(gradInput, ArrayType.ACTIVATION_GRAD, workspaces));
        return new Pair<>(HostedParameters.gradient(gradientsFlattened, gradientViews), passedOn);
    }

    /** Only called with external errors; training by {@code fit} goes the ordinary way. */
    @Override
    public final Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
        if (backwardLength < epsilon.size(2)) {
            throw new UnsupportedOperationException(name() + ": tBPTTBackwardLength " + backwardLength
                    + " for a segment of " + epsilon.size(2) + " steps; choose the same length forward and backward");
        }
        return backpropGradient(epsilon, workspaces);
    }

    final String name() {
        return layerConf().getLayerName();
    }

    // ---- state

    @Override
    public final void remember(Remember when) {
        remember = when;
    }

    @Override
    public final boolean remembers(boolean training) {
        return remember.in(training);
    }

    @Override
    public final void forget() {
        setState(Map.of());
    }

    @Override
    public final Map<String, INDArray> state() {
        return remembered();
    }

    @Override
    public final void setState(Map<String, INDArray> state) {
        remembered = state;
        left = false;
    }

    @Override
    public final @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
            @Nullable INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return mask == null ? null : new Pair<>(mask, MaskState.Passthrough);
    }

    @Override
    public final void reuseMemory() {
        results.reuse();
    }

    @Override
    public final Type type() {
        return Type.RECURRENT;
    }

    @Override
    public final boolean isPretrainLayer() {
        return false;
    }
}
