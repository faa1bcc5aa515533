package org.rnn4j.facade.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.rnn4j.facade.kernels.Storage;

/**
 * The part of a {@link Tensor} that applies functions of one number to each element.
 *
 * <p>Without an argument they happen in place. With one they take its elements and sizes, and this tensor, of the same type, receives the
 * result. All but {@link #abs}, {@link #neg} and {@link #sign} are for floats and doubles only.
 */
abstract class FunctionTensor extends ArithmeticTensor {
    FunctionTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        super(storage, offset, sizes, strides);
    }

    /** The absolute values. */
    public final Tensor abs() {
        return abs(self());
    }

    /** {@link #abs()} of {@code source}. */
    public final Tensor abs(Tensor source) {
        return map(UnaryFunction.ABS, source);
    }

    /** The opposites. */
    public final Tensor neg() {
        return neg(self());
    }

    /** {@link #neg()} of {@code source}. */
    public final Tensor neg(Tensor source) {
        return map(UnaryFunction.NEG, source);
    }

    /** -1, 0 or 1: the signs. */
    public final Tensor sign() {
        return sign(self());
    }

    /** {@link #sign()} of {@code source}. */
    public final Tensor sign(Tensor source) {
        return map(UnaryFunction.SIGN, source);
    }

    /** e to the powers that the elements are. */
    public final Tensor exp() {
        return exp(self());
    }

    /** {@link #exp()} of {@code source}. */
    public final Tensor exp(Tensor source) {
        return map(UnaryFunction.EXP, source);
    }

    /** Natural logarithms. */
    public final Tensor log() {
        return log(self());
    }

    /** {@link #log()} of {@code source}. */
    public final Tensor log(Tensor source) {
        return map(UnaryFunction.LOG, source);
    }

    /** {@code log(1 + x)}, exact for small x, too. */
    public final Tensor log1p() {
        return log1p(self());
    }

    /** {@link #log1p()} of {@code source}. */
    public final Tensor log1p(Tensor source) {
        return map(UnaryFunction.LOG1P, source);
    }

    /** Square roots. */
    public final Tensor sqrt() {
        return sqrt(self());
    }

    /** {@link #sqrt()} of {@code source}. */
    public final Tensor sqrt(Tensor source) {
        return map(UnaryFunction.SQRT, source);
    }

    /** {@code 1 / sqrt(x)}. */
    public final Tensor rsqrt() {
        return rsqrt(self());
    }

    /** {@link #rsqrt()} of {@code source}. */
    public final Tensor rsqrt(Tensor source) {
        return map(UnaryFunction.RSQRT, source);
    }

    /** {@code 1 / x}. */
    public final Tensor cinv() {
        return cinv(self());
    }

    /** {@link #cinv()} of {@code source}. */
    public final Tensor cinv(Tensor source) {
        return map(UnaryFunction.CINV, source);
    }

    /** Sines of angles in radians. */
    public final Tensor sin() {
        return sin(self());
    }

    /** {@link #sin()} of {@code source}. */
    public final Tensor sin(Tensor source) {
        return map(UnaryFunction.SIN, source);
    }

    /** Cosines of angles in radians. */
    public final Tensor cos() {
        return cos(self());
    }

    /** {@link #cos()} of {@code source}. */
    public final Tensor cos(Tensor source) {
        return map(UnaryFunction.COS, source);
    }

    /** Tangents of angles in radians. */
    public final Tensor tan() {
        return tan(self());
    }

    /** {@link #tan()} of {@code source}. */
    public final Tensor tan(Tensor source) {
        return map(UnaryFunction.TAN, source);
    }

    /** Arc sines, from -pi/2 to pi/2. */
    public final Tensor asin() {
        return asin(self());
    }

    /** {@link #asin()} of {@code source}. */
    public final Tensor asin(Tensor source) {
        return map(UnaryFunction.ASIN, source);
    }

    /** Arc cosines, from 0 to pi. */
    public final Tensor acos() {
        return acos(self());
    }

    /** {@link #acos()} of {@code source}. */
    public final Tensor acos(Tensor source) {
        return map(UnaryFunction.ACOS, source);
    }

    /** Arc tangents, from -pi/2 to pi/2. */
    public final Tensor atan() {
        return atan(self());
    }

    /** {@link #atan()} of {@code source}. */
    public final Tensor atan(Tensor source) {
        return map(UnaryFunction.ATAN, source);
    }

    /** Hyperbolic sines. */
    public final Tensor sinh() {
        return sinh(self());
    }

    /** {@link #sinh()} of {@code source}. */
    public final Tensor sinh(Tensor source) {
        return map(UnaryFunction.SINH, source);
    }

    /** Hyperbolic cosines. */
    public final Tensor cosh() {
        return cosh(self());
    }

    /** {@link #cosh()} of {@code source}. */
    public final Tensor cosh(Tensor source) {
        return map(UnaryFunction.COSH, source);
    }

    /** Hyperbolic tangents. */
    public final Tensor tanh() {
        return tanh(self());
    }

    /** {@link #tanh()} of {@code source}. */
    public final Tensor tanh(Tensor source) {
        return map(UnaryFunction.TANH, source);
    }

    /** {@code 1 / (1 + exp(-x))}. */
    public final Tensor sigmoid() {
        return sigmoid(self());
    }

    /** {@link #sigmoid()} of {@code source}. */
    public final Tensor sigmoid(Tensor source) {
        return map(UnaryFunction.SIGMOID, source);
    }

    /** The greatest whole numbers that are not above. */
    public final Tensor floor() {
        return floor(self());
    }

    /** {@link #floor()} of {@code source}. */
    public final Tensor floor(Tensor source) {
        return map(UnaryFunction.FLOOR, source);
    }

    /** The smallest whole numbers that are not below. */
    public final Tensor ceil() {
        return ceil(self());
    }

    /** {@link #ceil()} of {@code source}. */
    public final Tensor ceil(Tensor source) {
        return map(UnaryFunction.CEIL, source);
    }

    /** The nearest whole numbers, halves away from zero. */
    public final Tensor round() {
        return round(self());
    }

    /** {@link #round()} of {@code source}. */
    public final Tensor round(Tensor source) {
        return map(UnaryFunction.ROUND, source);
    }

    /** The whole parts, with their sign. */
    public final Tensor trunc() {
        return trunc(self());
    }

    /** {@link #trunc()} of {@code source}. */
    public final Tensor trunc(Tensor source) {
        return map(UnaryFunction.TRUNC, source);
    }

    /** What {@link #trunc} cuts off, with its sign. */
    public final Tensor frac() {
        return frac(self());
    }

    /** {@link #frac()} of {@code source}. */
    public final Tensor frac(Tensor source) {
        return map(UnaryFunction.FRAC, source);
    }

    // ---- functions of the caller's

    /**
     * Replaces each element by a function of it, row by row.
     *
     * @return this
     */
    public final Tensor apply(DoubleUnaryOperator function) {
        Positions at = new Positions(this);
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
    public final Tensor map(Tensor other, DoubleBinaryOperator function) {
        sameCount("map", other);
        Positions at = new Positions(this);
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
    public final Tensor map2(Tensor first, Tensor second, DoubleTernaryOperator function) {
        sameCount("map2", first);
        sameCount("map2", second);
        Positions at = new Positions(this);
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
        like(function.torchName(), source);
        if (!function.takesIntegers()) {
            floating(function.torchName());
        }
        resizeAs(source);
        Elementwise.map(function, source, this);
        return self();
    }
}
