package org.rnn4j.bridge.layer;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link RecurrenceLayer} at work: a Sequencer around the module. */
final class RecurrenceRuntime extends RecurrentRuntime<RecurrenceLayer> {
    private final HostedModule hosted;
    private final Module sequencer;
    private final boolean indices;
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

    @Override
    Tensor forward(Tensor steps, Map<String, INDArray> initial, boolean training) {
        begin(initial, training);
        Tensor output = hosted.forward(indices ? Indices.toTorch(steps) : steps, training);
        if (output.dim() != 3) {
            throw new UnsupportedOperationException(name() + ": output " + output.describe() + " for a sequence "
                    + steps.describe() + "; a recurrent layer gives one vector for each time step");
        }
        return output;
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

    @Override
    Map<String, INDArray> lastState() {
        present = States.of(sequencer);
        return present;
    }

    @Override
    @Nullable
    Tensor backward(Tensor gradOutput) {
        Tensor gradInput = hosted.backward(gradOutput).toTensor();
        return indices ? null : gradInput;
    }

    @Override
    public void clear() {
        super.clear();
        hosted.clear();
    }
}
