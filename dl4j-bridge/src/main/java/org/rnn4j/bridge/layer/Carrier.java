package org.rnn4j.bridge.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Module;

/** A module that runs over whole sequences, {@code [T, N, D]}, and its hidden state as Deeplearning4j keeps it. */
interface Carrier {
    /** The module. */
    Module module();

    /** Says what the next forward starts from: the state {@code initial}, or the start of a sequence if that is empty. */
    void begin(Map<String, INDArray> initial, boolean training);

    /** A copy of the state after the last step of the last forward. */
    Map<String, INDArray> lastState();
}
