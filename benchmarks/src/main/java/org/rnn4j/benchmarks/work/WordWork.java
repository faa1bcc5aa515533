package org.rnn4j.benchmarks.work;

import java.util.Random;

/**
 * One iteration of the tutorial's net that predicts words: forward and backward over all steps, and an update. The hidden state is the
 * sigmoid of a row of a table for the word, plus a linear map of the hidden state before or, at the first step, a bias.
 */
public final class WordWork {
    /** Words. */
    public static final int VOCABULARY = 10;

    private static final long SEED = 213;

    private final Sizes sizes;
    private final Net net = new Net();

    /** @param sizes whose input is one word */
    public WordWork(Sizes sizes) {
        this.sizes = sizes;
        Random random = new Random(SEED);
        int hidden = sizes.hidden();
        float[] bias = Floats.random(hidden, 1, random);
        net.plain("start bias", bias);
        net.plain("table", Floats.random(VOCABULARY * hidden, 1, random));
        net.plain("feedback weight", Floats.random(hidden * hidden, 1 / Math.sqrt(hidden), random));
        // The same as at the start, which Deeplearning4j's layer does not tell apart.
        net.plain("feedback bias", bias);
        net.linear("last", hidden, VOCABULARY, random);
    }

    /** The factor of the gradient in an update. */
    public double rate() {
        return 0.1;
    }

    /** The sizes. */
    public Sizes sizes() {
        return sizes;
    }

    /** The parameters: bias of the start, table, feedback, last layer. */
    public Net net() {
        return net;
    }

    /** The words of a step, from 0. Those of the next step are what it should say. */
    public long[] words(int step) {
        long[] words = new long[sizes.batch()];
        for (int i = 0; i < words.length; i++) {
            words[i] = (3L * i + step) % VOCABULARY;
        }
        return words;
    }
}
