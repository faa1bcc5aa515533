package org.rnn4j.facade;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What {@link torch} does to the sizes of tensors, and elements picked by indices. */
@NullMarked
abstract class ShapeDoor extends AlgebraDoor {
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
}
