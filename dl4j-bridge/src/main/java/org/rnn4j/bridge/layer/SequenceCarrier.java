package org.rnn4j.bridge.layer;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.AbstractSeqLSTM;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

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
        Activity state = States.fromMap(initial);
        if (state instanceof Table parts && module instanceof AbstractSeqLSTM lstm) {
            lstm.setUserPrevOutput(parts.tensor(1));
            lstm.setUserPrevCell(parts.tensor(2));
        } else {
            module.setUserPrevOutput(state == null ? null : state.toTensor());
        }
    }

    @Override
    public Map<String, INDArray> lastState() {
        Activity output =
                Objects.requireNonNull(module.output(), "expected a forward before its last state is asked for");
        Tensor hidden = last(output.toTensor());
        return States.toMap(module instanceof AbstractSeqLSTM lstm ? Table.of(hidden, last(lstm.cell())) : hidden);
    }

    private static Tensor last(Tensor steps) {
        return steps.select(1, steps.size(1));
    }
}
