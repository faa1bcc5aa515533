package org.rnn4j.bridge.layer;

import org.rnn4j.facade.module.Remember;

/**
 * A recurrent layer at work that can go on where its last {@code activate} ended, as a Torch Sequencer told to remember does. In
 * Deeplearning4j only truncated backpropagation and {@code rnnTimeStep} carry states on, and those work whatever is set here.
 */
public interface StatefulLayer {
    /** Says in which modes {@code activate} goes on from the state in which the last one ended. */
    void remember(Remember when);

    /** Drops that state: the next {@code activate} starts a new sequence. */
    void forget();
}
