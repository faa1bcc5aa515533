package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that does sums, products, quotients, powers and the like, element by element.
 *
 * <p>All of it happens in place. Operands have the same type and as many elements as this tensor; their sizes may differ. The forms
 * with one more tensor in front take that one as the first operand and give its sizes to this tensor, which receives the result.
 * Integers are computed as integers: numbers given as doubles lose their fraction first, quotients are cut off, results wrap around.
 */
public sealed interface Arithmetic extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- sums

    /** Adds {@code value}. */
    default Tensor add(double value) {
        return add(self(), value);
    }

    /** {@code source + value}. */
    default Tensor add(Tensor source, double value) {
        return combine("add", BinaryFunction.ADD, source, value);
    }

    /** Adds {@code other}. */
    default Tensor add(Tensor other) {
        return add(self(), 1, other);
    }

    /** Adds {@code factor * other}. */
    default Tensor add(double factor, Tensor other) {
        return add(self(), factor, other);
    }

    /** {@code source + other}. */
    default Tensor add(Tensor source, Tensor other) {
        return add(source, 1, other);
    }

    /** {@code source + factor * other}. */
    default Tensor add(Tensor source, double factor, Tensor other) {
        return addScaled("add", source, factor, other);
    }

    /** Subtracts {@code value}. */
    default Tensor csub(double value) {
        return csub(self(), value);
    }

    /** {@code source - value}. */
    default Tensor csub(Tensor source, double value) {
        return combine("csub", BinaryFunction.SUBTRACT, source, value);
    }

    /** Subtracts {@code other}. */
    default Tensor csub(Tensor other) {
        return csub(self(), 1, other);
    }

    /** Subtracts {@code factor * other}. */
    default Tensor csub(double factor, Tensor other) {
        return csub(self(), factor, other);
    }

    /** {@code source - other}. */
    default Tensor csub(Tensor source, Tensor other) {
        return csub(source, 1, other);
    }

    /** {@code source - factor * other}. */
    default Tensor csub(Tensor source, double factor, Tensor other) {
        return addScaled("csub", source, -factor, other);
    }

    // ---- products and quotients

    /** Multiplies by {@code factor}. */
    default Tensor mul(double factor) {
        return mul(self(), factor);
    }

    /** {@code source * factor}. */
    default Tensor mul(Tensor source, double factor) {
        return combine("mul", BinaryFunction.MULTIPLY, source, factor);
    }

    /** Multiplies by {@code other}. */
    default Tensor cmul(Tensor other) {
        return cmul(self(), other);
    }

    /** {@code source * other}. */
    default Tensor cmul(Tensor source, Tensor other) {
        return combine("cmul", BinaryFunction.MULTIPLY, source, other);
    }

    /** Divides by {@code divisor}, which must not be 0 for integers. */
    default Tensor div(double divisor) {
        return div(self(), divisor);
    }

    /** {@code source / divisor}. */
    default Tensor div(Tensor source, double divisor) {
        return combine("div", BinaryFunction.DIVIDE, source, divisor);
    }

    /** Divides by {@code other}, in which integers must not be 0. */
    default Tensor cdiv(Tensor other) {
        return cdiv(self(), other);
    }

    /** {@code source / other}. */
    default Tensor cdiv(Tensor source, Tensor other) {
        return combine("cdiv", BinaryFunction.DIVIDE, source, other);
    }

    /** Adds {@code a * b}. */
    default Tensor addcmul(Tensor a, Tensor b) {
        return addcmul(self(), 1, a, b);
    }

    /** Adds {@code factor * a * b}. */
    default Tensor addcmul(double factor, Tensor a, Tensor b) {
        return addcmul(self(), factor, a, b);
    }

    /** {@code source + factor * a * b}. */
    default Tensor addcmul(Tensor source, double factor, Tensor a, Tensor b) {
        return addScaled("addcmul", source, factor, a, BinaryFunction.MULTIPLY, b);
    }

    /** Adds {@code a / b}. */
    default Tensor addcdiv(Tensor a, Tensor b) {
        return addcdiv(self(), 1, a, b);
    }

    /** Adds {@code factor * a / b}. */
    default Tensor addcdiv(double factor, Tensor a, Tensor b) {
        return addcdiv(self(), factor, a, b);
    }

    /** {@code source + factor * a / b}. */
    default Tensor addcdiv(Tensor source, double factor, Tensor a, Tensor b) {
        return addScaled("addcdiv", source, factor, a, BinaryFunction.DIVIDE, b);
    }

    /** The rest of the division by {@code divisor}, with the sign of the dividend. */
    default Tensor fmod(double divisor) {
        return fmod(self(), divisor);
    }

    /** The rest of {@code source / divisor}, with the sign of {@code source}. */
    default Tensor fmod(Tensor source, double divisor) {
        return combine("fmod", BinaryFunction.FMOD, source, divisor);
    }

    /** The rest of the division by {@code other}, with the sign of the dividend. */
    default Tensor cfmod(Tensor other) {
        return combine("cfmod", BinaryFunction.FMOD, self(), other);
    }

    /** The old name of {@link #fmod(double)}. */
    default Tensor mod(double divisor) {
        return fmod(divisor);
    }

    /** The rest of the division by {@code divisor}, with the sign of the divisor. */
    default Tensor remainder(double divisor) {
        return remainder(self(), divisor);
    }

    /** The rest of {@code source / divisor}, with the sign of the divisor. */
    default Tensor remainder(Tensor source, double divisor) {
        return combine("remainder", BinaryFunction.REMAINDER, source, divisor);
    }

    /** The rest of the division by {@code other}, with the sign of the divisor. */
    default Tensor cremainder(Tensor other) {
        return combine("cremainder", BinaryFunction.REMAINDER, self(), other);
    }

    // ---- powers, limits, angles

    /** Raises to the power {@code exponent}; for floats and doubles only, as in Torch. */
    default Tensor pow(double exponent) {
        return pow(self(), exponent);
    }

    /** {@code source} to the power {@code exponent}. */
    default Tensor pow(Tensor source, double exponent) {
        source.floating("pow");
        return combine("pow", BinaryFunction.POWER, source, exponent);
    }

    /** {@code base} to the powers {@code exponents}. */
    default Tensor pow(double base, Tensor exponents) {
        self().like("pow", exponents);
        exponents.floating("pow");
        double scalar = Elementwise.scalar(self().elementType(), base);
        self().resizeAs(exponents);
        Elementwise.map(exponent -> Math.pow(scalar, exponent), exponents, self());
        return self();
    }

    /** Raises to the powers {@code exponents}, which must not be negative for integers. */
    default Tensor cpow(Tensor exponents) {
        return cpow(self(), exponents);
    }

    /** {@code source} to the powers {@code exponents}. */
    default Tensor cpow(Tensor source, Tensor exponents) {
        return combine("cpow", BinaryFunction.POWER, source, exponents);
    }

    /** The greater one of each element and {@code value}. */
    default Tensor cmax(double value) {
        return cmax(self(), value);
    }

    /** The greater one of each element of {@code source} and {@code value}. */
    default Tensor cmax(Tensor source, double value) {
        return combine("cmax", BinaryFunction.MAXIMUM, source, value);
    }

    /** The greater one of each pair of elements. */
    default Tensor cmax(Tensor other) {
        return cmax(self(), other);
    }

    /** The greater one of each pair of elements. */
    default Tensor cmax(Tensor source, Tensor other) {
        return combine("cmax", BinaryFunction.MAXIMUM, source, other);
    }

    /** The smaller one of each element and {@code value}. */
    default Tensor cmin(double value) {
        return cmin(self(), value);
    }

    /** The smaller one of each element of {@code source} and {@code value}. */
    default Tensor cmin(Tensor source, double value) {
        return combine("cmin", BinaryFunction.MINIMUM, source, value);
    }

    /** The smaller one of each pair of elements. */
    default Tensor cmin(Tensor other) {
        return cmin(self(), other);
    }

    /** The smaller one of each pair of elements. */
    default Tensor cmin(Tensor source, Tensor other) {
        return combine("cmin", BinaryFunction.MINIMUM, source, other);
    }

    /** Pulls elements below {@code min} up to it, and those above {@code max} down. NaN stays. */
    default Tensor clamp(double min, double max) {
        return clamp(self(), min, max);
    }

    /** {@link #clamp(double, double)} of {@code source}. */
    default Tensor clamp(Tensor source, double min, double max) {
        self().like("clamp", source);
        double low = Elementwise.scalar(self().elementType(), min);
        double high = Elementwise.scalar(self().elementType(), max);
        self().resizeAs(source);
        Elementwise.map(
                (double[] x, int n) -> {
                    for (int i = 0; i < n; i++) {
                        x[i] = x[i] < low ? low : x[i] > high ? high : x[i];
                    }
                },
                (long[] x, int n) -> {
                    for (int i = 0; i < n; i++) {
                        x[i] = Math.max((long) low, Math.min((long) high, x[i]));
                    }
                },
                source,
                self());
        return self();
    }

    /** The angle, from -pi to pi, of the point with these elements as y and those of {@code other} as x. */
    default Tensor atan2(Tensor other) {
        return atan2(self(), other);
    }

    /** The angle, from -pi to pi, of each point (x, y). */
    default Tensor atan2(Tensor y, Tensor x) {
        self().floating("atan2");
        return combine("atan2", BinaryFunction.ARC_TANGENT, y, x);
    }

    /** Goes towards {@code end} by the fraction {@code weight} of the way. */
    default Tensor lerp(Tensor end, double weight) {
        return lerp(self(), end, weight);
    }

    /** {@code start + weight * (end - start)}. */
    default Tensor lerp(Tensor start, Tensor end, double weight) {
        self().floating("lerp");
        StridedTensor.alike("lerp", start, end);
        return add(start, weight, new Tensor(self().elementType()).csub(end, start));
    }

    // ---- how it is done

    private Tensor combine(String who, BinaryFunction function, Tensor source, double value) {
        self().like(who, source);
        double scalar = Elementwise.scalar(self().elementType(), value);
        if (!self().elementType().isFloatingPoint() && !function.takes((long) scalar)) {
            throw new IllegalArgumentException(who + ": expected another operand than " + value + " for "
                    + self().describe() + "; integers have no such result");
        }
        self().resizeAs(source);
        Elementwise.combine(function, source, scalar, self());
        return self();
    }

    private Tensor combine(String who, BinaryFunction function, Tensor source, Tensor other) {
        self().like(who, source);
        StridedTensor.alike(who, source, other);
        defined(who, function, other);
        self().resizeAs(source);
        Elementwise.combine(function, source, other, self());
        return self();
    }

    private Tensor addScaled(String who, Tensor source, double factor, Tensor other) {
        self().like(who, source);
        StridedTensor.alike(who, source, other);
        self().resizeAs(source);
        Elementwise.addScaled(
                source, Elementwise.scalar(self().elementType(), factor), other, BinaryFunction.MULTIPLY, null, self());
        return self();
    }

    private Tensor addScaled(String who, Tensor source, double factor, Tensor a, BinaryFunction function, Tensor b) {
        self().like(who, source);
        StridedTensor.alike(who, source, a);
        StridedTensor.alike(who, source, b);
        defined(who, function, b);
        self().resizeAs(source);
        Elementwise.addScaled(source, Elementwise.scalar(self().elementType(), factor), a, function, b, self());
        return self();
    }

    private static void defined(String who, BinaryFunction function, Tensor second) {
        if (!second.elementType().isFloatingPoint() && function != BinaryFunction.MULTIPLY) {
            Positions from = new Positions(second);
            for (long i = second.elements(); i > 0; i--) {
                long value = second.storage().getLong(from.next());
                if (!function.takes(value)) {
                    throw new IllegalArgumentException(who + ": expected another operand than " + value + " in "
                            + second.describe() + "; integers have no such result");
                }
            }
        }
    }
}
