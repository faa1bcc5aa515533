package org.rnn4j.facade.tensor;

import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Transfer;

/** Functions of one number that tensors apply to each of their elements. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum UnaryFunction {
    ABS(Math::abs, Math::abs),
    NEG(x -> -x, x -> -x),
    SIGN(x -> x > 0 ? 1 : x < 0 ? -1 : 0, Long::signum),
    EXP(Math::exp),
    LOG(Math::log),
    LOG1P(Math::log1p),
    SQRT(Math::sqrt),
    RSQRT(x -> 1 / Math.sqrt(x)),
    CINV(x -> 1 / x),
    SIN(Math::sin),
    COS(Math::cos),
    TAN(Math::tan),
    ASIN(Math::asin),
    ACOS(Math::acos),
    ATAN(Math::atan),
    SINH(Math::sinh),
    COSH(Math::cosh),
    TANH(Math::tanh),
    SIGMOID(x -> 1 / (1 + Math.exp(-x))),
    FLOOR(Math::floor),
    CEIL(Math::ceil),
    /** Halves away from zero, as C does. */
    ROUND(x -> {
        double whole = truncate(x);
        return Math.abs(x - whole) < 0.5 ? whole : whole + Math.signum(x);
    }),
    TRUNC(UnaryFunction::truncate),
    FRAC(x -> x - truncate(x));

    private final DoubleUnaryOperator ofDouble;
    private final @Nullable LongUnaryOperator ofLong;

    UnaryFunction(DoubleUnaryOperator ofDouble) {
        this(ofDouble, null);
    }

    UnaryFunction(DoubleUnaryOperator ofDouble, @Nullable LongUnaryOperator ofLong) {
        this.ofDouble = ofDouble;
        this.ofLong = ofLong;
    }

    private static double truncate(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /** Torch's name. */
    String torchName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code x[i] = f(x[i])} for the first {@code n}. */
    void apply(double[] x, int n) {
        // A call through the operator costs as much as a cheap function; what is used most gets a loop of its own.
        switch (this) {
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.abs(x[i]);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.exp(x[i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.log(x[i]);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.sqrt(x[i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    x[i] = ofDouble.applyAsDouble(x[i]);
                }
            }
        }
    }

    /** {@code x[i] = f(x[i])} for the first {@code n}. */
    void apply(long[] x, int n) {
        LongUnaryOperator f = Objects.requireNonNull(ofLong, "function of integers");
        for (int i = 0; i < n; i++) {
            x[i] = f.applyAsLong(x[i]);
        }
    }

    /** Whether it is a function of integers, too. */
    boolean takesIntegers() {
        return ofLong != null;
    }

    /** The kernel of this function, or null if it has none. */
    @Nullable
    Transfer transfer() {
        return switch (this) {
            case SIGMOID -> Transfer.SIGMOID;
            case TANH -> Transfer.TANH;
            default -> null;
        };
    }
}
