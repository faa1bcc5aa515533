package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Tensor;

/** Arithmetic and comparisons of {@link torch}, element by element. */
@NullMarked
abstract class ArithmeticDoor extends FunctionDoor {
    /** {@code x + value}, as a new tensor. */
    public static Tensor add(Tensor x, double value) {
        return like(x).add(x, value);
    }

    /** {@code x + value}, written into {@code result}. */
    public static Tensor add(Tensor result, Tensor x, double value) {
        return result.add(x, value);
    }

    /** {@code x + y}, as a new tensor. */
    public static Tensor add(Tensor x, Tensor y) {
        return like(x).add(x, y);
    }

    /** {@code x + y}, written into {@code result}. */
    public static Tensor add(Tensor result, Tensor x, Tensor y) {
        return result.add(x, y);
    }

    /** {@code x + factor * y}, as a new tensor. */
    public static Tensor add(Tensor x, double factor, Tensor y) {
        return like(x).add(x, factor, y);
    }

    /** {@code x + factor * y}, written into {@code result}. */
    public static Tensor add(Tensor result, Tensor x, double factor, Tensor y) {
        return result.add(x, factor, y);
    }

    /** {@code x - value}, as a new tensor. */
    public static Tensor csub(Tensor x, double value) {
        return like(x).csub(x, value);
    }

    /** {@code x - value}, written into {@code result}. */
    public static Tensor csub(Tensor result, Tensor x, double value) {
        return result.csub(x, value);
    }

    /** {@code x - y}, as a new tensor. */
    public static Tensor csub(Tensor x, Tensor y) {
        return like(x).csub(x, y);
    }

    /** {@code x - y}, written into {@code result}. */
    public static Tensor csub(Tensor result, Tensor x, Tensor y) {
        return result.csub(x, y);
    }

    /** {@code x - factor * y}, as a new tensor. */
    public static Tensor csub(Tensor x, double factor, Tensor y) {
        return like(x).csub(x, factor, y);
    }

    /** {@code x - factor * y}, written into {@code result}. */
    public static Tensor csub(Tensor result, Tensor x, double factor, Tensor y) {
        return result.csub(x, factor, y);
    }

    /** {@code x * value}, as a new tensor. */
    public static Tensor mul(Tensor x, double value) {
        return like(x).mul(x, value);
    }

    /** {@code x * value}, written into {@code result}. */
    public static Tensor mul(Tensor result, Tensor x, double value) {
        return result.mul(x, value);
    }

    /** {@code x * y}, as a new tensor. */
    public static Tensor cmul(Tensor x, Tensor y) {
        return like(x).cmul(x, y);
    }

    /** {@code x * y}, written into {@code result}. */
    public static Tensor cmul(Tensor result, Tensor x, Tensor y) {
        return result.cmul(x, y);
    }

    /** {@code x / value}, as a new tensor. */
    public static Tensor div(Tensor x, double value) {
        return like(x).div(x, value);
    }

    /** {@code x / value}, written into {@code result}. */
    public static Tensor div(Tensor result, Tensor x, double value) {
        return result.div(x, value);
    }

    /** {@code x / y}, as a new tensor. */
    public static Tensor cdiv(Tensor x, Tensor y) {
        return like(x).cdiv(x, y);
    }

    /** {@code x / y}, written into {@code result}. */
    public static Tensor cdiv(Tensor result, Tensor x, Tensor y) {
        return result.cdiv(x, y);
    }

    /** The rest of {@code x / value}, with the sign of {@code x}, as a new tensor. */
    public static Tensor fmod(Tensor x, double value) {
        return like(x).fmod(x, value);
    }

    /** The rest of {@code x / value}, with the sign of {@code x}, written into {@code result}. */
    public static Tensor fmod(Tensor result, Tensor x, double value) {
        return result.fmod(x, value);
    }

    /** The old name of {@code fmod}, as a new tensor. */
    public static Tensor mod(Tensor x, double value) {
        return like(x).fmod(x, value);
    }

    /** The old name of {@code fmod}, written into {@code result}. */
    public static Tensor mod(Tensor result, Tensor x, double value) {
        return result.fmod(x, value);
    }

    /** The rest of {@code x / value}, with the sign of {@code value}, as a new tensor. */
    public static Tensor remainder(Tensor x, double value) {
        return like(x).remainder(x, value);
    }

    /** The rest of {@code x / value}, with the sign of {@code value}, written into {@code result}. */
    public static Tensor remainder(Tensor result, Tensor x, double value) {
        return result.remainder(x, value);
    }

    /** {@code x} to the power {@code exponent}, as a new tensor. */
    public static Tensor pow(Tensor x, double exponent) {
        return like(x).pow(x, exponent);
    }

    /** {@code x} to the power {@code exponent}, written into {@code result}. */
    public static Tensor pow(Tensor result, Tensor x, double exponent) {
        return result.pow(x, exponent);
    }

    /** {@code base} to the powers {@code x}, as a new tensor. */
    public static Tensor pow(double base, Tensor x) {
        return like(x).pow(base, x);
    }

    /** {@code base} to the powers {@code x}, written into {@code result}. */
    public static Tensor pow(Tensor result, double base, Tensor x) {
        return result.pow(base, x);
    }

    /** {@code x} to the powers {@code y}, as a new tensor. */
    public static Tensor cpow(Tensor x, Tensor y) {
        return like(x).cpow(x, y);
    }

    /** {@code x} to the powers {@code y}, written into {@code result}. */
    public static Tensor cpow(Tensor result, Tensor x, Tensor y) {
        return result.cpow(x, y);
    }

    /** {@code x + a * b}, as a new tensor. */
    public static Tensor addcmul(Tensor x, Tensor a, Tensor b) {
        return like(x).addcmul(x, 1, a, b);
    }

    /** {@code x + factor * a * b}, as a new tensor. */
    public static Tensor addcmul(Tensor x, double factor, Tensor a, Tensor b) {
        return like(x).addcmul(x, factor, a, b);
    }

    /** {@code x + factor * a * b}, written into {@code result}. */
    public static Tensor addcmul(Tensor result, Tensor x, double factor, Tensor a, Tensor b) {
        return result.addcmul(x, factor, a, b);
    }

    /** {@code x + a / b}, as a new tensor. */
    public static Tensor addcdiv(Tensor x, Tensor a, Tensor b) {
        return like(x).addcdiv(x, 1, a, b);
    }

    /** {@code x + factor * a / b}, as a new tensor. */
    public static Tensor addcdiv(Tensor x, double factor, Tensor a, Tensor b) {
        return like(x).addcdiv(x, factor, a, b);
    }

    /** {@code x + factor * a / b}, written into {@code result}. */
    public static Tensor addcdiv(Tensor result, Tensor x, double factor, Tensor a, Tensor b) {
        return result.addcdiv(x, factor, a, b);
    }

    /** The greater one of each element and {@code value}, as a new tensor. */
    public static Tensor cmax(Tensor x, double value) {
        return like(x).cmax(x, value);
    }

    /** The greater one of each element and {@code value}, written into {@code result}. */
    public static Tensor cmax(Tensor result, Tensor x, double value) {
        return result.cmax(x, value);
    }

    /** The greater one of each pair of elements, as a new tensor. */
    public static Tensor cmax(Tensor x, Tensor y) {
        return like(x).cmax(x, y);
    }

    /** The greater one of each pair of elements, written into {@code result}. */
    public static Tensor cmax(Tensor result, Tensor x, Tensor y) {
        return result.cmax(x, y);
    }

    /** The smaller one of each element and {@code value}, as a new tensor. */
    public static Tensor cmin(Tensor x, double value) {
        return like(x).cmin(x, value);
    }

    /** The smaller one of each element and {@code value}, written into {@code result}. */
    public static Tensor cmin(Tensor result, Tensor x, double value) {
        return result.cmin(x, value);
    }

    /** The smaller one of each pair of elements, as a new tensor. */
    public static Tensor cmin(Tensor x, Tensor y) {
        return like(x).cmin(x, y);
    }

    /** The smaller one of each pair of elements, written into {@code result}. */
    public static Tensor cmin(Tensor result, Tensor x, Tensor y) {
        return result.cmin(x, y);
    }

    /** {@code x} with what lies below {@code min} or above {@code max} pulled there, as a new tensor. */
    public static Tensor clamp(Tensor x, double min, double max) {
        return like(x).clamp(x, min, max);
    }

    /** {@code x} with what lies below {@code min} or above {@code max} pulled there, written into {@code result}. */
    public static Tensor clamp(Tensor result, Tensor x, double min, double max) {
        return result.clamp(x, min, max);
    }

    /** The angle of each point (x, y), from -pi to pi, as a new tensor. */
    public static Tensor atan2(Tensor y, Tensor x) {
        return like(y).atan2(y, x);
    }

    /** The angle of each point (x, y), from -pi to pi, written into {@code result}. */
    public static Tensor atan2(Tensor result, Tensor y, Tensor x) {
        return result.atan2(y, x);
    }

    /** {@code x + weight * (y - x)}, as a new tensor. */
    public static Tensor lerp(Tensor x, Tensor y, double weight) {
        return like(x).lerp(x, y, weight);
    }

    /** {@code x + weight * (y - x)}, written into {@code result}. */
    public static Tensor lerp(Tensor result, Tensor x, Tensor y, double weight) {
        return result.lerp(x, y, weight);
    }

    /** A ByteTensor of ones where elements are less than {@code value}. */
    public static Tensor lt(Tensor x, double value) {
        return x.lt(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are less than those of {@code y}. */
    public static Tensor lt(Tensor x, Tensor y) {
        return x.lt(y);
    }

    /** A ByteTensor of ones where elements are at most {@code value}. */
    public static Tensor le(Tensor x, double value) {
        return x.le(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are at most those of {@code y}. */
    public static Tensor le(Tensor x, Tensor y) {
        return x.le(y);
    }

    /** A ByteTensor of ones where elements are greater than {@code value}. */
    public static Tensor gt(Tensor x, double value) {
        return x.gt(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are greater than those of {@code y}. */
    public static Tensor gt(Tensor x, Tensor y) {
        return x.gt(y);
    }

    /** A ByteTensor of ones where elements are at least {@code value}. */
    public static Tensor ge(Tensor x, double value) {
        return x.ge(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are at least those of {@code y}. */
    public static Tensor ge(Tensor x, Tensor y) {
        return x.ge(y);
    }

    /** A ByteTensor of ones where elements are equal to {@code value}. */
    public static Tensor eq(Tensor x, double value) {
        return x.eq(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are equal to those of {@code y}. */
    public static Tensor eq(Tensor x, Tensor y) {
        return x.eq(y);
    }

    /** A ByteTensor of ones where elements are not equal to {@code value}. */
    public static Tensor ne(Tensor x, double value) {
        return x.ne(value);
    }

    /** A ByteTensor of ones where elements of {@code x} are not equal to those of {@code y}. */
    public static Tensor ne(Tensor x, Tensor y) {
        return x.ne(y);
    }
}
