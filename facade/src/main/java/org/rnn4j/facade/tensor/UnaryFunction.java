package org.rnn4j.facade.tensor;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

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

    /** The function of a floating-point number. */
    DoubleUnaryOperator ofDouble() {
        return ofDouble;
    }

    /** The function of an integer, or null if it has none. */
    @Nullable
    LongUnaryOperator ofLong() {
        return ofLong;
    }
}
