package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.kernels.RecurrentSequence;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A cell whose sequences a kernel runs.
 *
 * @param <P> the parameters as the kernel takes them
 */
interface KernelCell<P> {
    /** A kernel for sequences of this cell. */
    RecurrentSequence<P> newSequence();

    /** Number of dimensions of one input. */
    int sampleDimensions();

    /** Size H of each part of the state. */
    long units();

    /** Whether the kernel does what the cell does as it is configured. */
    default boolean hasKernel() {
        return true;
    }

    /** The learned parameters, over their own memory or as a copy of their present values. */
    P weights();

    /** Where gradients of parameters are to be added; {@link #gradientsAdded} follows. */
    P gradients();

    /** Takes the gradients from where {@link #gradients} has put them. */
    default void gradientsAdded() {}

    /** Inputs {@code [T, N, ...]} as the kernel takes them, {@code [T, N, D]}; throws if they do not fit. */
    Tensor project(Tensor steps);

    /** The gradient of the inputs, from that of what {@link #project} gave. */
    default Tensor projectBack(Tensor steps, Tensor gradProjected) {
        return gradProjected;
    }

    /** Adds the gradients of the parameters that {@link #project} works with. */
    default void accumulateProjection(Tensor steps, Tensor gradProjected, double scale) {}

    /** Lets go of the results of whole sequences, as single steps are about to be computed. */
    default void release() {}
}
