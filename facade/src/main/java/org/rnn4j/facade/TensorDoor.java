package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Tensor;

/** Constructors of {@link torch}. */
@NullMarked
abstract class TensorDoor extends RandomDoor {
    /** An empty tensor of the default type. */
    public static Tensor Tensor() {
        return new Tensor(Tensor.defaultType());
    }

    /** A tensor of the default type with these sizes, filled with zeros. */
    public static Tensor Tensor(long size, long... sizes) {
        return new Tensor(Tensor.defaultType(), sizes(size, sizes));
    }

    /** A tensor of the default type with these sizes, filled with zeros. */
    public static Tensor Tensor(long[] sizes) {
        return new Tensor(Tensor.defaultType(), sizes);
    }

    /** A vector of the default type with these values. */
    public static Tensor Tensor(double[] values) {
        return NestedArrays.tensor(Tensor.defaultType(), values);
    }

    /** A vector of the default type with these values. */
    public static Tensor Tensor(float[] values) {
        return NestedArrays.tensor(Tensor.defaultType(), values);
    }

    /** A vector of the default type with these values. */
    public static Tensor Tensor(int[] values) {
        return NestedArrays.tensor(Tensor.defaultType(), values);
    }

    /** A tensor of the default type with the values of nested arrays, which all have the same sizes. */
    public static Tensor Tensor(Object[] rows) {
        return NestedArrays.tensor(Tensor.defaultType(), rows);
    }

    /** A tensor of the default type over the elements of another one. */
    public static Tensor Tensor(Tensor other) {
        return new Tensor(Tensor.defaultType()).set(other);
    }

    /** A vector of the default type over a whole storage. */
    public static Tensor Tensor(Storage storage) {
        return over(Tensor.defaultType(), storage);
    }

    /** An empty tensor of doubles. */
    public static Tensor DoubleTensor() {
        return new Tensor(ElementType.DOUBLE);
    }

    /** A tensor of doubles with these sizes, filled with zeros. */
    public static Tensor DoubleTensor(long size, long... sizes) {
        return new Tensor(ElementType.DOUBLE, sizes(size, sizes));
    }

    /** A tensor of doubles with these sizes, filled with zeros. */
    public static Tensor DoubleTensor(long[] sizes) {
        return new Tensor(ElementType.DOUBLE, sizes);
    }

    /** A vector of doubles with these values. */
    public static Tensor DoubleTensor(double[] values) {
        return NestedArrays.tensor(ElementType.DOUBLE, values);
    }

    /** A vector of doubles with these values. */
    public static Tensor DoubleTensor(float[] values) {
        return NestedArrays.tensor(ElementType.DOUBLE, values);
    }

    /** A vector of doubles with these values. */
    public static Tensor DoubleTensor(int[] values) {
        return NestedArrays.tensor(ElementType.DOUBLE, values);
    }

    /** A tensor of doubles with the values of nested arrays, which all have the same sizes. */
    public static Tensor DoubleTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.DOUBLE, rows);
    }

    /** A tensor of doubles over the elements of another one. */
    public static Tensor DoubleTensor(Tensor other) {
        return new Tensor(ElementType.DOUBLE).set(other);
    }

    /** A vector of doubles over a whole storage. */
    public static Tensor DoubleTensor(Storage storage) {
        return over(ElementType.DOUBLE, storage);
    }

    /** An empty tensor of floats. */
    public static Tensor FloatTensor() {
        return new Tensor(ElementType.FLOAT);
    }

    /** A tensor of floats with these sizes, filled with zeros. */
    public static Tensor FloatTensor(long size, long... sizes) {
        return new Tensor(ElementType.FLOAT, sizes(size, sizes));
    }

    /** A tensor of floats with these sizes, filled with zeros. */
    public static Tensor FloatTensor(long[] sizes) {
        return new Tensor(ElementType.FLOAT, sizes);
    }

    /** A vector of floats with these values. */
    public static Tensor FloatTensor(double[] values) {
        return NestedArrays.tensor(ElementType.FLOAT, values);
    }

    /** A vector of floats with these values. */
    public static Tensor FloatTensor(float[] values) {
        return NestedArrays.tensor(ElementType.FLOAT, values);
    }

    /** A vector of floats with these values. */
    public static Tensor FloatTensor(int[] values) {
        return NestedArrays.tensor(ElementType.FLOAT, values);
    }

    /** A tensor of floats with the values of nested arrays, which all have the same sizes. */
    public static Tensor FloatTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.FLOAT, rows);
    }

    /** A tensor of floats over the elements of another one. */
    public static Tensor FloatTensor(Tensor other) {
        return new Tensor(ElementType.FLOAT).set(other);
    }

    /** A vector of floats over a whole storage. */
    public static Tensor FloatTensor(Storage storage) {
        return over(ElementType.FLOAT, storage);
    }

    /** An empty tensor of longs. */
    public static Tensor LongTensor() {
        return new Tensor(ElementType.LONG);
    }

    /** A tensor of longs with these sizes, filled with zeros. */
    public static Tensor LongTensor(long size, long... sizes) {
        return new Tensor(ElementType.LONG, sizes(size, sizes));
    }

    /** A vector of these longs. */
    public static Tensor LongTensor(long[] values) {
        return NestedArrays.tensor(ElementType.LONG, values);
    }

    /** A vector of longs with these values. */
    public static Tensor LongTensor(double[] values) {
        return NestedArrays.tensor(ElementType.LONG, values);
    }

    /** A vector of longs with these values. */
    public static Tensor LongTensor(float[] values) {
        return NestedArrays.tensor(ElementType.LONG, values);
    }

    /** A vector of longs with these values. */
    public static Tensor LongTensor(int[] values) {
        return NestedArrays.tensor(ElementType.LONG, values);
    }

    /** A tensor of longs with the values of nested arrays, which all have the same sizes. */
    public static Tensor LongTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.LONG, rows);
    }

    /** A tensor of longs over the elements of another one. */
    public static Tensor LongTensor(Tensor other) {
        return new Tensor(ElementType.LONG).set(other);
    }

    /** A vector of longs over a whole storage. */
    public static Tensor LongTensor(Storage storage) {
        return over(ElementType.LONG, storage);
    }

    /** An empty tensor of ints. */
    public static Tensor IntTensor() {
        return new Tensor(ElementType.INT);
    }

    /** A tensor of ints with these sizes, filled with zeros. */
    public static Tensor IntTensor(long size, long... sizes) {
        return new Tensor(ElementType.INT, sizes(size, sizes));
    }

    /** A tensor of ints with these sizes, filled with zeros. */
    public static Tensor IntTensor(long[] sizes) {
        return new Tensor(ElementType.INT, sizes);
    }

    /** A vector of ints with these values. */
    public static Tensor IntTensor(double[] values) {
        return NestedArrays.tensor(ElementType.INT, values);
    }

    /** A vector of ints with these values. */
    public static Tensor IntTensor(float[] values) {
        return NestedArrays.tensor(ElementType.INT, values);
    }

    /** A vector of ints with these values. */
    public static Tensor IntTensor(int[] values) {
        return NestedArrays.tensor(ElementType.INT, values);
    }

    /** A tensor of ints with the values of nested arrays, which all have the same sizes. */
    public static Tensor IntTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.INT, rows);
    }

    /** A tensor of ints over the elements of another one. */
    public static Tensor IntTensor(Tensor other) {
        return new Tensor(ElementType.INT).set(other);
    }

    /** A vector of ints over a whole storage. */
    public static Tensor IntTensor(Storage storage) {
        return over(ElementType.INT, storage);
    }

    /** An empty tensor of shorts. */
    public static Tensor ShortTensor() {
        return new Tensor(ElementType.SHORT);
    }

    /** A tensor of shorts with these sizes, filled with zeros. */
    public static Tensor ShortTensor(long size, long... sizes) {
        return new Tensor(ElementType.SHORT, sizes(size, sizes));
    }

    /** A tensor of shorts with these sizes, filled with zeros. */
    public static Tensor ShortTensor(long[] sizes) {
        return new Tensor(ElementType.SHORT, sizes);
    }

    /** A vector of shorts with these values. */
    public static Tensor ShortTensor(double[] values) {
        return NestedArrays.tensor(ElementType.SHORT, values);
    }

    /** A vector of shorts with these values. */
    public static Tensor ShortTensor(float[] values) {
        return NestedArrays.tensor(ElementType.SHORT, values);
    }

    /** A vector of shorts with these values. */
    public static Tensor ShortTensor(int[] values) {
        return NestedArrays.tensor(ElementType.SHORT, values);
    }

    /** A tensor of shorts with the values of nested arrays, which all have the same sizes. */
    public static Tensor ShortTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.SHORT, rows);
    }

    /** A tensor of shorts over the elements of another one. */
    public static Tensor ShortTensor(Tensor other) {
        return new Tensor(ElementType.SHORT).set(other);
    }

    /** A vector of shorts over a whole storage. */
    public static Tensor ShortTensor(Storage storage) {
        return over(ElementType.SHORT, storage);
    }

    /** An empty tensor of bytes from 0 to 255. */
    public static Tensor ByteTensor() {
        return new Tensor(ElementType.BYTE);
    }

    /** A tensor of bytes from 0 to 255 with these sizes, filled with zeros. */
    public static Tensor ByteTensor(long size, long... sizes) {
        return new Tensor(ElementType.BYTE, sizes(size, sizes));
    }

    /** A tensor of bytes from 0 to 255 with these sizes, filled with zeros. */
    public static Tensor ByteTensor(long[] sizes) {
        return new Tensor(ElementType.BYTE, sizes);
    }

    /** A vector of bytes from 0 to 255 with these values. */
    public static Tensor ByteTensor(double[] values) {
        return NestedArrays.tensor(ElementType.BYTE, values);
    }

    /** A vector of bytes from 0 to 255 with these values. */
    public static Tensor ByteTensor(float[] values) {
        return NestedArrays.tensor(ElementType.BYTE, values);
    }

    /** A vector of bytes from 0 to 255 with these values. */
    public static Tensor ByteTensor(int[] values) {
        return NestedArrays.tensor(ElementType.BYTE, values);
    }

    /** A tensor of bytes from 0 to 255 with the values of nested arrays, which all have the same sizes. */
    public static Tensor ByteTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.BYTE, rows);
    }

    /** A tensor of bytes from 0 to 255 over the elements of another one. */
    public static Tensor ByteTensor(Tensor other) {
        return new Tensor(ElementType.BYTE).set(other);
    }

    /** A vector of bytes from 0 to 255 over a whole storage. */
    public static Tensor ByteTensor(Storage storage) {
        return over(ElementType.BYTE, storage);
    }

    /** An empty tensor of signed bytes. */
    public static Tensor CharTensor() {
        return new Tensor(ElementType.CHAR);
    }

    /** A tensor of signed bytes with these sizes, filled with zeros. */
    public static Tensor CharTensor(long size, long... sizes) {
        return new Tensor(ElementType.CHAR, sizes(size, sizes));
    }

    /** A tensor of signed bytes with these sizes, filled with zeros. */
    public static Tensor CharTensor(long[] sizes) {
        return new Tensor(ElementType.CHAR, sizes);
    }

    /** A vector of signed bytes with these values. */
    public static Tensor CharTensor(double[] values) {
        return NestedArrays.tensor(ElementType.CHAR, values);
    }

    /** A vector of signed bytes with these values. */
    public static Tensor CharTensor(float[] values) {
        return NestedArrays.tensor(ElementType.CHAR, values);
    }

    /** A vector of signed bytes with these values. */
    public static Tensor CharTensor(int[] values) {
        return NestedArrays.tensor(ElementType.CHAR, values);
    }

    /** A tensor of signed bytes with the values of nested arrays, which all have the same sizes. */
    public static Tensor CharTensor(Object[] rows) {
        return NestedArrays.tensor(ElementType.CHAR, rows);
    }

    /** A tensor of signed bytes over the elements of another one. */
    public static Tensor CharTensor(Tensor other) {
        return new Tensor(ElementType.CHAR).set(other);
    }

    /** A vector of signed bytes over a whole storage. */
    public static Tensor CharTensor(Storage storage) {
        return over(ElementType.CHAR, storage);
    }

    private static long[] sizes(long first, long[] rest) {
        long[] all = new long[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static Tensor over(ElementType type, Storage storage) {
        return new Tensor(type).set(storage, 1, new long[] {storage.size()}, new long[] {1});
    }
}
