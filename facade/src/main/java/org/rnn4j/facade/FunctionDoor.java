package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Tensor;

/** Functions of each element, of {@link torch}. */
@NullMarked
abstract class FunctionDoor {
    /** {@link Tensor#abs()} of {@code x}, as a new tensor. */
    public static Tensor abs(Tensor x) {
        return like(x).abs(x);
    }

    /** {@link Tensor#abs()} of {@code x}, written into {@code result}. */
    public static Tensor abs(Tensor result, Tensor x) {
        return result.abs(x);
    }

    /** {@link Tensor#neg()} of {@code x}, as a new tensor. */
    public static Tensor neg(Tensor x) {
        return like(x).neg(x);
    }

    /** {@link Tensor#neg()} of {@code x}, written into {@code result}. */
    public static Tensor neg(Tensor result, Tensor x) {
        return result.neg(x);
    }

    /** {@link Tensor#sign()} of {@code x}, as a new tensor. */
    public static Tensor sign(Tensor x) {
        return like(x).sign(x);
    }

    /** {@link Tensor#sign()} of {@code x}, written into {@code result}. */
    public static Tensor sign(Tensor result, Tensor x) {
        return result.sign(x);
    }

    /** {@link Tensor#exp()} of {@code x}, as a new tensor. */
    public static Tensor exp(Tensor x) {
        return like(x).exp(x);
    }

    /** {@link Tensor#exp()} of {@code x}, written into {@code result}. */
    public static Tensor exp(Tensor result, Tensor x) {
        return result.exp(x);
    }

    /** {@link Tensor#log()} of {@code x}, as a new tensor. */
    public static Tensor log(Tensor x) {
        return like(x).log(x);
    }

    /** {@link Tensor#log()} of {@code x}, written into {@code result}. */
    public static Tensor log(Tensor result, Tensor x) {
        return result.log(x);
    }

    /** {@link Tensor#log1p()} of {@code x}, as a new tensor. */
    public static Tensor log1p(Tensor x) {
        return like(x).log1p(x);
    }

    /** {@link Tensor#log1p()} of {@code x}, written into {@code result}. */
    public static Tensor log1p(Tensor result, Tensor x) {
        return result.log1p(x);
    }

    /** {@link Tensor#sqrt()} of {@code x}, as a new tensor. */
    public static Tensor sqrt(Tensor x) {
        return like(x).sqrt(x);
    }

    /** {@link Tensor#sqrt()} of {@code x}, written into {@code result}. */
    public static Tensor sqrt(Tensor result, Tensor x) {
        return result.sqrt(x);
    }

    /** {@link Tensor#rsqrt()} of {@code x}, as a new tensor. */
    public static Tensor rsqrt(Tensor x) {
        return like(x).rsqrt(x);
    }

    /** {@link Tensor#rsqrt()} of {@code x}, written into {@code result}. */
    public static Tensor rsqrt(Tensor result, Tensor x) {
        return result.rsqrt(x);
    }

    /** {@link Tensor#cinv()} of {@code x}, as a new tensor. */
    public static Tensor cinv(Tensor x) {
        return like(x).cinv(x);
    }

    /** {@link Tensor#cinv()} of {@code x}, written into {@code result}. */
    public static Tensor cinv(Tensor result, Tensor x) {
        return result.cinv(x);
    }

    /** {@link Tensor#sin()} of {@code x}, as a new tensor. */
    public static Tensor sin(Tensor x) {
        return like(x).sin(x);
    }

    /** {@link Tensor#sin()} of {@code x}, written into {@code result}. */
    public static Tensor sin(Tensor result, Tensor x) {
        return result.sin(x);
    }

    /** {@link Tensor#cos()} of {@code x}, as a new tensor. */
    public static Tensor cos(Tensor x) {
        return like(x).cos(x);
    }

    /** {@link Tensor#cos()} of {@code x}, written into {@code result}. */
    public static Tensor cos(Tensor result, Tensor x) {
        return result.cos(x);
    }

    /** {@link Tensor#tan()} of {@code x}, as a new tensor. */
    public static Tensor tan(Tensor x) {
        return like(x).tan(x);
    }

    /** {@link Tensor#tan()} of {@code x}, written into {@code result}. */
    public static Tensor tan(Tensor result, Tensor x) {
        return result.tan(x);
    }

    /** {@link Tensor#asin()} of {@code x}, as a new tensor. */
    public static Tensor asin(Tensor x) {
        return like(x).asin(x);
    }

    /** {@link Tensor#asin()} of {@code x}, written into {@code result}. */
    public static Tensor asin(Tensor result, Tensor x) {
        return result.asin(x);
    }

    /** {@link Tensor#acos()} of {@code x}, as a new tensor. */
    public static Tensor acos(Tensor x) {
        return like(x).acos(x);
    }

    /** {@link Tensor#acos()} of {@code x}, written into {@code result}. */
    public static Tensor acos(Tensor result, Tensor x) {
        return result.acos(x);
    }

    /** {@link Tensor#atan()} of {@code x}, as a new tensor. */
    public static Tensor atan(Tensor x) {
        return like(x).atan(x);
    }

    /** {@link Tensor#atan()} of {@code x}, written into {@code result}. */
    public static Tensor atan(Tensor result, Tensor x) {
        return result.atan(x);
    }

    /** {@link Tensor#sinh()} of {@code x}, as a new tensor. */
    public static Tensor sinh(Tensor x) {
        return like(x).sinh(x);
    }

    /** {@link Tensor#sinh()} of {@code x}, written into {@code result}. */
    public static Tensor sinh(Tensor result, Tensor x) {
        return result.sinh(x);
    }

    /** {@link Tensor#cosh()} of {@code x}, as a new tensor. */
    public static Tensor cosh(Tensor x) {
        return like(x).cosh(x);
    }

    /** {@link Tensor#cosh()} of {@code x}, written into {@code result}. */
    public static Tensor cosh(Tensor result, Tensor x) {
        return result.cosh(x);
    }

    /** {@link Tensor#tanh()} of {@code x}, as a new tensor. */
    public static Tensor tanh(Tensor x) {
        return like(x).tanh(x);
    }

    /** {@link Tensor#tanh()} of {@code x}, written into {@code result}. */
    public static Tensor tanh(Tensor result, Tensor x) {
        return result.tanh(x);
    }

    /** {@link Tensor#sigmoid()} of {@code x}, as a new tensor. */
    public static Tensor sigmoid(Tensor x) {
        return like(x).sigmoid(x);
    }

    /** {@link Tensor#sigmoid()} of {@code x}, written into {@code result}. */
    public static Tensor sigmoid(Tensor result, Tensor x) {
        return result.sigmoid(x);
    }

    /** {@link Tensor#floor()} of {@code x}, as a new tensor. */
    public static Tensor floor(Tensor x) {
        return like(x).floor(x);
    }

    /** {@link Tensor#floor()} of {@code x}, written into {@code result}. */
    public static Tensor floor(Tensor result, Tensor x) {
        return result.floor(x);
    }

    /** {@link Tensor#ceil()} of {@code x}, as a new tensor. */
    public static Tensor ceil(Tensor x) {
        return like(x).ceil(x);
    }

    /** {@link Tensor#ceil()} of {@code x}, written into {@code result}. */
    public static Tensor ceil(Tensor result, Tensor x) {
        return result.ceil(x);
    }

    /** {@link Tensor#round()} of {@code x}, as a new tensor. */
    public static Tensor round(Tensor x) {
        return like(x).round(x);
    }

    /** {@link Tensor#round()} of {@code x}, written into {@code result}. */
    public static Tensor round(Tensor result, Tensor x) {
        return result.round(x);
    }

    /** {@link Tensor#trunc()} of {@code x}, as a new tensor. */
    public static Tensor trunc(Tensor x) {
        return like(x).trunc(x);
    }

    /** {@link Tensor#trunc()} of {@code x}, written into {@code result}. */
    public static Tensor trunc(Tensor result, Tensor x) {
        return result.trunc(x);
    }

    /** {@link Tensor#frac()} of {@code x}, as a new tensor. */
    public static Tensor frac(Tensor x) {
        return like(x).frac(x);
    }

    /** {@link Tensor#frac()} of {@code x}, written into {@code result}. */
    public static Tensor frac(Tensor result, Tensor x) {
        return result.frac(x);
    }

    /** An empty tensor of the type of {@code x}. */
    static Tensor like(Tensor x) {
        return new Tensor(x.elementType());
    }
}
