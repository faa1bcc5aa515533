package org.rnn4j.facade.tensor;

/** Torch's random numbers. */
public final class Generator {
    private static final Generator GLOBAL = new Generator();

    private Generator() {}

    /** The generator that all modules and {@code torch.*} draw from. */
    public static Generator global() {
        return GLOBAL;
    }

    /** Fills {@code tensor} with draws from [low, high). */
    public Tensor uniform(Tensor tensor, double low, double high) {
        throw new UnsupportedOperationException("Generator: uniform " + tensor.describe() + low + high);
    }
}
