package org.rnn4j.benchmarks.work;

import java.util.Random;

/** An LSTM that reads a stream without learning: one step a call, and the state is kept for the next. */
public final class StreamWork {
    /** How many steps are compared. */
    public static final int COMPARED = 5;

    private static final long SEED = 132;

    private final Sizes sizes;
    private final Weights weights;
    private final float[] input;

    /** @param sizes with a single step */
    public StreamWork(Sizes sizes) {
        this.sizes = sizes;
        Random random = new Random(SEED);
        weights = Weights.random(Cell.LSTM, sizes.input(), sizes.hidden(), random);
        input = Floats.random(sizes.batch() * sizes.input(), 1, random);
    }

    /** The sizes. */
    public Sizes sizes() {
        return sizes;
    }

    /** The weights. */
    public Weights weights() {
        return weights;
    }

    /** The input of every step, {@code [N, I]}, not a copy. */
    public float[] input() {
        return input;
    }
}
