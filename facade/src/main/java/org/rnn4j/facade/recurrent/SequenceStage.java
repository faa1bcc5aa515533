package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Computes all time steps of a sequence in one go, in the place of one module that would be called for each of them, and with the same numbers.
 *
 * <p>Sequences are contiguous, time first, then the batch: {@code [T, N, ...]}; where steps have no batch, N is 1. Stages are made for one forward and what
 * belongs to it; their buffers belong to the modules.
 */
interface SequenceStage {
    /** Number of dimensions of a sample that goes in, or {@link RowWise#ANY}. */
    int sampleDimensions();

    /**
     * Computes all outputs.
     *
     * @param batch whether the steps have a batch dimension, which states then have, too
     */
    Tensor forward(Tensor steps, boolean batch);

    /** Computes the gradient of the steps of the last forward. */
    Tensor updateGradInput(Tensor steps, Tensor gradOutput);

    /** Adds the gradients of the parameters; comes after {@link #updateGradInput}. */
    void accGradParameters(Tensor steps, Tensor gradOutput, double scale);

    /** Whether the modules still are as the last forward, or backward, of this stage left them. */
    boolean isIntact();

    /** Lets the modules go back to before the last forward, to compute its steps again one by one. */
    void rewind();

    /** Tells the modules that this is done. */
    default void endAgain() {}

    /** Lets go of the memory of all results, which may be in use, as modules are about to compute single steps. */
    void release();
}
