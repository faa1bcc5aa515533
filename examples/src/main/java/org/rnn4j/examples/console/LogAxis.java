package org.rnn4j.examples.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A logarithmic axis from one of the numbers 1, 2, 5, 10, 20, 50, ... to another one, so that at least two of them are on it.
 *
 * @param min where it begins
 * @param max where it ends
 */
record LogAxis(double min, double max) {
    private static final int[] DIGITS = {1, 2, 5};
    /** Up to so many decades leave room for labels at 2 and 5. */
    private static final int FEW_DECADES = 4;
    /** So many labels have room. */
    private static final int LABELS = 15;
    /** What logarithms and powers may be off. */
    private static final double ROUNDING = 1e-9;

    /** The shortest axis that holds all of {@code values} that are above 0. */
    static LogAxis of(double[] values) {
        double[] positive = Arrays.stream(values)
                .filter(value -> value >= Double.MIN_NORMAL)
                .toArray();
        double least = Arrays.stream(positive).min().orElse(1);
        double greatest = Arrays.stream(positive).max().orElse(1);
        int first = DIGITS.length * decade(least);
        while (number(first + 1) <= least * (1 + ROUNDING)) {
            first++;
        }
        int last = first + 1;
        while (number(last) < greatest * (1 - ROUNDING)) {
            last++;
        }
        return new LogAxis(number(first), number(last));
    }

    /** Number 0 is 1, number 1 is 2, number 2 is 5, number 3 is 10. */
    private static double number(int index) {
        int digit = DIGITS[Math.floorMod(index, DIGITS.length)];
        return Double.parseDouble(digit + "e" + Math.floorDiv(index, DIGITS.length));
    }

    private static int decade(double value) {
        return (int) Math.floor(Math.log10(value) + ROUNDING);
    }

    /** What stands beside a mark, if anything. */
    String label(double value) {
        boolean isOn = value >= min * (1 - ROUNDING) && value <= max * (1 + ROUNDING);
        return isOn && isLabelled(value) ? text(value) : "";
    }

    private boolean isLabelled(double value) {
        int decades = decade(max) - decade(min);
        int decade = decade(value);
        double digit = value / Math.pow(10, decade);
        return decades > FEW_DECADES
                ? isNear(digit, 1) && decade % (1 + decades / LABELS) == 0
                : Arrays.stream(DIGITS).anyMatch(one -> isNear(digit, one));
    }

    private static boolean isNear(double value, int digit) {
        return Math.abs(value - digit) < ROUNDING * digit;
    }

    private static String text(double value) {
        BigDecimal oneDigit = new BigDecimal(value, new MathContext(1));
        return value < 1 ? oneDigit.toString() : oneDigit.toPlainString();
    }
}
