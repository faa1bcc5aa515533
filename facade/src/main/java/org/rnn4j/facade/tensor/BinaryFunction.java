package org.rnn4j.facade.tensor;

import com.google.common.math.LongMath;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Functions of two numbers that tensors apply to pairs of elements; comparisons give 1 or 0. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum BinaryFunction {
    ADD(Double::sum, Long::sum),
    SUBTRACT((x, y) -> x - y, (x, y) -> x - y),
    MULTIPLY((x, y) -> x * y, (x, y) -> x * y),
    DIVIDE((x, y) -> x / y, (x, y) -> x / y),
    /** The rest of a division whose quotient is cut off, as C's fmod. */
    FMOD((x, y) -> x % y, (x, y) -> x % y),
    /** The rest of a division whose quotient is rounded down. */
    REMAINDER((x, y) -> x - y * Math.floor(x / y), Math::floorMod),
    POWER(Math::pow, (x, y) -> LongMath.pow(x, (int) Math.min(y, Integer.MAX_VALUE))),
    /** The second one if one is NaN. */
    MAXIMUM((x, y) -> x > y ? x : y, Math::max),
    /** The second one if one is NaN. */
    MINIMUM((x, y) -> x < y ? x : y, Math::min),
    ARC_TANGENT(Math::atan2, (x, y) -> (long) Math.atan2((double) x, (double) y)),
    LESS((x, y) -> x < y ? 1 : 0, (x, y) -> x < y ? 1 : 0),
    LESS_OR_EQUAL((x, y) -> x <= y ? 1 : 0, (x, y) -> x <= y ? 1 : 0),
    GREATER((x, y) -> x > y ? 1 : 0, (x, y) -> x > y ? 1 : 0),
    GREATER_OR_EQUAL((x, y) -> x >= y ? 1 : 0, (x, y) -> x >= y ? 1 : 0),
    EQUAL((x, y) -> x == y ? 1 : 0, (x, y) -> x == y ? 1 : 0),
    NOT_EQUAL((x, y) -> x != y ? 1 : 0, (x, y) -> x != y ? 1 : 0);

    private final DoubleBinaryOperator ofDoubles;
    private final LongBinaryOperator ofLongs;

    BinaryFunction(DoubleBinaryOperator ofDoubles, LongBinaryOperator ofLongs) {
        this.ofDoubles = ofDoubles;
        this.ofLongs = ofLongs;
    }

    /** {@code x[i] = f(x[i], y[i])} for the first {@code n}. */
    void apply(double[] x, double[] y, int n) {
        // What modules do all the time gets loops that the compiler can vectorise.
        switch (this) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    x[i] += y[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    x[i] -= y[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    x[i] *= y[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    x[i] /= y[i];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] > y[i] ? x[i] : y[i];
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    x[i] = x[i] < y[i] ? x[i] : y[i];
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    x[i] = ofDoubles.applyAsDouble(x[i], y[i]);
                }
            }
        }
    }

    /** {@code x[i] = f(x[i], y[i])} for the first {@code n}. */
    void apply(long[] x, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = ofLongs.applyAsLong(x[i], y[i]);
        }
    }

    /** {@code f(x, y)}. */
    double of(double x, double y) {
        return ofDoubles.applyAsDouble(x, y);
    }

    /** {@code f(x, y)}. */
    long of(long x, long y) {
        return ofLongs.applyAsLong(x, y);
    }

    /** Whether integers may have {@code y} as the second operand. */
    boolean takes(long y) {
        return switch (this) {
            case DIVIDE, FMOD, REMAINDER -> y != 0;
            case POWER -> y >= 0;
            default -> true;
        };
    }
}
