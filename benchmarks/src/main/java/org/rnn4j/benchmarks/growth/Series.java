package org.rnn4j.benchmarks.growth;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How one number grows with another.
 *
 * @param name what grows
 * @param against with what
 * @param unit of what grows
 * @param points what grows, by what it grows with
 */
record Series(String name, String against, String unit, SortedMap<Long, Double> points) {

    Series(String name, String against, String unit) {
        this(name, against, unit, new TreeMap<>());
    }

    /** Adds a point. */
    void add(long x, double y) {
        points.put(x, y);
    }

    /** The largest number divided by the smallest: 1 for what does not grow at all. */
    double spread() {
        double most = points.values().stream().mapToDouble(y -> y).max().orElse(Double.NaN);
        double least = points.values().stream().mapToDouble(y -> y).min().orElse(Double.NaN);
        return most / least;
    }

    /** {@code name, unit, by T: 10 = 1.20, 100 = 1.10; most / least 1.09}. */
    @Override
    public String toString() {
        String numbers = points.entrySet().stream().map(Series::text).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%s, %s, by %s: %s; most / least %.2f", name, unit, against, numbers, spread());
    }

    private static String text(Map.Entry<Long, Double> point) {
        return String.format(Locale.ROOT, "%d = %.2f", point.getKey(), point.getValue());
    }
}
