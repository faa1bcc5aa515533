package org.rnn4j.bridge.layer;

import org.rnn4j.facade.module.Remember;

/**
 * The configuration of a recurrent layer whose {@code activate} may go on where the last one ended, as a Torch Sequencer told to
 * remember does. {@code fit} is no place for that: Deeplearning4j carries states in truncated backpropagation only, and in
 * {@code rnnTimeStep}, which work whatever is set here.
 */
public interface Remembering {
    /** In which modes {@code activate} goes on; at first in none. */
    Remember getRemember();

    /** Sets in which modes {@code activate} goes on. */
    void setRemember(Remember remember);
}
