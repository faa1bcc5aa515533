package org.rnn4j.bridge.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.module.Remember;

/** A layer at work whose configuration is {@link Remembering}. */
public interface StatefulLayer {
    /** Says in which modes {@code activate} goes on from the state in which the last one ended. */
    void remember(Remember when);

    /** Whether {@code activate} goes on so in the mode given. */
    boolean remembers(boolean training);

    /** Drops that state: the next {@code activate} starts a new sequence. */
    void forget();

    /** That state, in arrays that nobody writes to; empty if there is none. */
    Map<String, INDArray> state();

    /** Sets that state. */
    void setState(Map<String, INDArray> state);
}
