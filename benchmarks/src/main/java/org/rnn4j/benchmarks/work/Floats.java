package org.rnn4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Arrays of floats. */
public final class Floats {
    private Floats() {}

    /** Numbers uniform within {@code -limit} and {@code limit}. */
    public static float[] random(int count, double limit, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        return values;
    }

    /** Floats of doubles. */
    public static float[] of(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Arrays of differences. */
    public static List<float[]> differences(List<float[]> these, List<float[]> those) {
        List<float[]> result = new ArrayList<>();
        for (int i = 0; i < these.size(); i++) {
            float[] values = these.get(i).clone();
            for (int j = 0; j < values.length; j++) {
                values[j] -= those.get(i)[j];
            }
            result.add(values);
        }
        return result;
    }

    /**
     * From {@code [T, N, D]} to {@code [N, D, T]}.
     *
     * @param rows N times D
     */
    public static float[] timeLast(float[] timeFirst, int steps, int rows) {
        return transposed(timeFirst, steps, rows);
    }

    /**
     * From {@code [N, D, T]} to {@code [T, N, D]}.
     *
     * @param rows N times D
     */
    public static float[] timeFirst(float[] timeLast, int steps, int rows) {
        return transposed(timeLast, rows, steps);
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] result = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = values[row * columns + column];
            }
        }
        return result;
    }
}
