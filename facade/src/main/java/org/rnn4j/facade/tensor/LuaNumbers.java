package org.rnn4j.facade.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Torch writes them, by the formats of LuaJIT: as C's {@code printf}, but rounded half up, from the exact binary value. What is no number is
 * {@code nan}, {@code inf} or {@code -inf}.
 */
public final class LuaNumbers {
    private static final int DIGITS_OF_LUA = 14;

    private LuaNumbers() {}

    /** {@code %.14g}: what Lua's {@code tostring} gives for a number, such as {@code 0.5}, {@code 3} and {@code 1e+20}. */
    public static String toText(double value) {
        return general(value, DIGITS_OF_LUA);
    }

    /** {@code %.<digits>g}: with an exponent where the number is large or small, without zeros at the end. */
    public static String general(double value, int digits) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_UP));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - 1 - rounded.scale();
        if (exponent >= -4 && exponent < digits) {
            String text =
                    rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
            return sign(value) + text;
        }
        String shown = rounded.stripTrailingZeros().unscaledValue().toString();
        return sign(value)
                + shown.charAt(0)
                + (shown.length() > 1 ? "." + shown.substring(1) : "")
                + exponent(exponent);
    }

    /** {@code %.<decimals>f}. */
    public static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? sign(value)
                        + new BigDecimal(Math.abs(value))
                                .setScale(decimals, RoundingMode.HALF_UP)
                                .toPlainString()
                : special(value);
    }

    /** {@code %.<decimals>e}. */
    public static String exponential(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal magnitude = new BigDecimal(Math.abs(value));
        BigDecimal rounded = magnitude.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        String digits = rounded.unscaledValue().toString();
        int exponent = magnitude.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
        String filled = digits + "0".repeat(Math.max(0, decimals + 1 - digits.length()));
        return sign(value)
                + filled.charAt(0)
                + (decimals > 0 ? "." + filled.substring(1, decimals + 1) : "")
                + exponent(exponent);
    }

    /** {@code text} with blanks in front of it, so that it is {@code width} wide. */
    public static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : sign(value) + "inf";
    }

    private static String sign(double value) {
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    private static String exponent(int exponent) {
        return "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
