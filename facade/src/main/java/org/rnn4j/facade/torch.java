package org.rnn4j.facade;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.io.TorchFile;
import org.rnn4j.facade.io.TorchFile.Format;
import org.rnn4j.facade.io.TorchFileException;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Indexed;
import org.rnn4j.facade.tensor.LinearAlgebra;
import org.rnn4j.facade.tensor.Printing;
import org.rnn4j.facade.tensor.Table;
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
public final class torch {
    private torch() {}

    // ---- constructors

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

    // ---- types

    /**
     * Sets the type of tensors that are made without naming one.
     *
     * @param name {@code torch.DoubleTensor}, the type at first, or {@code torch.FloatTensor}
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

    // ---- random numbers, all from the global generator

    /** Seeds the generator: the same calls draw the same numbers from here on. */
    public static void manualSeed(long seed) {
        Generator.global().manualSeed(seed);
    }

    /** Seeds the generator at random, and returns the seed. */
    public static long seed() {
        return Generator.global().seed();
    }

    /** The seed last set. */
    public static long initialSeed() {
        return Generator.global().initialSeed();
    }

    /** The state of the generator. */
    public static Tensor getRNGState() {
        return Generator.global().getRNGState();
    }

    /** Puts the generator into a state that {@link #getRNGState} gave. */
    public static void setRNGState(Tensor state) {
        Generator.global().setRNGState(state);
    }

    /** An integer from 0 to 2^32 - 1. */
    public static long random() {
        return Generator.global().random();
    }

    /** An integer from 1 to {@code n}. */
    public static long random(long n) {
        return Generator.global().random(n);
    }

    /** An integer from {@code low} to {@code high}, both included. */
    public static long random(long low, long high) {
        return Generator.global().random(low, high);
    }

    /** A number from [0, 1). */
    public static double uniform() {
        return Generator.global().uniform();
    }

    /** A number from [low, high). */
    public static double uniform(double low, double high) {
        return Generator.global().uniform(low, high);
    }

    /** A normal number of mean 0 and deviation 1. */
    public static double normal() {
        return Generator.global().normal();
    }

    /** A normal number. */
    public static double normal(double mean, double deviation) {
        return Generator.global().normal(mean, deviation);
    }

    /** An exponential number of mean {@code 1 / rate}. */
    public static double exponential(double rate) {
        return Generator.global().exponential(rate);
    }

    /** A Cauchy number. */
    public static double cauchy(double median, double width) {
        return Generator.global().cauchy(median, width);
    }

    /** e to the power of a normal number of this mean and deviation. */
    public static double logNormal(double mean, double deviation) {
        return Generator.global().logNormal(mean, deviation);
    }

    /** {@link Generator#geometric(double)}. */
    public static long geometric(double p) {
        return Generator.global().geometric(p);
    }

    /** 1 or 0, as likely. */
    public static int bernoulli() {
        return Generator.global().bernoulli();
    }

    /** 1 with probability {@code p}, else 0. */
    public static int bernoulli(double p) {
        return Generator.global().bernoulli(p);
    }

    /** A tensor of the default type of uniform numbers from [0, 1). */
    public static Tensor rand(long... sizes) {
        return new Tensor(sizes).uniform();
    }

    /** {@code result} with these sizes, filled with uniform numbers from [0, 1). */
    public static Tensor rand(Tensor result, long... sizes) {
        return result.rand(sizes);
    }

    /** A tensor of the default type of normal numbers of mean 0 and deviation 1. */
    public static Tensor randn(long... sizes) {
        return new Tensor(sizes).normal();
    }

    /** {@code result} with these sizes, filled with normal numbers of mean 0 and deviation 1. */
    public static Tensor randn(Tensor result, long... sizes) {
        return result.randn(sizes);
    }

    /** The numbers 1 to {@code n} in random order, as a vector of the default type. */
    public static Tensor randperm(long n) {
        return Generator.global().randperm(n);
    }

    /** {@link Generator#multinomial}, without replacement. */
    public static Tensor multinomial(Tensor weights, int samples) {
        return Generator.global().multinomial(weights, samples, false);
    }

    /** {@link Generator#multinomial}. */
    public static Tensor multinomial(Tensor weights, int samples, boolean withReplacement) {
        return Generator.global().multinomial(weights, samples, withReplacement);
    }

    // ---- sizes, and elements picked by indices

    /** The tensors joined along the last dimension, as a new tensor. */
    public static Tensor cat(Tensor x, Tensor y) {
        return x.cat(y);
    }

    /** The tensors joined along a dimension, from 1, as a new tensor. */
    public static Tensor cat(Tensor x, Tensor y, int dimension) {
        return x.cat(y, dimension);
    }

    /** {@code x} and {@code y} joined along the last dimension, written into {@code result}. */
    public static Tensor cat(Tensor result, Tensor x, Tensor y) {
        return result.cat(Table.of(x, y));
    }

    /** {@code x} and {@code y} joined along a dimension, from 1, written into {@code result}. */
    public static Tensor cat(Tensor result, Tensor x, Tensor y, int dimension) {
        return result.cat(Table.of(x, y), dimension);
    }

    /** The tensors of a list joined along the last dimension, as a new tensor. */
    public static Tensor cat(List<Tensor> pieces) {
        return cat(Table.of(pieces.toArray(Tensor[]::new)));
    }

    /** The tensors of a list joined along a dimension, from 1, as a new tensor. */
    public static Tensor cat(List<Tensor> pieces, int dimension) {
        return cat(Table.of(pieces.toArray(Tensor[]::new)), dimension);
    }

    /** The tensors of a list joined along the last dimension, as a new tensor. */
    public static Tensor cat(Table pieces) {
        return like(pieces.tensor(1)).cat(pieces);
    }

    /** The tensors of a list joined along a dimension, from 1, as a new tensor. */
    public static Tensor cat(Table pieces, int dimension) {
        return like(pieces.tensor(1)).cat(pieces, dimension);
    }

    /** The tensors of a list joined along a dimension, from 1, written into {@code result}. */
    public static Tensor cat(Tensor result, Table pieces, int dimension) {
        return result.cat(pieces, dimension);
    }

    /** {@link Tensor#split(long)}. */
    public static Table split(Tensor x, long size) {
        return x.split(size);
    }

    /** {@link Tensor#split(long, int)}. */
    public static Table split(Tensor x, long size, int dimension) {
        return x.split(size, dimension);
    }

    /** {@link Tensor#chunk(long)}. */
    public static Table chunk(Tensor x, long pieces) {
        return x.chunk(pieces);
    }

    /** {@link Tensor#chunk(long, int)}. */
    public static Table chunk(Tensor x, long pieces, int dimension) {
        return x.chunk(pieces, dimension);
    }

    /** {@link Tensor#reshape}. */
    public static Tensor reshape(Tensor x, long... sizes) {
        return x.reshape(sizes);
    }

    /** {@link Tensor#view}. */
    public static Tensor view(Tensor x, long... sizes) {
        return x.view(sizes);
    }

    /** {@link Tensor#viewAs}. */
    public static Tensor viewAs(Tensor x, Tensor other) {
        return x.viewAs(other);
    }

    /** {@link Tensor#expand}. */
    public static Tensor expand(Tensor x, long... sizes) {
        return x.expand(sizes);
    }

    /** {@link Tensor#expandAs}. */
    public static Tensor expandAs(Tensor x, Tensor other) {
        return x.expandAs(other);
    }

    /** {@link Tensor#repeatTensor}. */
    public static Tensor repeatTensor(Tensor x, long... times) {
        return x.repeatTensor(times);
    }

    /** {@link Tensor#squeeze()}. */
    public static Tensor squeeze(Tensor x) {
        return x.squeeze();
    }

    /** {@link Tensor#squeeze(int)}. */
    public static Tensor squeeze(Tensor x, int dimension) {
        return x.squeeze(dimension);
    }

    /** {@link Tensor#unsqueeze}. */
    public static Tensor unsqueeze(Tensor x, int dimension) {
        return x.unsqueeze(dimension);
    }

    /** {@link Tensor#transpose}. */
    public static Tensor transpose(Tensor x, int first, int second) {
        return x.transpose(first, second);
    }

    /** {@link Tensor#t}. */
    public static Tensor t(Tensor x) {
        return x.t();
    }

    /** {@link Tensor#index(int, Tensor)}. */
    public static Tensor index(Tensor x, int dimension, Tensor indices) {
        return x.index(dimension, indices);
    }

    /** {@link Tensor#gather}. */
    public static Tensor gather(Tensor x, int dimension, Tensor indices) {
        return x.gather(dimension, indices);
    }

    /** {@link Tensor#maskedSelect}. */
    public static Tensor maskedSelect(Tensor x, Tensor mask) {
        return x.maskedSelect(mask);
    }

    /** {@link Tensor#nonzero}. */
    public static Tensor nonzero(Tensor x) {
        return x.nonzero();
    }

    // ---- functions of each element

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

    // ---- arithmetic and comparisons, element by element

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

    // ---- what many elements make: sums, means, norms, extremes, orders

    /** The sum of all elements. */
    public static double sum(Tensor x) {
        return x.sum();
    }

    /** The sums along a dimension, from 1, which stays with size 1. */
    public static Tensor sum(Tensor x, int dimension) {
        return x.sum(dimension);
    }

    /** The sums along a dimension, from 1, written into {@code result}. */
    public static Tensor sum(Tensor result, Tensor x, int dimension) {
        return result.sum(x, dimension);
    }

    /** The product of all elements. */
    public static double prod(Tensor x) {
        return x.prod();
    }

    /** The products along a dimension, from 1, which stays with size 1. */
    public static Tensor prod(Tensor x, int dimension) {
        return x.prod(dimension);
    }

    /** The products along a dimension, from 1, written into {@code result}. */
    public static Tensor prod(Tensor result, Tensor x, int dimension) {
        return result.prod(x, dimension);
    }

    /** The mean of all elements. */
    public static double mean(Tensor x) {
        return x.mean();
    }

    /** The means along a dimension, from 1, which stays with size 1. */
    public static Tensor mean(Tensor x, int dimension) {
        return x.mean(dimension);
    }

    /** The means along a dimension, from 1, written into {@code result}. */
    public static Tensor mean(Tensor result, Tensor x, int dimension) {
        return result.mean(x, dimension);
    }

    /** The variance of all elements, over n - 1. */
    public static double var(Tensor x) {
        return x.var();
    }

    /** The variances along a dimension, from 1, over n - 1. */
    public static Tensor var(Tensor x, int dimension) {
        return x.var(dimension);
    }

    /** The variances along a dimension, from 1, over n if {@code biased}, else over n - 1. */
    public static Tensor var(Tensor x, int dimension, boolean biased) {
        return x.var(dimension, biased);
    }

    /** The standard deviation of all elements, over n - 1. */
    public static double std(Tensor x) {
        return x.std();
    }

    /** The standard deviations along a dimension, from 1, over n - 1. */
    public static Tensor std(Tensor x, int dimension) {
        return x.std(dimension);
    }

    /** The standard deviations along a dimension, from 1, over n if {@code biased}, else over n - 1. */
    public static Tensor std(Tensor x, int dimension, boolean biased) {
        return x.std(dimension, biased);
    }

    /** The 2-norm of all elements. */
    public static double norm(Tensor x) {
        return x.norm();
    }

    /** The p-norm of all elements. */
    public static double norm(Tensor x, double p) {
        return x.norm(p);
    }

    /** The p-norms along a dimension, from 1, which stays with size 1. */
    public static Tensor norm(Tensor x, double p, int dimension) {
        return x.norm(p, dimension);
    }

    /** {@code x} with its slices along {@code dimension} scaled down to a p-norm of at most {@code maxNorm}, as a new tensor. */
    public static Tensor renorm(Tensor x, double p, int dimension, double maxNorm) {
        return x.copy().renorm(p, dimension, maxNorm);
    }

    /** The 2-norm of the difference. */
    public static double dist(Tensor x, Tensor y) {
        return x.dist(y);
    }

    /** The p-norm of the difference. */
    public static double dist(Tensor x, Tensor y, double p) {
        return x.dist(y, p);
    }

    /** The running sums along the first dimension. */
    public static Tensor cumsum(Tensor x) {
        return x.cumsum();
    }

    /** The running sums along a dimension, from 1. */
    public static Tensor cumsum(Tensor x, int dimension) {
        return x.cumsum(dimension);
    }

    /** The running products along the first dimension. */
    public static Tensor cumprod(Tensor x) {
        return x.cumprod();
    }

    /** The running products along a dimension, from 1. */
    public static Tensor cumprod(Tensor x, int dimension) {
        return x.cumprod(dimension);
    }

    /** The greatest element. */
    public static double max(Tensor x) {
        return x.max();
    }

    /** The greatest elements along a dimension, from 1, and where each is first. */
    public static Indexed max(Tensor x, int dimension) {
        return x.max(dimension);
    }

    /** The smallest element. */
    public static double min(Tensor x) {
        return x.min();
    }

    /** The smallest elements along a dimension, from 1, and where each is first. */
    public static Indexed min(Tensor x, int dimension) {
        return x.min(dimension);
    }

    /** The element in the middle of the order of all. */
    public static Indexed median(Tensor x) {
        return x.median();
    }

    /** The elements in the middle of the order along a dimension, from 1, and where they are. */
    public static Indexed median(Tensor x, int dimension) {
        return x.median(dimension);
    }

    /** The most frequent elements along the last dimension, and where they are. */
    public static Indexed mode(Tensor x) {
        return x.mode();
    }

    /** The most frequent elements along a dimension, from 1, and where they are. */
    public static Indexed mode(Tensor x, int dimension) {
        return x.mode(dimension);
    }

    /** The k-th smallest elements along the last dimension, and where they are. */
    public static Indexed kthvalue(Tensor x, long k) {
        return x.kthvalue(k);
    }

    /** The k-th smallest elements along a dimension, from 1, and where they are. */
    public static Indexed kthvalue(Tensor x, long k, int dimension) {
        return x.kthvalue(k, dimension);
    }

    /** The elements in ascending order along the last dimension, and where they were. */
    public static Indexed sort(Tensor x) {
        return x.sort();
    }

    /** The elements in ascending order along the last dimension, or descending, and where they were. */
    public static Indexed sort(Tensor x, boolean descending) {
        return x.sort(x.dim(), descending);
    }

    /** The elements in ascending order along a dimension, from 1, and where they were. */
    public static Indexed sort(Tensor x, int dimension) {
        return x.sort(dimension);
    }

    /** The elements in ascending order along a dimension, from 1, or descending, and where they were. */
    public static Indexed sort(Tensor x, int dimension, boolean descending) {
        return x.sort(dimension, descending);
    }

    /** The k smallest elements along the last dimension, in order, and where they are. */
    public static Indexed topk(Tensor x, long k) {
        return x.topk(k);
    }

    /** The k smallest elements along a dimension, from 1, in order, and where they are. */
    public static Indexed topk(Tensor x, long k, int dimension) {
        return x.topk(k, dimension);
    }

    /** The k smallest, or {@code greatest}, elements along a dimension, from 1, in order, and where they are. */
    public static Indexed topk(Tensor x, long k, int dimension, boolean greatest) {
        return x.topk(k, dimension, greatest);
    }

    /** Whether no element of a ByteTensor is 0. */
    public static boolean all(Tensor x) {
        return x.all();
    }

    /** Whether some element of a ByteTensor is not 0. */
    public static boolean any(Tensor x) {
        return x.any();
    }

    /** Whether both have the same type, sizes and elements. */
    public static boolean equal(Tensor x, Tensor y) {
        return x.equal(y);
    }

    /** How many elements there are. */
    public static long numel(Tensor x) {
        return x.numel();
    }

    /** {@link Tensor#histc(int, double, double)} with 100 bins between the extremes. */
    public static Tensor histc(Tensor x) {
        return x.histc();
    }

    /** {@link Tensor#histc(int, double, double)} between the extremes. */
    public static Tensor histc(Tensor x, int bins) {
        return x.histc(bins);
    }

    /** {@link Tensor#histc(int, double, double)}. */
    public static Tensor histc(Tensor x, int bins, double min, double max) {
        return x.histc(bins, min, max);
    }

    // ---- linear algebra

    /** The sum of the products of elements. */
    public static double dot(Tensor x, Tensor y) {
        return x.dot(y);
    }

    /** The matrix of the products of elements of two vectors. */
    public static Tensor ger(Tensor x, Tensor y) {
        return x.ger(y);
    }

    /** The matrix {@code a} times the vector {@code x}. */
    public static Tensor mv(Tensor a, Tensor x) {
        return a.mv(x);
    }

    /** {@code a} times {@code x}, written into {@code result}. */
    public static Tensor mv(Tensor result, Tensor a, Tensor x) {
        return result.mv(a, x);
    }

    /** The matrix {@code a} times the matrix {@code b}. */
    public static Tensor mm(Tensor a, Tensor b) {
        return a.mm(b);
    }

    /** {@code a} times {@code b}, written into {@code result}. */
    public static Tensor mm(Tensor result, Tensor a, Tensor b) {
        return result.mm(a, b);
    }

    /** Each matrix of batch {@code a} times that of batch {@code b}. */
    public static Tensor bmm(Tensor a, Tensor b) {
        return a.bmm(b);
    }

    /** {@code c + a b}, as a new tensor. */
    public static Tensor addmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().addmm(a, b);
    }

    /** {@code c + alpha a b}, as a new tensor. */
    public static Tensor addmm(Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addmm(alpha, a, b);
    }

    /** {@code beta c + alpha a b}, as a new tensor. */
    public static Tensor addmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addmm(beta, alpha, a, b);
    }

    /** {@code c + a x}, as a new tensor. */
    public static Tensor addmv(Tensor c, Tensor a, Tensor x) {
        return c.copy().addmv(a, x);
    }

    /** {@code c + alpha a x}, as a new tensor. */
    public static Tensor addmv(Tensor c, double alpha, Tensor a, Tensor x) {
        return c.copy().addmv(alpha, a, x);
    }

    /** {@code beta c + alpha a x}, as a new tensor. */
    public static Tensor addmv(double beta, Tensor c, double alpha, Tensor a, Tensor x) {
        return c.copy().addmv(beta, alpha, a, x);
    }

    /** {@code c + ger(x, y)}, as a new tensor. */
    public static Tensor addr(Tensor c, Tensor x, Tensor y) {
        return c.copy().addr(x, y);
    }

    /** {@code c + alpha ger(x, y)}, as a new tensor. */
    public static Tensor addr(Tensor c, double alpha, Tensor x, Tensor y) {
        return c.copy().addr(alpha, x, y);
    }

    /** {@code beta c + alpha ger(x, y)}, as a new tensor. */
    public static Tensor addr(double beta, Tensor c, double alpha, Tensor x, Tensor y) {
        return c.copy().addr(beta, alpha, x, y);
    }

    /** {@code c + bmm(a, b)}, as a new tensor. */
    public static Tensor baddbmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().baddbmm(a, b);
    }

    /** {@code beta c + alpha bmm(a, b)}, as a new tensor. */
    public static Tensor baddbmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().baddbmm(beta, alpha, a, b);
    }

    /** {@code c + (sum of bmm(a, b))}, as a new tensor. */
    public static Tensor addbmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().addbmm(a, b);
    }

    /** {@code beta c + alpha (sum of bmm(a, b))}, as a new tensor. */
    public static Tensor addbmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addbmm(beta, alpha, a, b);
    }

    /** The cross product along the first dimension of size 3. */
    public static Tensor cross(Tensor x, Tensor y) {
        return x.cross(y);
    }

    /** The cross product along a dimension, from 1, of size 3. */
    public static Tensor cross(Tensor x, Tensor y, int dimension) {
        return x.cross(y, dimension);
    }

    /** The sum of the diagonal. */
    public static double trace(Tensor x) {
        return x.trace();
    }

    /** {@link Tensor#diag()}. */
    public static Tensor diag(Tensor x) {
        return x.diag();
    }

    /** {@link Tensor#diag(long)}. */
    public static Tensor diag(Tensor x, long k) {
        return x.diag(k);
    }

    /** {@link Tensor#tril()}. */
    public static Tensor tril(Tensor x) {
        return x.tril();
    }

    /** {@link Tensor#tril(long)}. */
    public static Tensor tril(Tensor x, long k) {
        return x.tril(k);
    }

    /** {@link Tensor#triu()}. */
    public static Tensor triu(Tensor x) {
        return x.triu();
    }

    /** {@link Tensor#triu(long)}. */
    public static Tensor triu(Tensor x, long k) {
        return x.triu(k);
    }

    // ---- helpers

    private static long[] sizes(long first, long[] rest) {
        long[] all = new long[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static Tensor over(ElementType type, Storage storage) {
        return new Tensor(type).set(storage, 1, new long[] {storage.size()}, new long[] {1});
    }

    /** An empty tensor of the type of {@code x}. */
    private static Tensor like(Tensor x) {
        return new Tensor(x.elementType());
    }

    // ---- files

    /**
     * Reads the first object of a binary file of Torch's; see {@link TorchFile}.
     *
     * @throws TorchFileException if it is none, or broken
     */
    public static @Nullable Object load(String file) {
        return load(file, "binary");
    }

    /**
     * {@link #load(String)} of a file in another notation.
     *
     * @param mode {@code binary}, {@code ascii}, or {@code b32} and {@code b64}: binary with 4 or 8 bytes for C's type long
     */
    public static @Nullable Object load(String file, String mode) {
        int longBytes = switch (mode) {
            case "b32" -> Integer.BYTES;
            case "b64" -> Long.BYTES;
            default -> 0;
        };
        return TorchFile.load(Path.of(file), longBytes == 0 ? format("load", mode) : Format.BINARY, null, longBytes);
    }

    /**
     * {@link #load(String)} of an object of this kind: {@code torch.load("model.t7", Module.class)}.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public static <T> T load(String file, Class<T> type) {
        Object value = load(file);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("torch.load: expected a " + type.getSimpleName() + " in " + file
                    + ", got " + (value == null ? "nil" : value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }

    /** Writes {@code object}, and all that it refers to, to a binary file that Torch reads; see {@link TorchFile}. */
    public static void save(String file, @Nullable Object object) {
        save(file, object, "binary");
    }

    /** {@link #save(String, Object)} in the notation {@code mode}: {@code binary} or {@code ascii}. */
    public static void save(String file, @Nullable Object object, String mode) {
        TorchFile.save(Path.of(file), object, format("save", mode));
    }

    /** The bytes that {@link #save(String, Object)} would write. */
    public static byte[] serialize(@Nullable Object object) {
        return serialize(object, "binary");
    }

    /** The bytes that {@link #save(String, Object, String)} would write. */
    public static byte[] serialize(@Nullable Object object, String mode) {
        return TorchFile.serialize(object, format("serialize", mode));
    }

    /** What {@link #serialize} made bytes of, in either notation. */
    public static @Nullable Object deserialize(byte[] bytes) {
        return TorchFile.deserialize(bytes);
    }

    private static Format format(String function, String mode) {
        return switch (mode) {
            case "binary" -> Format.BINARY;
            case "ascii" -> Format.ASCII;
            default ->
                throw new IllegalArgumentException("torch." + function + ": expected binary or ascii, got " + mode);
        };
    }

    // ---- numbers

    /** {@link #log(Tensor)} of a number. */
    public static double log(double x) {
        return Math.log(x);
    }

    /** {@link #log1p(Tensor)} of a number. */
    public static double log1p(double x) {
        return Math.log1p(x);
    }

    /** {@link #exp(Tensor)} of a number. */
    public static double exp(double x) {
        return Math.exp(x);
    }

    /** {@link #cos(Tensor)} of a number. */
    public static double cos(double x) {
        return Math.cos(x);
    }

    /** {@link #acos(Tensor)} of a number. */
    public static double acos(double x) {
        return Math.acos(x);
    }

    /** {@link #cosh(Tensor)} of a number. */
    public static double cosh(double x) {
        return Math.cosh(x);
    }

    /** {@link #sin(Tensor)} of a number. */
    public static double sin(double x) {
        return Math.sin(x);
    }

    /** {@link #asin(Tensor)} of a number. */
    public static double asin(double x) {
        return Math.asin(x);
    }

    /** {@link #sinh(Tensor)} of a number. */
    public static double sinh(double x) {
        return Math.sinh(x);
    }

    /** {@link #tan(Tensor)} of a number. */
    public static double tan(double x) {
        return Math.tan(x);
    }

    /** {@link #atan(Tensor)} of a number. */
    public static double atan(double x) {
        return Math.atan(x);
    }

    /** {@link #tanh(Tensor)} of a number. */
    public static double tanh(double x) {
        return Math.tanh(x);
    }

    /** {@link #sqrt(Tensor)} of a number. */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** {@link #rsqrt(Tensor)} of a number. */
    public static double rsqrt(double x) {
        return 1 / Math.sqrt(x);
    }

    /** {@link #ceil(Tensor)} of a number. */
    public static double ceil(double x) {
        return Math.ceil(x);
    }

    /** {@link #floor(Tensor)} of a number. */
    public static double floor(double x) {
        return Math.floor(x);
    }

    /** {@link #abs(Tensor)} of a number. */
    public static double abs(double x) {
        return Math.abs(x);
    }

    /** {@link #sign(Tensor)} of a number. */
    public static double sign(double x) {
        return Math.signum(x);
    }

    /** {@link #neg(Tensor)} of a number. */
    public static double neg(double x) {
        return -x;
    }

    /** {@link #cinv(Tensor)} of a number. */
    public static double cinv(double x) {
        return 1 / x;
    }

    /** {@link #round(Tensor)} of a number. */
    public static double round(double x) {
        return Tensor.of(x).round().item();
    }

    /** {@link #trunc(Tensor)} of a number. */
    public static double trunc(double x) {
        return Tensor.of(x).trunc().item();
    }

    /** {@link #frac(Tensor)} of a number. */
    public static double frac(double x) {
        return Tensor.of(x).frac().item();
    }

    /** {@link #sigmoid(Tensor)} of a number. */
    public static double sigmoid(double x) {
        return Tensor.of(x).sigmoid().item();
    }

    /** {@code base} to the power {@code exponent}. */
    public static double pow(double base, double exponent) {
        return Math.pow(base, exponent);
    }

    /** {@link #atan2(Tensor, Tensor)} of numbers. */
    public static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    // ---- forms with results in front, and the rest

    /** {@link #eye(long)}, in {@code result}. */
    public static Tensor eye(Tensor result, long n) {
        return result.eye(n);
    }

    /** {@link #eye(long, long)}, in {@code result}. */
    public static Tensor eye(Tensor result, long rows, long columns) {
        return result.eye(rows, columns);
    }

    /** {@link #range(double, double, double)}, in {@code result}. */
    public static Tensor range(Tensor result, double first, double last, double step) {
        return result.range(first, last, step);
    }

    /** {@link #linspace(double, double)}, in {@code result}. */
    public static Tensor linspace(Tensor result, double first, double last) {
        return result.linspace(first, last);
    }

    /** {@link #linspace(double, double, long)}, in {@code result}. */
    public static Tensor linspace(Tensor result, double first, double last, long count) {
        return result.linspace(first, last, count);
    }

    /** {@link #logspace(double, double)}, in {@code result}. */
    public static Tensor logspace(Tensor result, double first, double last) {
        return result.logspace(first, last);
    }

    /** {@link #logspace(double, double, long)}, in {@code result}. */
    public static Tensor logspace(Tensor result, double first, double last, long count) {
        return result.logspace(first, last, count);
    }

    /** {@link #randperm(long)}, in {@code result}. */
    public static Tensor randperm(Tensor result, long n) {
        return result.resize(n).copy(randperm(n));
    }

    /** {@link #gather(Tensor, int, Tensor)}, in {@code result}. */
    public static Tensor gather(Tensor result, Tensor x, int dimension, Tensor indices) {
        return into(result, gather(x, dimension, indices));
    }

    /** {@link #diag(Tensor)}, in {@code result}. */
    public static Tensor diag(Tensor result, Tensor x) {
        return into(result, diag(x));
    }

    /** {@link #diag(Tensor, long)}, in {@code result}. */
    public static Tensor diag(Tensor result, Tensor x, long k) {
        return into(result, diag(x, k));
    }

    /** {@link #tril(Tensor)}, in {@code result}. */
    public static Tensor tril(Tensor result, Tensor x) {
        return into(result, tril(x));
    }

    /** {@link #tril(Tensor, long)}, in {@code result}. */
    public static Tensor tril(Tensor result, Tensor x, long k) {
        return into(result, tril(x, k));
    }

    /** {@link #triu(Tensor)}, in {@code result}. */
    public static Tensor triu(Tensor result, Tensor x) {
        return into(result, triu(x));
    }

    /** {@link #triu(Tensor, long)}, in {@code result}. */
    public static Tensor triu(Tensor result, Tensor x, long k) {
        return into(result, triu(x, k));
    }

    /** {@link #cross(Tensor, Tensor, int)}, in {@code result}. */
    public static Tensor cross(Tensor result, Tensor x, Tensor y, int dimension) {
        return into(result, cross(x, y, dimension));
    }

    /** {@link #ger(Tensor, Tensor)}, in {@code result}. */
    public static Tensor ger(Tensor result, Tensor x, Tensor y) {
        return into(result, ger(x, y));
    }

    /** {@link #bmm(Tensor, Tensor)}, in {@code result}. */
    public static Tensor bmm(Tensor result, Tensor a, Tensor b) {
        return into(result, bmm(a, b));
    }

    /** {@link #cumsum(Tensor)}, in {@code result}. */
    public static Tensor cumsum(Tensor result, Tensor x) {
        return into(result, cumsum(x));
    }

    /** {@link #cumsum(Tensor, int)}, in {@code result}. */
    public static Tensor cumsum(Tensor result, Tensor x, int dimension) {
        return into(result, cumsum(x, dimension));
    }

    /** {@link #cumprod(Tensor)}, in {@code result}. */
    public static Tensor cumprod(Tensor result, Tensor x) {
        return into(result, cumprod(x));
    }

    /** {@link #cumprod(Tensor, int)}, in {@code result}. */
    public static Tensor cumprod(Tensor result, Tensor x, int dimension) {
        return into(result, cumprod(x, dimension));
    }

    /** {@link #var(Tensor, int)}, in {@code result}. */
    public static Tensor var(Tensor result, Tensor x, int dimension) {
        return into(result, var(x, dimension));
    }

    /** {@link #var(Tensor, int, boolean)}, in {@code result}. */
    public static Tensor var(Tensor result, Tensor x, int dimension, boolean biased) {
        return into(result, var(x, dimension, biased));
    }

    /** {@link #std(Tensor, int)}, in {@code result}. */
    public static Tensor std(Tensor result, Tensor x, int dimension) {
        return into(result, std(x, dimension));
    }

    /** {@link #std(Tensor, int, boolean)}, in {@code result}. */
    public static Tensor std(Tensor result, Tensor x, int dimension, boolean biased) {
        return into(result, std(x, dimension, biased));
    }

    /** {@link #norm(Tensor, double, int)}, in {@code result}. */
    public static Tensor norm(Tensor result, Tensor x, double p, int dimension) {
        return into(result, norm(x, p, dimension));
    }

    /** {@link #renorm(Tensor, double, int, double)}, in {@code result}. */
    public static Tensor renorm(Tensor result, Tensor x, double p, int dimension, double maxNorm) {
        return into(result, renorm(x, p, dimension, maxNorm));
    }

    /** {@link #histc(Tensor, int)}, in {@code result}. */
    public static Tensor histc(Tensor result, Tensor x, int bins) {
        return into(result, histc(x, bins));
    }

    /** {@link #histc(Tensor, int, double, double)}, in {@code result}. */
    public static Tensor histc(Tensor result, Tensor x, int bins, double min, double max) {
        return into(result, histc(x, bins, min, max));
    }

    /** {@link #nonzero(Tensor)}, in {@code result}. */
    public static Tensor nonzero(Tensor result, Tensor x) {
        return into(result, nonzero(x));
    }

    /** {@link #squeeze(Tensor)}, in {@code result}. */
    public static Tensor squeeze(Tensor result, Tensor x) {
        return into(result, squeeze(x));
    }

    /** {@link #squeeze(Tensor, int)}, in {@code result}. */
    public static Tensor squeeze(Tensor result, Tensor x, int dimension) {
        return into(result, squeeze(x, dimension));
    }

    /** {@link #multinomial(Tensor, int)}, in {@code result}. */
    public static Tensor multinomial(Tensor result, Tensor weights, int samples) {
        return into(result, multinomial(weights, samples));
    }

    /** {@link #multinomial(Tensor, int, boolean)}, in {@code result}. */
    public static Tensor multinomial(Tensor result, Tensor weights, int samples, boolean withReplacement) {
        return into(result, multinomial(weights, samples, withReplacement));
    }

    /** {@link #addmm(double, Tensor, double, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addmm(Tensor result, double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return into(result, addmm(beta, c, alpha, a, b));
    }

    /** {@link #addmv(double, Tensor, double, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addmv(Tensor result, double beta, Tensor c, double alpha, Tensor a, Tensor x) {
        return into(result, addmv(beta, c, alpha, a, x));
    }

    /** {@link #addr(double, Tensor, double, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addr(Tensor result, double beta, Tensor c, double alpha, Tensor x, Tensor y) {
        return into(result, addr(beta, c, alpha, x, y));
    }

    /** {@link #baddbmm(double, Tensor, double, Tensor, Tensor)}, in {@code result}. */
    public static Tensor baddbmm(Tensor result, double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return into(result, baddbmm(beta, c, alpha, a, b));
    }

    /** {@link #addbmm(double, Tensor, double, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addbmm(Tensor result, double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return into(result, addbmm(beta, c, alpha, a, b));
    }

    /** {@link #addmm(Tensor, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addmm(Tensor result, Tensor c, Tensor a, Tensor b) {
        return into(result, addmm(c, a, b));
    }

    /** {@link #addmv(Tensor, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addmv(Tensor result, Tensor c, Tensor a, Tensor x) {
        return into(result, addmv(c, a, x));
    }

    /** {@link #addr(Tensor, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addr(Tensor result, Tensor c, Tensor x, Tensor y) {
        return into(result, addr(c, x, y));
    }

    /** {@link #baddbmm(Tensor, Tensor, Tensor)}, in {@code result}. */
    public static Tensor baddbmm(Tensor result, Tensor c, Tensor a, Tensor b) {
        return into(result, baddbmm(c, a, b));
    }

    /** {@link #addbmm(Tensor, Tensor, Tensor)}, in {@code result}. */
    public static Tensor addbmm(Tensor result, Tensor c, Tensor a, Tensor b) {
        return into(result, addbmm(c, a, b));
    }

    /** {@link #lt(Tensor, double)}, in {@code result}. */
    public static Tensor lt(Tensor result, Tensor x, double value) {
        return into(result, lt(x, value));
    }

    /** {@link #lt(Tensor, Tensor)}, in {@code result}. */
    public static Tensor lt(Tensor result, Tensor x, Tensor y) {
        return into(result, lt(x, y));
    }

    /** {@link #le(Tensor, double)}, in {@code result}. */
    public static Tensor le(Tensor result, Tensor x, double value) {
        return into(result, le(x, value));
    }

    /** {@link #le(Tensor, Tensor)}, in {@code result}. */
    public static Tensor le(Tensor result, Tensor x, Tensor y) {
        return into(result, le(x, y));
    }

    /** {@link #gt(Tensor, double)}, in {@code result}. */
    public static Tensor gt(Tensor result, Tensor x, double value) {
        return into(result, gt(x, value));
    }

    /** {@link #gt(Tensor, Tensor)}, in {@code result}. */
    public static Tensor gt(Tensor result, Tensor x, Tensor y) {
        return into(result, gt(x, y));
    }

    /** {@link #ge(Tensor, double)}, in {@code result}. */
    public static Tensor ge(Tensor result, Tensor x, double value) {
        return into(result, ge(x, value));
    }

    /** {@link #ge(Tensor, Tensor)}, in {@code result}. */
    public static Tensor ge(Tensor result, Tensor x, Tensor y) {
        return into(result, ge(x, y));
    }

    /** {@link #eq(Tensor, double)}, in {@code result}. */
    public static Tensor eq(Tensor result, Tensor x, double value) {
        return into(result, eq(x, value));
    }

    /** {@link #eq(Tensor, Tensor)}, in {@code result}. */
    public static Tensor eq(Tensor result, Tensor x, Tensor y) {
        return into(result, eq(x, y));
    }

    /** {@link #ne(Tensor, double)}, in {@code result}. */
    public static Tensor ne(Tensor result, Tensor x, double value) {
        return into(result, ne(x, value));
    }

    /** {@link #ne(Tensor, Tensor)}, in {@code result}. */
    public static Tensor ne(Tensor result, Tensor x, Tensor y) {
        return into(result, ne(x, y));
    }

    /** {@code beta c} and the product. */
    public static Tensor addmm(double beta, Tensor c, Tensor a, Tensor b) {
        return addmm(beta, c, 1, a, b);
    }

    /** {@code beta c} and the product. */
    public static Tensor addmv(double beta, Tensor c, Tensor a, Tensor x) {
        return addmv(beta, c, 1, a, x);
    }

    /** {@code beta c} and the product. */
    public static Tensor addr(double beta, Tensor c, Tensor x, Tensor y) {
        return addr(beta, c, 1, x, y);
    }

    /** {@code beta c} and the product. */
    public static Tensor baddbmm(double beta, Tensor c, Tensor a, Tensor b) {
        return baddbmm(beta, c, 1, a, b);
    }

    /** {@code beta c} and the product. */
    public static Tensor addbmm(double beta, Tensor c, Tensor a, Tensor b) {
        return addbmm(beta, c, 1, a, b);
    }

    /** {@link #sort(Tensor)}, in {@code values} and {@code indices}. */
    public static Indexed sort(Tensor values, Tensor indices, Tensor x) {
        return into(values, indices, sort(x));
    }

    /** {@link #sort(Tensor, boolean)}, in {@code values} and {@code indices}. */
    public static Indexed sort(Tensor values, Tensor indices, Tensor x, boolean descending) {
        return into(values, indices, sort(x, descending));
    }

    /** {@link #sort(Tensor, int)}, in {@code values} and {@code indices}. */
    public static Indexed sort(Tensor values, Tensor indices, Tensor x, int dimension) {
        return into(values, indices, sort(x, dimension));
    }

    /** {@link #sort(Tensor, int, boolean)}, in {@code values} and {@code indices}. */
    public static Indexed sort(Tensor values, Tensor indices, Tensor x, int dimension, boolean descending) {
        return into(values, indices, sort(x, dimension, descending));
    }

    /** {@link #topk(Tensor, long)}, in {@code values} and {@code indices}. */
    public static Indexed topk(Tensor values, Tensor indices, Tensor x, long k) {
        return into(values, indices, topk(x, k));
    }

    /** {@link #topk(Tensor, long, int)}, in {@code values} and {@code indices}. */
    public static Indexed topk(Tensor values, Tensor indices, Tensor x, long k, int dimension) {
        return into(values, indices, topk(x, k, dimension));
    }

    /** {@link #topk(Tensor, long, int, boolean)}, in {@code values} and {@code indices}. */
    public static Indexed topk(Tensor values, Tensor indices, Tensor x, long k, int dimension, boolean greatest) {
        return into(values, indices, topk(x, k, dimension, greatest));
    }

    /** {@link #topk(Tensor, long, int, boolean, boolean)}, in {@code values} and {@code indices}. */
    public static Indexed topk(
            Tensor values, Tensor indices, Tensor x, long k, int dimension, boolean greatest, boolean sorted) {
        return into(values, indices, topk(x, k, dimension, greatest, sorted));
    }

    /** {@link #kthvalue(Tensor, long)}, in {@code values} and {@code indices}. */
    public static Indexed kthvalue(Tensor values, Tensor indices, Tensor x, long k) {
        return into(values, indices, kthvalue(x, k));
    }

    /** {@link #kthvalue(Tensor, long, int)}, in {@code values} and {@code indices}. */
    public static Indexed kthvalue(Tensor values, Tensor indices, Tensor x, long k, int dimension) {
        return into(values, indices, kthvalue(x, k, dimension));
    }

    /** {@link #mode(Tensor)}, in {@code values} and {@code indices}. */
    public static Indexed mode(Tensor values, Tensor indices, Tensor x) {
        return into(values, indices, mode(x));
    }

    /** {@link #mode(Tensor, int)}, in {@code values} and {@code indices}. */
    public static Indexed mode(Tensor values, Tensor indices, Tensor x, int dimension) {
        return into(values, indices, mode(x, dimension));
    }

    /** {@link #median(Tensor)}, in {@code values} and {@code indices}. */
    public static Indexed median(Tensor values, Tensor indices, Tensor x) {
        return into(values, indices, median(x));
    }

    /** {@link #median(Tensor, int)}, in {@code values} and {@code indices}. */
    public static Indexed median(Tensor values, Tensor indices, Tensor x, int dimension) {
        return into(values, indices, median(x, dimension));
    }

    /** {@link #max(Tensor, int)}, in {@code values} and {@code indices}. */
    public static Indexed max(Tensor values, Tensor indices, Tensor x, int dimension) {
        return into(values, indices, max(x, dimension));
    }

    /** {@link #min(Tensor, int)}, in {@code values} and {@code indices}. */
    public static Indexed min(Tensor values, Tensor indices, Tensor x, int dimension) {
        return into(values, indices, min(x, dimension));
    }

    /** {@link #topk(Tensor, long, int, boolean)}, in order only if {@code sorted}. */
    public static Indexed topk(Tensor x, long k, int dimension, boolean greatest, boolean sorted) {
        return x.topk(k, dimension, greatest, sorted);
    }

    /** {@link #histc(Tensor, int, double, double)} of each row of a matrix, with 100 bins. */
    public static Tensor bhistc(Tensor x) {
        return bhistc(x, 100);
    }

    /** {@link #histc(Tensor, int, double, double)} of each row of a matrix. */
    public static Tensor bhistc(Tensor x, int bins) {
        return bhistc(x, bins, 0, 0);
    }

    /** {@link #histc(Tensor, int, double, double)} of each row of a matrix. */
    public static Tensor bhistc(Tensor x, int bins, double min, double max) {
        return x.bhistc(bins, min, max);
    }

    private static Tensor into(Tensor result, Tensor value) {
        if (result.elementType() != value.elementType()) {
            throw new IllegalArgumentException(
                    "torch: expected a " + value.type() + " for the result, got a " + result.type());
        }
        return result.resizeAs(value).copy(value);
    }

    private static Indexed into(Tensor values, Tensor indices, Indexed found) {
        if (indices.elementType() != ElementType.LONG
                || values.elementType() != found.values().elementType()) {
            throw new IllegalArgumentException(
                    "torch: expected a " + found.values().type() + " and a torch.LongTensor for the results, got a "
                            + values.type() + " and a " + indices.type());
        }
        return new Indexed(into(values, found.values()), into(indices, found.indices()));
    }

    // ---- linear algebra

    /** {@link LinearAlgebra#gesv(Tensor, Tensor)}. */
    public static LinearAlgebra.Solved gesv(Tensor b, Tensor a) {
        return LinearAlgebra.gesv(b, a);
    }

    /** {@link LinearAlgebra#gesv(Tensor, Tensor)}, in the tensors in front. */
    public static LinearAlgebra.Solved gesv(Tensor resultSolution, Tensor resultFactors, Tensor b, Tensor a) {
        var found = gesv(b, a);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#gels(Tensor, Tensor)}. */
    public static LinearAlgebra.Solved gels(Tensor b, Tensor a) {
        return LinearAlgebra.gels(b, a);
    }

    /** {@link LinearAlgebra#gels(Tensor, Tensor)}, in the tensors in front. */
    public static LinearAlgebra.Solved gels(Tensor resultSolution, Tensor resultFactors, Tensor b, Tensor a) {
        var found = gels(b, a);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, with {@code U} for {@code upperOrLower} and {@code N} for {@code transposed} and {@code N} for {@code diagonal}. */
    public static LinearAlgebra.Solved trtrs(Tensor b, Tensor a) {
        return LinearAlgebra.trtrs(b, a, "U", "N", "N");
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Solved trtrs(Tensor resultSolution, Tensor resultFactors, Tensor b, Tensor a) {
        var found = trtrs(b, a);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, with {@code N} for {@code transposed} and {@code N} for {@code diagonal}. */
    public static LinearAlgebra.Solved trtrs(Tensor b, Tensor a, String upperOrLower) {
        return LinearAlgebra.trtrs(b, a, upperOrLower, "N", "N");
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Solved trtrs(
            Tensor resultSolution, Tensor resultFactors, Tensor b, Tensor a, String upperOrLower) {
        var found = trtrs(b, a, upperOrLower);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, with {@code N} for {@code diagonal}. */
    public static LinearAlgebra.Solved trtrs(Tensor b, Tensor a, String upperOrLower, String transposed) {
        return LinearAlgebra.trtrs(b, a, upperOrLower, transposed, "N");
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Solved trtrs(
            Tensor resultSolution, Tensor resultFactors, Tensor b, Tensor a, String upperOrLower, String transposed) {
        var found = trtrs(b, a, upperOrLower, transposed);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}. */
    public static LinearAlgebra.Solved trtrs(
            Tensor b, Tensor a, String upperOrLower, String transposed, String diagonal) {
        return LinearAlgebra.trtrs(b, a, upperOrLower, transposed, diagonal);
    }

    /** {@link LinearAlgebra#trtrs(Tensor, Tensor, String, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Solved trtrs(
            Tensor resultSolution,
            Tensor resultFactors,
            Tensor b,
            Tensor a,
            String upperOrLower,
            String transposed,
            String diagonal) {
        var found = trtrs(b, a, upperOrLower, transposed, diagonal);
        into(resultSolution, found.solution());
        into(resultFactors, found.factors());
        return new LinearAlgebra.Solved(resultSolution, resultFactors);
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}, with {@code N} for {@code vectors} and {@code U} for {@code upperOrLower}. */
    public static LinearAlgebra.Eigen symeig(Tensor a) {
        return LinearAlgebra.symeig(a, "N", "U");
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Eigen symeig(Tensor resultValues, Tensor resultVectors, Tensor a) {
        var found = symeig(a);
        into(resultValues, found.values());
        into(resultVectors, found.vectors());
        return new LinearAlgebra.Eigen(resultValues, resultVectors);
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}, with {@code U} for {@code upperOrLower}. */
    public static LinearAlgebra.Eigen symeig(Tensor a, String vectors) {
        return LinearAlgebra.symeig(a, vectors, "U");
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Eigen symeig(Tensor resultValues, Tensor resultVectors, Tensor a, String vectors) {
        var found = symeig(a, vectors);
        into(resultValues, found.values());
        into(resultVectors, found.vectors());
        return new LinearAlgebra.Eigen(resultValues, resultVectors);
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}. */
    public static LinearAlgebra.Eigen symeig(Tensor a, String vectors, String upperOrLower) {
        return LinearAlgebra.symeig(a, vectors, upperOrLower);
    }

    /** {@link LinearAlgebra#symeig(Tensor, String, String)}, in the tensors in front. */
    public static LinearAlgebra.Eigen symeig(
            Tensor resultValues, Tensor resultVectors, Tensor a, String vectors, String upperOrLower) {
        var found = symeig(a, vectors, upperOrLower);
        into(resultValues, found.values());
        into(resultVectors, found.vectors());
        return new LinearAlgebra.Eigen(resultValues, resultVectors);
    }

    /** {@link LinearAlgebra#eig(Tensor, String)}, with {@code N} for {@code vectors}. */
    public static LinearAlgebra.Eigen eig(Tensor a) {
        return LinearAlgebra.eig(a, "N");
    }

    /** {@link LinearAlgebra#eig(Tensor, String)}, in the tensors in front. */
    public static LinearAlgebra.Eigen eig(Tensor resultValues, Tensor resultVectors, Tensor a) {
        var found = eig(a);
        into(resultValues, found.values());
        into(resultVectors, found.vectors());
        return new LinearAlgebra.Eigen(resultValues, resultVectors);
    }

    /** {@link LinearAlgebra#eig(Tensor, String)}. */
    public static LinearAlgebra.Eigen eig(Tensor a, String vectors) {
        return LinearAlgebra.eig(a, vectors);
    }

    /** {@link LinearAlgebra#eig(Tensor, String)}, in the tensors in front. */
    public static LinearAlgebra.Eigen eig(Tensor resultValues, Tensor resultVectors, Tensor a, String vectors) {
        var found = eig(a, vectors);
        into(resultValues, found.values());
        into(resultVectors, found.vectors());
        return new LinearAlgebra.Eigen(resultValues, resultVectors);
    }

    /** {@link LinearAlgebra#svd(Tensor, String)}, with {@code S} for {@code all}. */
    public static LinearAlgebra.Singular svd(Tensor a) {
        return LinearAlgebra.svd(a, "S");
    }

    /** {@link LinearAlgebra#svd(Tensor, String)}, in the tensors in front. */
    public static LinearAlgebra.Singular svd(Tensor resultU, Tensor resultS, Tensor resultV, Tensor a) {
        var found = svd(a);
        into(resultU, found.u());
        into(resultS, found.s());
        into(resultV, found.v());
        return new LinearAlgebra.Singular(resultU, resultS, resultV);
    }

    /** {@link LinearAlgebra#svd(Tensor, String)}. */
    public static LinearAlgebra.Singular svd(Tensor a, String all) {
        return LinearAlgebra.svd(a, all);
    }

    /** {@link LinearAlgebra#svd(Tensor, String)}, in the tensors in front. */
    public static LinearAlgebra.Singular svd(Tensor resultU, Tensor resultS, Tensor resultV, Tensor a, String all) {
        var found = svd(a, all);
        into(resultU, found.u());
        into(resultS, found.s());
        into(resultV, found.v());
        return new LinearAlgebra.Singular(resultU, resultS, resultV);
    }

    /** {@link LinearAlgebra#inverse(Tensor)}. */
    public static Tensor inverse(Tensor a) {
        return LinearAlgebra.inverse(a);
    }

    /** {@link LinearAlgebra#inverse(Tensor)}, in {@code result}. */
    public static Tensor inverse(Tensor result, Tensor a) {
        return into(result, inverse(a));
    }

    /** {@link LinearAlgebra#potrf(Tensor, String)}, with {@code U} for {@code upperOrLower}. */
    public static Tensor potrf(Tensor a) {
        return LinearAlgebra.potrf(a, "U");
    }

    /** {@link LinearAlgebra#potrf(Tensor, String)}, in {@code result}. */
    public static Tensor potrf(Tensor result, Tensor a) {
        return into(result, potrf(a));
    }

    /** {@link LinearAlgebra#potrf(Tensor, String)}. */
    public static Tensor potrf(Tensor a, String upperOrLower) {
        return LinearAlgebra.potrf(a, upperOrLower);
    }

    /** {@link LinearAlgebra#potrf(Tensor, String)}, in {@code result}. */
    public static Tensor potrf(Tensor result, Tensor a, String upperOrLower) {
        return into(result, potrf(a, upperOrLower));
    }

    /** {@link LinearAlgebra#potrs(Tensor, Tensor, String)}, with {@code U} for {@code upperOrLower}. */
    public static Tensor potrs(Tensor b, Tensor factor) {
        return LinearAlgebra.potrs(b, factor, "U");
    }

    /** {@link LinearAlgebra#potrs(Tensor, Tensor, String)}, in {@code result}. */
    public static Tensor potrs(Tensor result, Tensor b, Tensor factor) {
        return into(result, potrs(b, factor));
    }

    /** {@link LinearAlgebra#potrs(Tensor, Tensor, String)}. */
    public static Tensor potrs(Tensor b, Tensor factor, String upperOrLower) {
        return LinearAlgebra.potrs(b, factor, upperOrLower);
    }

    /** {@link LinearAlgebra#potrs(Tensor, Tensor, String)}, in {@code result}. */
    public static Tensor potrs(Tensor result, Tensor b, Tensor factor, String upperOrLower) {
        return into(result, potrs(b, factor, upperOrLower));
    }

    /** {@link LinearAlgebra#potri(Tensor, String)}, with {@code U} for {@code upperOrLower}. */
    public static Tensor potri(Tensor factor) {
        return LinearAlgebra.potri(factor, "U");
    }

    /** {@link LinearAlgebra#potri(Tensor, String)}, in {@code result}. */
    public static Tensor potri(Tensor result, Tensor factor) {
        return into(result, potri(factor));
    }

    /** {@link LinearAlgebra#potri(Tensor, String)}. */
    public static Tensor potri(Tensor factor, String upperOrLower) {
        return LinearAlgebra.potri(factor, upperOrLower);
    }

    /** {@link LinearAlgebra#potri(Tensor, String)}, in {@code result}. */
    public static Tensor potri(Tensor result, Tensor factor, String upperOrLower) {
        return into(result, potri(factor, upperOrLower));
    }

    /** {@link LinearAlgebra#qr(Tensor)}. */
    public static LinearAlgebra.Orthogonal qr(Tensor a) {
        return LinearAlgebra.qr(a);
    }

    /** {@link LinearAlgebra#qr(Tensor)}, in the tensors in front. */
    public static LinearAlgebra.Orthogonal qr(Tensor resultQ, Tensor resultR, Tensor a) {
        var found = qr(a);
        into(resultQ, found.q());
        into(resultR, found.r());
        return new LinearAlgebra.Orthogonal(resultQ, resultR);
    }

    /** {@link LinearAlgebra#geqrf(Tensor)}. */
    public static LinearAlgebra.Reflections geqrf(Tensor a) {
        return LinearAlgebra.geqrf(a);
    }

    /** {@link LinearAlgebra#orgqr(Tensor, Tensor)}. */
    public static Tensor orgqr(Tensor reflections, Tensor tau) {
        return LinearAlgebra.orgqr(reflections, tau);
    }

    /** {@link LinearAlgebra#ormqr(Tensor, Tensor, Tensor, String, String)}, with {@code L} for {@code side} and {@code N} for {@code transposed}. */
    public static Tensor ormqr(Tensor reflections, Tensor tau, Tensor c) {
        return LinearAlgebra.ormqr(reflections, tau, c, "L", "N");
    }

    /** {@link LinearAlgebra#ormqr(Tensor, Tensor, Tensor, String, String)}, with {@code N} for {@code transposed}. */
    public static Tensor ormqr(Tensor reflections, Tensor tau, Tensor c, String side) {
        return LinearAlgebra.ormqr(reflections, tau, c, side, "N");
    }

    /** {@link LinearAlgebra#ormqr(Tensor, Tensor, Tensor, String, String)}. */
    public static Tensor ormqr(Tensor reflections, Tensor tau, Tensor c, String side, String transposed) {
        return LinearAlgebra.ormqr(reflections, tau, c, side, transposed);
    }

    /** {@link LinearAlgebra#pstrf(Tensor, String, double)}, with {@code U} and LAPACK's tolerance. */
    public static LinearAlgebra.Pivoted pstrf(Tensor a) {
        return LinearAlgebra.pstrf(a, "U", -1);
    }

    /** {@link LinearAlgebra#pstrf(Tensor, String, double)}, with LAPACK's tolerance. */
    public static LinearAlgebra.Pivoted pstrf(Tensor a, String upperOrLower) {
        return LinearAlgebra.pstrf(a, upperOrLower, -1);
    }

    /** {@link LinearAlgebra#pstrf(Tensor, String, double)}. */
    public static LinearAlgebra.Pivoted pstrf(Tensor a, String upperOrLower, double tolerance) {
        return LinearAlgebra.pstrf(a, upperOrLower, tolerance);
    }

    // ---- kinds of things

    /** What kind of thing {@code value} is: {@code torch.DoubleTensor}, {@code nn.Linear}, {@code table}, {@code number}, ... */
    public static String type(@Nullable Object value) {
        String name = typename(value);
        if (name != null) {
            return name;
        }
        return value == null
                ? "nil"
                : value instanceof Number
                        ? "number"
                        : value instanceof Boolean ? "boolean" : value instanceof CharSequence ? "string" : "table";
    }

    /** The name of a class of Torch's that {@code value} is of; null if it is of none. */
    public static @Nullable String typename(@Nullable Object value) {
        if (value instanceof Tensor tensor) {
            return tensor.type();
        }
        if (value instanceof Storage storage) {
            return storage.type().storageName();
        }
        if (value instanceof long[]) {
            return ElementType.LONG.storageName();
        }
        if (value instanceof Module || value instanceof Criterion) {
            return "nn." + value.getClass().getSimpleName();
        }
        return value instanceof Generator ? "torch.Generator" : null;
    }

    /** Whether {@code value} is a storage; an array of longs counts as a LongStorage. */
    public static boolean isStorage(@Nullable Object value) {
        return value instanceof Storage || value instanceof long[];
    }

    /** The options of a program: {@link CmdLine#CmdLine()}. */
    public static CmdLine CmdLine() {
        return new CmdLine();
    }

    /** The options of a program: {@link CmdLine#CmdLine(String, String)}. */
    public static CmdLine CmdLine(String argseparator, String keyseparator) {
        return new CmdLine(argseparator, keyseparator);
    }

    /** A stopwatch that runs: {@link Timer#Timer()}. */
    public static Timer Timer() {
        return new Timer();
    }

    // ---- printing

    /** What Torch's {@code tostring} gives: {@link Printing#tostring(Object)}. */
    public static String tostring(@Nullable Object value) {
        return Printing.tostring(value);
    }

    /** Prints as Torch's shell does: {@link Printing#show(Object...)}. */
    public static void print(@Nullable Object... values) {
        System.out.print(Printing.show(values));
    }
}
