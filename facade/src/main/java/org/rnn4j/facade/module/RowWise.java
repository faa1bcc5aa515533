package org.rnn4j.facade.module;

/**
 * A module that treats every sample of a batch alike, draws no random numbers, and carries nothing from one call to the next: batches laid one behind the other
 * give the same outputs and gradients, laid one behind the other, as one after the other. A Sequencer calls such a module once for all time steps.
 */
public interface RowWise {
    /** Every number by itself: samples may have any number of dimensions. */
    int ANY = -1;

    /** Number of dimensions of a sample, or {@link #ANY}; batches have one more. */
    int sampleDimensions();

    /** Whether all that holds of this module as it is configured. */
    default boolean isRowWise() {
        return true;
    }
}
