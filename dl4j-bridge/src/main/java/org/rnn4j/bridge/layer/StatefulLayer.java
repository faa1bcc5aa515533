package org.rnn4j.bridge.layer;

import org.rnn4j.facade.module.Remember;

/** A layer at work whose configuration is {@link Remembering}. */
public interface StatefulLayer {
    /** Says in which modes {@code activate} goes on from the state in which the last one ended. */
    void remember(Remember when);

    /** Drops that state: the next {@code activate} starts a new sequence. */
    void forget();
}
