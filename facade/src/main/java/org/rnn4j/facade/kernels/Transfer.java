package org.rnn4j.facade.kernels;

/** The transfer functions that have kernels of their own, because recurrent cells live in them. */
public enum Transfer {
    /** {@code y = 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** {@code y = tanh(x)}. */
    TANH,
    /** {@code y = max(0, x)}. */
    RELU
}
