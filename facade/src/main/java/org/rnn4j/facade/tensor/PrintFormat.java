package org.rnn4j.facade.tensor;

/**
 * How the numbers of one tensor are written: all with the same width, and as the largest and the smallest of them ask for. Integers are
 * written as such, up to nine digits; numbers of very different size with an exponent; all others with four decimals, divided by a
 * common {@link #scale} where they are all small or some are large.
 *
 * <p>Digits are those of {@link LuaNumbers}.
 */
final class PrintFormat {
    private static final int DECIMALS = 4;
    private static final int DIGITS_OF_SCALE = 6;
    private static final int DECIMALS_WITH_NAN = 6;
    private static final int EXPONENTIAL_WIDTH = 11;

    private enum Style {
        INTEGER,
        FIXED,
        EXPONENTIAL
    }

    private final Style style;
    private final int width;
    private final int decimals;
    private final int scaleExponent;
    private final double scale;

    private PrintFormat(Style style, double width, int decimals, double scaleExponent) {
        this.style = style;
        this.width = (int) width;
        this.decimals = decimals;
        this.scaleExponent = (int) scaleExponent;
        scale = Double.parseDouble("1e" + this.scaleExponent);
    }

    /** The format for a tensor of these elements. */
    static PrintFormat of(double[] values) {
        boolean integers = true;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                return new PrintFormat(Style.FIXED, 0, DECIMALS_WITH_NAN, 0);
            }
            integers &= value == Math.ceil(value);
            smallest = Math.min(smallest, Math.abs(value));
            largest = Math.max(largest, Math.abs(value));
        }
        double low = digits(smallest);
        double high = digits(largest);
        if (integers) {
            return high > 9
                    ? new PrintFormat(Style.EXPONENTIAL, EXPONENTIAL_WIDTH, DECIMALS, 0)
                    : new PrintFormat(Style.INTEGER, high + 1, 0, 0);
        }
        if (high - low > 4) {
            boolean threeDigits = Math.abs(high) > 99 || Math.abs(low) > 99;
            return new PrintFormat(Style.EXPONENTIAL, EXPONENTIAL_WIDTH + (threeDigits ? 1 : 0), DECIMALS, 0);
        }
        if (high > 5 || high < 0) {
            return new PrintFormat(Style.FIXED, 7, DECIMALS, high - 1);
        }
        return new PrintFormat(Style.FIXED, Math.max(7, high + 6), DECIMALS, 0);
    }

    /** How many digits stand before the point; 0 or less for fractions: how many zeros follow it. Infinite for infinity. */
    private static double digits(double magnitude) {
        return magnitude == 0 ? 1 : Math.floor(Math.log10(magnitude)) + 1;
    }

    /** Whether the numbers are written divided by a common factor, {@link #scale}. */
    boolean isScaled() {
        return scaleExponent != 0;
    }

    /** The common factor, as C's {@code %g} writes it. */
    String scale() {
        return LuaNumbers.general(scale, DIGITS_OF_SCALE);
    }

    /** How many numbers, with blanks between them, fit in a line of {@code characters}; any number if the width is open. */
    int perLine(int characters) {
        return width == 0 ? Integer.MAX_VALUE : characters / (width + 1);
    }

    /** {@code value} divided by the scale, filled up with blanks on the left. */
    String format(double value) {
        return LuaNumbers.padded(text(value / scale), width);
    }

    private String text(double value) {
        return switch (style) {
            case INTEGER -> Double.isNaN(value) ? "nan" : Long.toString((long) value);
            case FIXED -> LuaNumbers.fixed(value, decimals);
            case EXPONENTIAL -> LuaNumbers.exponential(value, decimals);
        };
    }
}
