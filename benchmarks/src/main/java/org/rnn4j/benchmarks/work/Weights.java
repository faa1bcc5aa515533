package org.rnn4j.benchmarks.work;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Weights of a cell, or gradients of weights, in an order of their own: for each part all gates, each with one row per unit. */
public final class Weights {

    /** What the rows are multiplied by. */
    public enum Part {
        /** The input: I columns. */
        INPUT,
        /** The hidden state: H columns. */
        RECURRENT,
        /** One: a single column. */
        BIAS
    }

    private final Cell cell;
    private final int input;
    private final int hidden;
    private final Map<Part, float[]> parts = new EnumMap<>(Part.class);

    /** Zeros. */
    public Weights(Cell cell, int input, int hidden) {
        this.cell = cell;
        this.input = input;
        this.hidden = hidden;
        for (Part part : Part.values()) {
            parts.put(part, new float[cell.gates() * hidden * columns(part)]);
        }
    }

    /** Weights like those that cells start with: uniform within {@code 1 / sqrt(hidden)}. */
    public static Weights random(Cell cell, int input, int hidden, Random random) {
        Weights weights = new Weights(cell, input, hidden);
        weights.parts.replaceAll((part, zeros) -> Floats.random(zeros.length, 1 / Math.sqrt(hidden), random));
        if (cell == Cell.GRU) {
            weights.openReset();
        }
        return weights;
    }

    /**
     * Makes the reset gate of a GRU one, by a large bias. Torch7 multiplies the hidden state by the gate and then by the weights, libtorch
     * the other way round; with a gate of one they agree, so that what they compute can be compared.
     */
    private void openReset() {
        Arrays.fill(part(Part.BIAS), 0, hidden, 20);
    }

    /** Columns of a part. */
    public int columns(Part part) {
        return switch (part) {
            case INPUT -> input;
            case RECURRENT -> hidden;
            case BIAS -> 1;
        };
    }

    /** The kind of cell. */
    public Cell cell() {
        return cell;
    }

    /** I. */
    public int input() {
        return input;
    }

    /** H. */
    public int hidden() {
        return hidden;
    }

    /** The numbers of a part, gate by gate and row by row; not a copy. */
    public float[] part(Part part) {
        return Objects.requireNonNull(parts.get(part));
    }

    /** Adds the parts to results, under {@code name}. */
    public void addTo(Results results, String name) {
        for (Part part : Part.values()) {
            results.put(name + " " + part.name().toLowerCase(Locale.ROOT), part(part));
        }
    }
}
