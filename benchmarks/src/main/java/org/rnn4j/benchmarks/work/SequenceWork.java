package org.rnn4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Data and weights for recurrent layers that go over a batch of sequences, and back; or over a stream, a step a call. */
public final class SequenceWork {
    /** How many steps of a stream are compared; every one has the same input. */
    public static final int STREAMED = 5;

    private static final long SEED = 123;

    private final Cell cell;
    private final Sizes sizes;
    private final int layers;
    private final boolean bothWays;
    private final List<Weights> weights = new ArrayList<>();
    private final Net net = new Net();
    private final float[] input;
    private final float[] gradOutput;

    private SequenceWork(Cell cell, Sizes sizes, int layers, boolean bothWays) {
        this.cell = cell;
        this.sizes = sizes;
        this.layers = layers;
        this.bothWays = bothWays;
        Random random = new Random(SEED);
        for (int layer = 0; layer < layers; layer++) {
            for (int way = 0; way < (bothWays ? 2 : 1); way++) {
                int inputSize = layer == 0 ? sizes.input() : outputSize();
                weights.add(Weights.random(cell, inputSize, sizes.hidden(), random));
            }
        }
        weights.forEach(layer -> net.cell("layer " + (1 + weights.indexOf(layer)), layer));
        int rows = sizes.steps() * sizes.batch();
        input = Floats.random(rows * sizes.input(), 1, random);
        gradOutput = Floats.random(rows * outputSize(), 1, random);
    }

    /** One layer. */
    public static SequenceWork of(Cell cell, Sizes sizes) {
        return new SequenceWork(cell, sizes, 1, false);
    }

    /** Layers, one on the other. */
    public static SequenceWork stack(Cell cell, Sizes sizes, int layers) {
        return new SequenceWork(cell, sizes, layers, false);
    }

    /** Two layers side by side, of which one reads from the end to the beginning; their outputs are joined. */
    public static SequenceWork bothWays(Cell cell, Sizes sizes) {
        return new SequenceWork(cell, sizes, 1, true);
    }

    /** The kind of cell. */
    public Cell cell() {
        return cell;
    }

    /** The sizes. */
    public Sizes sizes() {
        return sizes;
    }

    /** How many layers are one on the other. */
    public int layers() {
        return layers;
    }

    /** Whether there are two side by side. */
    public boolean isBothWays() {
        return bothWays;
    }

    /** The size of the output of a step. */
    public int outputSize() {
        return sizes.hidden() * (bothWays ? 2 : 1);
    }

    /** The weights of the layers; of two side by side, that which reads forward comes first. */
    public List<Weights> weights() {
        return List.copyOf(weights);
    }

    /** The same weights as one net. */
    public Net net() {
        return net;
    }

    /** {@code [T, N, I]}, not a copy. */
    public float[] input() {
        return input;
    }

    /** The gradient with respect to the output, {@code [T, N, outputSize]}, not a copy. */
    public float[] gradOutput() {
        return gradOutput;
    }
}
