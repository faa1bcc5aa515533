package org.rnn4j.benchmarks.work;

import java.util.Random;

/**
 * One iteration of training an LSTM by what it says at the last step: forward, mean squared error against a target, backward, and an update
 * of the parameters by plain gradient descent.
 */
public final class LastStepWork {
    private static final long SEED = 321;

    private final Sizes sizes;
    private final boolean cosine;
    private final Net net = new Net();
    private final float[] input;
    private final float[] target;

    private LastStepWork(Sizes sizes, boolean cosine) {
        this.sizes = sizes;
        this.cosine = cosine;
        Random random = new Random(SEED);
        int hidden = sizes.hidden();
        if (cosine) {
            net.linear("first", sizes.input(), hidden, random);
        }
        net.cell("lstm", Weights.random(Cell.LSTM, cosine ? hidden : sizes.input(), hidden, random));
        if (cosine) {
            net.linear("last", hidden, outputSize(), random);
        }
        input = Floats.random(sizes.steps() * sizes.batch() * sizes.input(), 1, random);
        target = Floats.random(sizes.batch() * outputSize(), 1, random);
    }

    /** An LSTM and nothing else. */
    public static LastStepWork lstm(Sizes sizes) {
        return new LastStepWork(sizes, false);
    }

    /** The tutorial's net that learns a cosine: Linear, LSTM, NormStabilizer, Linear, HardTanh. */
    public static LastStepWork cosine(Sizes sizes) {
        return new LastStepWork(sizes, true);
    }

    /** The factor of the gradient in an update. */
    public double rate() {
        // Large enough for changes that rounding does not hide.
        return cosine ? 0.01 : 32;
    }

    /** The sizes. */
    public Sizes sizes() {
        return sizes;
    }

    /** Whether it is the net that learns a cosine. */
    public boolean isCosine() {
        return cosine;
    }

    /** The size of the output of a step. */
    public int outputSize() {
        return cosine ? 1 : sizes.hidden();
    }

    /** The parameters: of the first linear layer, the LSTM and the last linear layer, as far as they are there. */
    public Net net() {
        return net;
    }

    /** {@code [T, N, I]}, not a copy. */
    public float[] input() {
        return input;
    }

    /** What the last step should say, {@code [N, outputSize]}, not a copy. */
    public float[] target() {
        return target;
    }
}
