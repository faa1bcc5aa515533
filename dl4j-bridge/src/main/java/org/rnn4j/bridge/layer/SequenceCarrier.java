package org.rnn4j.bridge.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;

/** A module that takes whole sequences itself. */
final class SequenceCarrier implements Carrier {
    private final AbstractSeqRecurrent<?> module;

    SequenceCarrier(AbstractSeqRecurrent<?> module) {
        this.module = module;
    }

    @Override
    public Module module() {
        return module;
    }

    @Override
    public void begin(Map<String, INDArray> initial, boolean training) {
        module.startFrom(States.fromMap(initial));
    }

    @Override
    public Map<String, INDArray> lastState() {
        return States.toMap(module.lastState());
    }

    @Override
    public Map<String, INDArray> stateAfter(int step) {
        return States.toMap(module.stateAfter(step));
    }
}
