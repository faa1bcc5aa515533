package org.rnn4j.benchmarks.work;

import java.util.Arrays;

/**
 * How long iterations took.
 *
 * @param median microseconds
 * @param best microseconds
 */
public record Timing(double median, double best) {
    private static final double NANOSECONDS = 1000;

    /** Of the nanoseconds of single iterations. */
    public static Timing of(long[] nanoseconds) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new Timing(median / NANOSECONDS, sorted[0] / NANOSECONDS);
    }
}
