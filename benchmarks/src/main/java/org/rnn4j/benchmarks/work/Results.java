package org.rnn4j.benchmarks.work;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Numbers that somebody computed, by name. */
public final class Results {
    /** What sums of floats in another order may make, relative to the largest number of the array. */
    private static final double TOLERANCE = 1e-4;

    private final Map<String, float[]> arrays = new LinkedHashMap<>();

    /** No numbers yet. */
    public Results() {}

    /**
     * Adds an array.
     *
     * @return this
     */
    public Results put(String name, float[] values) {
        arrays.put(name, values);
        return this;
    }

    /**
     * Leaves arrays out.
     *
     * @return this
     */
    public Results without(String... names) {
        arrays.keySet().removeAll(Set.of(names));
        return this;
    }

    /**
     * Checks that others have the same numbers, as far as they have arrays of the same names.
     *
     * @param who whose numbers {@code others} are
     * @throws IllegalStateException if they have not, or have nothing of the same name
     */
    public void check(String who, Results others) {
        int compared = 0;
        for (Map.Entry<String, float[]> array : others.arrays.entrySet()) {
            float[] mine = arrays.get(array.getKey());
            if (mine != null) {
                check(who + ": " + array.getKey(), mine, array.getValue());
                compared++;
            }
        }
        if (compared == 0) {
            throw new IllegalStateException(
                    who + ": expected some of " + arrays.keySet() + ", got " + others.arrays.keySet());
        }
    }

    private static void check(String what, float[] expected, float[] values) {
        if (expected.length != values.length) {
            throw new IllegalStateException(what + ": expected " + expected.length + " numbers, got " + values.length);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - values[i]));
        }
        if (!(difference <= TOLERANCE * largest)) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s: expected the same numbers, they differ by up to %.3g where the largest is %.3g",
                    what,
                    difference,
                    largest));
        }
    }
}
