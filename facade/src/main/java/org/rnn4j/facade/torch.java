package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's {@code torch}: tensors and their mathematics, under Torch's names and with its order of arguments.
 *
 * <p>Dimensions and indices count from 1. Functions return new tensors, of the type of their operands; most have a second form with a
 * tensor in front that receives the result. What Torch returns as two results comes as one
 * {@link org.rnn4j.facade.tensor.Indexed}. The methods of {@link Tensor} do the same in place.
 *
 * <p>Constructors take sizes, as {@code torch.Tensor(2, 3)} or {@code torch.Tensor(x.size())}, or data, as
 * {@code torch.Tensor(new double[][] {{1, 2}, {3, 4}})}. An array of longs means sizes, as Torch's LongStorage does, except to
 * {@link #LongTensor(long[])}, where it is data as all other arrays are.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/maths.md">Torch manual: Math Functions</a>
 */
@NullMarked
public final class torch extends TensorDoor {
    private torch() {}

    // ---- types

    /**
     * Sets the type of tensors that are made without naming one.
     *
     * @param name {@code torch.FloatTensor}, the type at first, or {@code torch.DoubleTensor}
     */
    public static void setdefaulttensortype(String name) {
        Tensor.setDefaultType(ElementType.named(name));
    }

    /** The type of tensors that are made without naming one, such as {@code torch.FloatTensor}. */
    public static String getdefaulttensortype() {
        return Tensor.defaultType().tensorName();
    }

    /** Whether {@code value} is a tensor. */
    public static boolean isTensor(@Nullable Object value) {
        return value instanceof Tensor;
    }

    /** Torch's name of the type of a tensor, such as {@code torch.FloatTensor}. */
    public static String type(Tensor x) {
        return x.type();
    }

    /** Torch's name of the type of a tensor, such as {@code torch.FloatTensor}. */
    public static String typename(Tensor x) {
        return x.type();
    }

    // ---- regular numbers, of the default type

    /** Zeros. */
    public static Tensor zeros(long... sizes) {
        return new Tensor(sizes);
    }

    /** {@code result} with these sizes, filled with zeros. */
    public static Tensor zeros(Tensor result, long... sizes) {
        return result.zeros(sizes);
    }

    /** Ones. */
    public static Tensor ones(long... sizes) {
        return new Tensor(sizes).fill(1);
    }

    /** {@code result} with these sizes, filled with ones. */
    public static Tensor ones(Tensor result, long... sizes) {
        return result.ones(sizes);
    }

    /** The identity matrix with {@code n} rows and columns. */
    public static Tensor eye(long n) {
        return new Tensor().eye(n);
    }

    /** A matrix with ones on its diagonal and zeros elsewhere. */
    public static Tensor eye(long rows, long columns) {
        return new Tensor().eye(rows, columns);
    }

    /** The vector {@code first, first + 1, ...} up to {@code last}. */
    public static Tensor range(double first, double last) {
        return new Tensor().range(first, last);
    }

    /** The vector {@code first, first + step, ...} up to {@code last}. */
    public static Tensor range(double first, double last, double step) {
        return new Tensor().range(first, last, step);
    }

    /** {@link #range(double, double)}, written into {@code result}. */
    public static Tensor range(Tensor result, double first, double last) {
        return result.range(first, last);
    }

    /** 100 numbers from {@code first} to {@code last} at equal distances. */
    public static Tensor linspace(double first, double last) {
        return new Tensor().linspace(first, last);
    }

    /** {@code count} numbers from {@code first} to {@code last} at equal distances. */
    public static Tensor linspace(double first, double last, long count) {
        return new Tensor().linspace(first, last, count);
    }

    /** 100 numbers from {@code 10^first} to {@code 10^last} at equal ratios. */
    public static Tensor logspace(double first, double last) {
        return new Tensor().logspace(first, last);
    }

    /** {@code count} numbers from {@code 10^first} to {@code 10^last} at equal ratios. */
    public static Tensor logspace(double first, double last, long count) {
        return new Tensor().logspace(first, last, count);
    }
}
