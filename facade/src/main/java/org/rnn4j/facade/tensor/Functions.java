package org.rnn4j.facade.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that applies functions of one number to each element.
 *
 * <p>Without an argument they happen in place. With one they take its elements and sizes, and this tensor, of the same type, receives the
 * result. All but {@link #abs}, {@link #neg} and {@link #sign} are for floats and doubles only.
 */
public sealed interface Functions extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** The absolute values. */
    default Tensor abs() {
        return abs(self());
    }

    /** {@link #abs()} of {@code source}. */
    default Tensor abs(Tensor source) {
        ElementType type = source.elementType();
        if (!type.isFloatingPoint() && type != ElementType.LONG && type != ElementType.INT) {
            throw new IllegalArgumentException(
                    "abs: expected a tensor of floats, doubles, longs or ints, got " + source.describe());
        }
        return map(UnaryFunction.ABS, source);
    }

    /** The opposites. */
    default Tensor neg() {
        return neg(self());
    }

    /** {@link #neg()} of {@code source}. */
    default Tensor neg(Tensor source) {
        return map(UnaryFunction.NEG, source);
    }

    /** -1, 0 or 1: the signs. */
    default Tensor sign() {
        return sign(self());
    }

    /** {@link #sign()} of {@code source}. */
    default Tensor sign(Tensor source) {
        return map(UnaryFunction.SIGN, source);
    }

    /** e to the powers that the elements are. */
    default Tensor exp() {
        return exp(self());
    }

    /** {@link #exp()} of {@code source}. */
    default Tensor exp(Tensor source) {
        return map(UnaryFunction.EXP, source);
    }

    /** Natural logarithms. */
    default Tensor log() {
        return log(self());
    }

    /** {@link #log()} of {@code source}. */
    default Tensor log(Tensor source) {
        return map(UnaryFunction.LOG, source);
    }

    /** {@code log(1 + x)}, exact for small x, too. */
    default Tensor log1p() {
        return log1p(self());
    }

    /** {@link #log1p()} of {@code source}. */
    default Tensor log1p(Tensor source) {
        return map(UnaryFunction.LOG1P, source);
    }

    /** Square roots. */
    default Tensor sqrt() {
        return sqrt(self());
    }

    /** {@link #sqrt()} of {@code source}. */
    default Tensor sqrt(Tensor source) {
        return map(UnaryFunction.SQRT, source);
    }

    /** {@code 1 / sqrt(x)}. */
    default Tensor rsqrt() {
        return rsqrt(self());
    }

    /** {@link #rsqrt()} of {@code source}. */
    default Tensor rsqrt(Tensor source) {
        return map(UnaryFunction.RSQRT, source);
    }

    /** {@code 1 / x}. */
    default Tensor cinv() {
        return cinv(self());
    }

    /** {@link #cinv()} of {@code source}. */
    default Tensor cinv(Tensor source) {
        return map(UnaryFunction.CINV, source);
    }

    /** Sines of angles in radians. */
    default Tensor sin() {
        return sin(self());
    }

    /** {@link #sin()} of {@code source}. */
    default Tensor sin(Tensor source) {
        return map(UnaryFunction.SIN, source);
    }

    /** Cosines of angles in radians. */
    default Tensor cos() {
        return cos(self());
    }

    /** {@link #cos()} of {@code source}. */
    default Tensor cos(Tensor source) {
        return map(UnaryFunction.COS, source);
    }

    /** Tangents of angles in radians. */
    default Tensor tan() {
        return tan(self());
    }

    /** {@link #tan()} of {@code source}. */
    default Tensor tan(Tensor source) {
        return map(UnaryFunction.TAN, source);
    }

    /** Arc sines, from -pi/2 to pi/2. */
    default Tensor asin() {
        return asin(self());
    }

    /** {@link #asin()} of {@code source}. */
    default Tensor asin(Tensor source) {
        return map(UnaryFunction.ASIN, source);
    }

    /** Arc cosines, from 0 to pi. */
    default Tensor acos() {
        return acos(self());
    }

    /** {@link #acos()} of {@code source}. */
    default Tensor acos(Tensor source) {
        return map(UnaryFunction.ACOS, source);
    }

    /** Arc tangents, from -pi/2 to pi/2. */
    default Tensor atan() {
        return atan(self());
    }

    /** {@link #atan()} of {@code source}. */
    default Tensor atan(Tensor source) {
        return map(UnaryFunction.ATAN, source);
    }

    /** Hyperbolic sines. */
    default Tensor sinh() {
        return sinh(self());
    }

    /** {@link #sinh()} of {@code source}. */
    default Tensor sinh(Tensor source) {
        return map(UnaryFunction.SINH, source);
    }

    /** Hyperbolic cosines. */
    default Tensor cosh() {
        return cosh(self());
    }

    /** {@link #cosh()} of {@code source}. */
    default Tensor cosh(Tensor source) {
        return map(UnaryFunction.COSH, source);
    }

    /** Hyperbolic tangents. */
    default Tensor tanh() {
        return tanh(self());
    }

    /** {@link #tanh()} of {@code source}. */
    default Tensor tanh(Tensor source) {
        return map(UnaryFunction.TANH, source);
    }

    /** {@code 1 / (1 + exp(-x))}. */
    default Tensor sigmoid() {
        return sigmoid(self());
    }

    /** {@link #sigmoid()} of {@code source}. */
    default Tensor sigmoid(Tensor source) {
        return map(UnaryFunction.SIGMOID, source);
    }

    /** The greatest whole numbers that are not above. */
    default Tensor floor() {
        return floor(self());
    }

    /** {@link #floor()} of {@code source}. */
    default Tensor floor(Tensor source) {
        return map(UnaryFunction.FLOOR, source);
    }

    /** The smallest whole numbers that are not below. */
    default Tensor ceil() {
        return ceil(self());
    }

    /** {@link #ceil()} of {@code source}. */
    default Tensor ceil(Tensor source) {
        return map(UnaryFunction.CEIL, source);
    }

    /** The nearest whole numbers, halves away from zero. */
    default Tensor round() {
        return round(self());
    }

    /** {@link #round()} of {@code source}. */
    default Tensor round(Tensor source) {
        return map(UnaryFunction.ROUND, source);
    }

    /** The whole parts, with their sign. */
    default Tensor trunc() {
        return trunc(self());
    }

    /** {@link #trunc()} of {@code source}. */
    default Tensor trunc(Tensor source) {
        return map(UnaryFunction.TRUNC, source);
    }

    /** What {@link #trunc} cuts off, with its sign. */
    default Tensor frac() {
        return frac(self());
    }

    /** {@link #frac()} of {@code source}. */
    default Tensor frac(Tensor source) {
        return map(UnaryFunction.FRAC, source);
    }

    // ---- functions of the caller's

    /**
     * Replaces each element by a function of it, row by row.
     *
     * @return this
     */
    default Tensor apply(DoubleUnaryOperator function) {
        Positions at = new Positions(self());
        for (long i = elements(); i > 0; i--) {
            long position = at.next();
            storage().putDouble(position, function.applyAsDouble(storage().getDouble(position)));
        }
        return self();
    }

    /**
     * Replaces each element by a function of it and the element of {@code other}, row by row.
     *
     * @param other of any type, with as many elements
     * @return this
     */
    default Tensor map(Tensor other, DoubleBinaryOperator function) {
        self().sameCount("map", other);
        Positions at = new Positions(self());
        Positions from = new Positions(other);
        for (long i = elements(); i > 0; i--) {
            long position = at.next();
            double value = other.storage().getDouble(from.next());
            storage().putDouble(position, function.applyAsDouble(storage().getDouble(position), value));
        }
        return self();
    }

    /**
     * Replaces each element by a function of it and the elements of two others, row by row.
     *
     * @param first of any type, with as many elements
     * @param second of any type, with as many elements
     * @return this
     */
    default Tensor map2(Tensor first, Tensor second, DoubleTernaryOperator function) {
        self().sameCount("map2", first);
        self().sameCount("map2", second);
        Positions at = new Positions(self());
        Positions fromFirst = new Positions(first);
        Positions fromSecond = new Positions(second);
        for (long i = elements(); i > 0; i--) {
            long position = at.next();
            double x = first.storage().getDouble(fromFirst.next());
            double y = second.storage().getDouble(fromSecond.next());
            storage().putDouble(position, function.applyAsDouble(storage().getDouble(position), x, y));
        }
        return self();
    }

    private Tensor map(UnaryFunction function, Tensor source) {
        self().like(function.torchName(), source);
        if (!function.takesIntegers()) {
            self().floating(function.torchName());
        }
        self().resizeAs(source);
        Elementwise.map(function, source, self());
        return self();
    }
}
