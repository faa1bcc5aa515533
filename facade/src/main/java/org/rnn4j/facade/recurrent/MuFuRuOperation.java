package org.rnn4j.facade.recurrent;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@link MuFuRu} can make of the hidden state h and the new feature v, element by element, with the derivatives by each. Where a
 * derivative does not exist, it is what Torch's modules say.
 */
enum MuFuRuOperation {
    /** The old state. */
    KEEP,
    /** The new feature. */
    REPLACE,
    /** The product. */
    MUL,
    /** The difference. */
    DIFF,
    /** Zero. */
    FORGET,
    /** A quarter of the root of the distance. */
    SQRT_DIFF,
    /** The greater one. */
    MAX,
    /** The smaller one. */
    MIN;

    /** What it makes of h and v. */
    double value(double h, double v) {
        return switch (this) {
            case KEEP -> h;
            case REPLACE -> v;
            case MUL -> h * v;
            case DIFF -> h - v;
            case FORGET -> 0;
            case SQRT_DIFF -> 0.25 * Math.sqrt(Math.abs(h - v));
            case MAX -> Math.max(h, v);
            case MIN -> Math.min(h, v);
        };
    }

    /** The derivative by h. */
    double slopeOfHidden(double h, double v) {
        return switch (this) {
            case KEEP, DIFF -> 1;
            case REPLACE, FORGET -> 0;
            case MUL -> v;
            case SQRT_DIFF -> rootSlope(h - v);
            case MAX -> h >= v ? 1 : 0;
            case MIN -> h <= v ? 1 : 0;
        };
    }

    /** The derivative by v. */
    double slopeOfFeature(double h, double v) {
        return switch (this) {
            case REPLACE -> 1;
            case KEEP, FORGET -> 0;
            case MUL -> h;
            case DIFF -> -1;
            case SQRT_DIFF -> -rootSlope(h - v);
            case MAX -> h >= v ? 0 : 1;
            case MIN -> h <= v ? 0 : 1;
        };
    }

    private static double rootSlope(double difference) {
        return difference == 0 ? 0 : 0.125 * Math.signum(difference) / Math.sqrt(Math.abs(difference));
    }

    /**
     * The operation of Torch's name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static MuFuRuOperation named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.torchName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("MuFuRu: expected operations out of "
                        + Arrays.stream(values())
                                .map(MuFuRuOperation::torchName)
                                .collect(Collectors.joining(", "))
                        + ", got " + name));
    }

    /** Torch's name. */
    String torchName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
