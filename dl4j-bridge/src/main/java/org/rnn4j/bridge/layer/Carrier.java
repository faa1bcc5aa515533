package org.rnn4j.bridge.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;

/** A module that runs over whole sequences, {@code [T, N, D]}, and its hidden state as Deeplearning4j keeps it. */
interface Carrier {
    /** What runs {@code module} over sequences. */
    static Carrier of(Module module) {
        return module instanceof AbstractSeqRecurrent<?> sequence
                ? new SequenceCarrier(sequence)
                : new SequencerCarrier(module);
    }

    /** The module. */
    Module module();

    /** Says what the next forward starts from: the state {@code initial}, or the start of a sequence if that is empty. */
    void begin(Map<String, INDArray> initial, boolean training);

    /** A copy of the state after the last step of the last forward. */
    Map<String, INDArray> lastState();

    /** A copy of the state after a step of the last forward, which was in training; counted from 1. */
    Map<String, INDArray> stateAfter(int step);
}
