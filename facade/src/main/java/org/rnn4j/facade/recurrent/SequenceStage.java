package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Computes all time steps of a sequence in one go, in the place of one module that would be called for each of them, and with the same numbers.
 *
 * <p>Sequences are contiguous, time first, then the batch: {@code [T, N, ...]}; where steps have no batch, N is 1. Stages
 * that have buffers are kept by their module for the next forward, until it is configured otherwise.
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

    /** Whether the modules inside that count steps still are as the last forward, or backward, of this stage left them. */
    default boolean isIntact() {
        return true;
    }

    /** Lets the modules inside that count steps go back to before the last forward, to compute its steps again one by one. */
    default void rewind() {}

    /** Tells them that this is done. */
    default void endReplay() {}

    /** Lets go of the memory of all results: whoever has them may still read them when modules have computed single steps. */
    default void release() {}
}
