package org.rnn4j.facade.kernels;

/** The chapter of {@link Kernels} for optimisers. */
public interface UpdateKernels {
    /**
     * One step of an optimiser over all parameters, in place.
     *
     * @param factors what the rule multiplies by and adds, as {@code rule} lists them
     * @param operands gradient, what the optimiser remembers, and parameters, as {@code rule} lists them; of as many elements each, at
     *     different places in memory
     */
    void update(UpdateRule rule, double[] factors, View... operands);
}
