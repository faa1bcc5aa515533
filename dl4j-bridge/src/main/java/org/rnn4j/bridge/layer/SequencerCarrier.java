package org.rnn4j.bridge.layer;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.sequencer.Sequencer;

/** A Sequencer around a module for single steps. */
final class SequencerCarrier implements Carrier {
    private final Sequencer sequencer;
    /** The state that was given out last and that the module still is in; empty if it went on since. */
    private Map<String, INDArray> present = Map.of();

    SequencerCarrier(Module step) {
        sequencer = new Sequencer(step);
        sequencer.type(step.elementType()).remember(Remember.BOTH);
    }

    @Override
    public Module module() {
        return sequencer;
    }

    /** Goes on if {@code initial} is the state that the module is in. */
    @Override
    public void begin(Map<String, INDArray> initial, boolean training) {
        boolean goesOn = training == sequencer.isTraining() && States.isSame(initial, present);
        present = Map.of();
        if (goesOn) {
            return;
        }
        // Forgetting drops a state that was set before in training mode only.
        HostedModule.setTraining(sequencer, true);
        sequencer.forget();
        HostedModule.setTraining(sequencer, training);
        if (!initial.isEmpty()) {
            sequencer.setHiddenState(0, States.fromMap(initial));
        }
    }

    @Override
    public Map<String, INDArray> lastState() {
        present = States.of(sequencer);
        return present;
    }

    /** The module counts on from forward to forward. */
    @Override
    public Map<String, INDArray> stateAfter(int step) {
        int last = ((AbstractRecurrent) sequencer.module()).step() - 1;
        int steps = Math.toIntExact(Objects.requireNonNull(sequencer.output(), "expected a forward")
                .toTensor()
                .size(1));
        return States.of(() -> sequencer.getHiddenState(last - steps + step));
    }
}
