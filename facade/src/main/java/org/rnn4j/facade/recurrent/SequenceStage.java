package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Computes all time steps of a sequence in one go, in the place of one module that would be called for each of them, and with the same numbers.
 *
 * <p>Sequences are contiguous, time first, then the batch: {@code [T, N, ...]}; where steps have no batch, N is 1. Stages are kept by their module for the
 * next forward, until it is configured otherwise.
 */
interface SequenceStage {
    /** Number of dimensions of a sample that goes in, or {@link RowWise#ANY}. */
    int sampleDimensions();

    /** Computes all outputs, as a part of {@code run}. */
    Tensor forward(SequenceRun run, Tensor steps);

    /** Computes the gradient of the steps of the last forward. */
    Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput);

    /** Adds the gradients of the parameters; comes after {@link #updateGradInput}. */
    void accGradParameters(Tensor steps, Tensor gradOutput, double scale);

    /** What the last forward, and the backward after it, have left; in the memory of this stage. */
    default StepRecord record() {
        return StepRecord.NONE;
    }

    /** Lets go of the memory of all results: whoever has them may still read them when modules have computed single steps. */
    default void release() {}
}
