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
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link RecurrenceLayer} at work. */
final class RecurrenceRuntime extends BaseRecurrentLayer<RecurrenceLayer> implements StatefulLayer {
    private final HostedModule hosted;
    private final Module sequencer;
    private final boolean indices;
    private Remember remember = Remember.NEITHER;
    private Map<String, INDArray> remembered = Map.of();
    /** The state that was given out last and that the module still is in; empty if it went on since. */
    private Map<String, INDArray> present = Map.of();

    RecurrenceRuntime(NeuralNetConfiguration conf, DataType type, Module step, boolean indices) {
        super(conf, type);
        sequencer = new Sequencer(step).type(step.elementType()).remember(Remember.BOTH);
        hosted = new HostedModule(sequencer);
        this.indices = indices;
    }

    @Override
    public void setParamsViewArray(INDArray view) {
        super.setParamsViewArray(view);
        hosted.bindParameters(view);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        super.setBackpropGradientsViewArray(view);
        hosted.bindGradients(view);
    }

    // ---- forward

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        boolean carry = remember.in(training);
        INDArray output = run(carry ? remembered : Map.of(), training, workspaces);
        remembered = carry ? lastState() : Map.of();
        return output;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray steps, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
        setInput(steps, workspaces);
        INDArray output = run(stateMap, training, workspaces);
        if (storeLast) {
            rnnSetTBPTTState(lastState());
        }
        return output;
    }

    @Override
    public INDArray rnnTimeStep(INDArray steps, LayerWorkspaceMgr workspaces) {
        setInput(steps, workspaces);
        INDArray output = run(stateMap, false, workspaces);
        rnnSetPreviousState(lastState());
        return output;
    }

    private INDArray run(Map<String, INDArray> initial, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        Tensor steps = TimeMajor.tensor(input);
        begin(initial, training);
        Tensor output = hosted.forward(indices ? Indices.toTorch(steps) : steps, training);
        if (output.dim() != 3) {
            throw new UnsupportedOperationException(
                    sequencer.who() + ": output " + output.describe() + " for a sequence " + steps.describe()
                            + "; a recurrent layer gives one vector for each time step");
        }
        Steps.cutOff(name(), output, maskArray);
        return TimeMajor.sequence(output, ArrayType.ACTIVATIONS, workspaces);
    }

    /** Starts a sequence in the state {@code initial}, or goes on if that is the state the module is in. */
    private void begin(Map<String, INDArray> initial, boolean training) {
        boolean goesOn = training == sequencer.isTraining() && States.isSame(initial, present);
        present = Map.of();
        if (goesOn) {
            return;
        }
        // Forgetting drops a state that was set before in training mode only.
        hosted.setTraining(true);
        sequencer.forget();
        hosted.setTraining(training);
        if (!initial.isEmpty()) {
            sequencer.setHiddenState(0, States.fromMap(initial));
        }
    }

    private Map<String, INDArray> lastState() {
        present = States.of(sequencer);
        return present;
    }

    // ---- backward

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Tensor gradOutput = TimeMajor.tensor(epsilon);
        if (maskArray != null) {
            gradOutput = gradOutput.copy();
            Steps.cutOff(name(), gradOutput, maskArray);
        }
        Tensor gradInput = hosted.backward(gradOutput).toTensor();
        return new Pair<>(
                HostedParameters.gradient(gradientsFlattened, gradientViews),
                indices ? null : passOn(gradInput, workspaces));
    }

    private INDArray passOn(Tensor gradInput, LayerWorkspaceMgr workspaces) {
        return backpropDropOutIfPresent(TimeMajor.sequence(gradInput, ArrayType.ACTIVATION_GRAD, workspaces));
    }

    /** Only called with external errors; training by {@code fit} goes the ordinary way. */
    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
        if (backwardLength < epsilon.size(2)) {
            throw new UnsupportedOperationException(layerId() + ": tBPTTBackwardLength " + backwardLength
                    + " for a segment of " + epsilon.size(2) + " steps; choose the same length forward and backward");
        }
        return backpropGradient(epsilon, workspaces);
    }

    private String name() {
        return layerConf().getLayerName();
    }

    // ---- state

    @Override
    public void remember(Remember when) {
        remember = when;
    }

    @Override
    public void forget() {
        remembered = Map.of();
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
            @Nullable INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return mask == null ? null : new Pair<>(mask, MaskState.Passthrough);
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
