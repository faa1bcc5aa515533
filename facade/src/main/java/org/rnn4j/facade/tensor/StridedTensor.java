package org.rnn4j.facade.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.kernels.View;

/**
 * The part of a {@link Tensor} that says where its elements lie: a storage, an offset, sizes and strides. Views share the storage;
 * whatever changes sizes changes this tensor alone.
 */
public abstract sealed class StridedTensor implements View permits Tensor {
    private static final long[] NONE = {};

    private Storage storage;
    private long offset;
    private long[] sizes;
    private long[] strides;
    private long elements;
    private boolean contiguous;
    private @Nullable INDArray array;
    private @Nullable DataBuffer arrayBuffer;

    StridedTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        this.storage = storage;
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
        measure();
    }

    /** This object under its public type. */
    abstract Tensor self();

    private void measure() {
        array = null;
        elements = elements(sizes);
        contiguous = true;
        long expected = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            if (sizes[d] != 1 && strides[d] != expected) {
                contiguous = false;
            }
            expected *= sizes[d];
        }
    }

    /**
     * The number of elements of a tensor with these sizes; none is empty.
     *
     * @throws IllegalArgumentException if a size is negative, or all of them are too much
     */
    static long elements(long[] sizes) {
        long n = sizes.length == 0 ? 0 : 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "Tensor: expected sizes of at least 0, got " + Arrays.toString(sizes));
            }
            if (size > 0 && n > Long.MAX_VALUE / size) {
                throw new IllegalArgumentException(
                        "Tensor: expected at most " + Long.MAX_VALUE + " elements, got " + Arrays.toString(sizes));
            }
            n *= size;
        }
        return n;
    }

    /** These sizes, or none if one of them is 0: a tensor without elements has no dimensions. */
    static long[] normal(long[] sizes) {
        return elements(sizes) == 0 ? NONE : sizes.clone();
    }

    static long[] contiguousStrides(long[] sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int d = sizes.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= sizes[d];
        }
        return strides;
    }

    // ---- what kernels see, from 0

    @Override
    public final Storage storage() {
        return storage;
    }

    @Override
    public final long offset() {
        return offset;
    }

    @Override
    public final int rank() {
        return sizes.length;
    }

    @Override
    public final long extent(int dimension) {
        return sizes[dimension];
    }

    @Override
    public final long step(int dimension) {
        return strides[dimension];
    }

    @Override
    public final long elements() {
        return elements;
    }

    /** Whether the elements lie in the storage one after the other, row by row. */
    @Override
    public final boolean isContiguous() {
        return contiguous;
    }

    /**
     * The same memory as an ND4J array. An empty tensor gives ND4J's empty array.
     *
     * <p>Nothing is copied, with one exception: an expanded tensor, whose elements share memory, gives an array of its own with the present
     * values, as ND4J reads and writes beyond the memory of an array that is longer than its buffer.
     */
    public final INDArray array() {
        INDArray cached = array;
        if (cached == null || arrayBuffer != storage.buffer()) {
            if (isOverlapping()) {
                return self().copy().array();
            }
            cached = elements == 0
                    ? Nd4j.empty(elementType().dataType())
                    : storage.array(offset, sizes.clone(), strides.clone());
            array = cached;
            arrayBuffer = storage.buffer();
        }
        return cached;
    }

    // ---- what Torch calls them, from 1

    /** The type of the elements. */
    public final ElementType elementType() {
        return storage.type();
    }

    /** Torch's name of the type, such as {@code torch.FloatTensor}. */
    public final String type() {
        return elementType().tensorName();
    }

    /** Number of dimensions; 0 for an empty tensor. */
    public final int dim() {
        return sizes.length;
    }

    /** Number of dimensions; 0 for an empty tensor. */
    public final int nDimension() {
        return sizes.length;
    }

    /** Number of elements. */
    public final long numel() {
        return elements;
    }

    /** Number of elements. */
    public final long nElement() {
        return elements;
    }

    /** The sizes of all dimensions. */
    public final long[] size() {
        return sizes.clone();
    }

    /**
     * The size of one dimension.
     *
     * @param dimension from 1
     */
    public final long size(int dimension) {
        return sizes[dimensionIndex("size", dimension)];
    }

    /** The distances in the storage between neighbours along each dimension. */
    public final long[] stride() {
        return strides.clone();
    }

    /**
     * The distance in the storage between neighbours along one dimension.
     *
     * @param dimension from 1
     */
    public final long stride(int dimension) {
        return strides[dimensionIndex("stride", dimension)];
    }

    /** Position of the first element in the storage, from 1. */
    public final long storageOffset() {
        return offset + 1;
    }

    /** Whether {@code other} has the same sizes. */
    public final boolean isSameSizeAs(Tensor other) {
        return Arrays.equals(sizes, ((StridedTensor) other).sizes);
    }

    /** Whether this tensor has exactly these sizes. */
    public final boolean isSize(long... expected) {
        return Arrays.equals(sizes, expected);
    }

    /** Whether this tensor looks at the same elements of the same storage as {@code other}. */
    public final boolean isSetTo(Tensor other) {
        StridedTensor that = other;
        return storage == that.storage
                && offset == that.offset
                && Arrays.equals(sizes, that.sizes)
                && Arrays.equals(strides, that.strides);
    }

    /** The sizes as {@code [2, 5]}, with the type in front if it is not the usual one: {@code LongTensor [4]}. */
    public final String describe() {
        return elementType().isFloatingPoint() ? describeSizes() : typed();
    }

    /** The sizes, with the type in front if it is not {@code usual}: {@code FloatTensor [2, 5]}. */
    public final String describe(ElementType usual) {
        return elementType() == usual ? describeSizes() : typed();
    }

    /** The sizes as {@code [2, 5]}. */
    public final String describeSizes() {
        return elements == 0 ? "empty" : Arrays.toString(sizes);
    }

    private String typed() {
        return elementType().simpleName() + " " + describeSizes();
    }

    /** The sizes themselves, not to be changed. */
    final long[] sizes() {
        return sizes;
    }

    /** The strides themselves, not to be changed. */
    final long[] strides() {
        return strides;
    }

    // ---- one element

    /**
     * One element as a double.
     *
     * @param indices one for each dimension, from 1
     */
    public final double get(long... indices) {
        return storage.getDouble(position(indices));
    }

    /**
     * One element as an integer, exact for LongTensors.
     *
     * @param indices one for each dimension, from 1
     */
    public final long getLong(long... indices) {
        return storage.getLong(position(indices));
    }

    /** The only element of a tensor that has just one. */
    public final double item() {
        if (elements != 1) {
            throw new IllegalArgumentException("Tensor: expected exactly one element, got " + describe());
        }
        return storage.getDouble(offset);
    }

    /**
     * Sets one element.
     *
     * @param value the new value, converted to this tensor's type
     * @param indices one for each dimension, from 1
     * @return this
     */
    public final Tensor put(double value, long... indices) {
        storage.putDouble(position(indices), value);
        return self();
    }

    /**
     * Sets one element to an integer, exact for LongTensors.
     *
     * @param value the new value, converted to this tensor's type
     * @param indices one for each dimension, from 1
     * @return this
     */
    public final Tensor putLong(long value, long... indices) {
        storage.putLong(position(indices), value);
        return self();
    }

    private long position(long[] indices) {
        if (indices.length != sizes.length) {
            throw new IllegalArgumentException("Tensor " + describe() + ": expected " + sizes.length + " indices, got "
                    + Arrays.toString(indices));
        }
        long position = offset;
        for (int d = 0; d < indices.length; d++) {
            if (indices[d] < 1 || indices[d] > sizes[d]) {
                throw new IllegalArgumentException("Tensor " + describe() + ": expected an index from 1 to " + sizes[d]
                        + " in dimension " + (d + 1) + ", got " + indices[d]);
            }
            position += (indices[d] - 1) * strides[d];
        }
        return position;
    }

    // ---- changing what this tensor looks at

    /**
     * Looks at the elements of {@code source} from now on.
     *
     * @return this
     */
    public final Tensor set(Tensor source) {
        StridedTensor that = source;
        if (that.elementType() != elementType()) {
            throw new IllegalArgumentException("set: expected a " + type() + ", got a " + that.type());
        }
        return place(that.storage, that.offset, that.sizes, that.strides);
    }

    /**
     * Looks at {@code storage} from now on.
     *
     * @param storageOffset position of the first element, from 1
     * @return this
     */
    public final Tensor set(Storage newStorage, long storageOffset, long[] newSizes, long[] newStrides) {
        if (newStorage.type() != elementType()) {
            throw new IllegalArgumentException(
                    "set: expected a " + elementType().storageName() + ", got a "
                            + newStorage.type().storageName());
        }
        if (!fits(newStorage.size(), storageOffset - 1, newSizes, newStrides)) {
            throw new IllegalArgumentException("set: expected sizes and strides within a storage of "
                    + newStorage.size() + ", got offset " + storageOffset + ", sizes " + Arrays.toString(newSizes)
                    + ", strides " + Arrays.toString(newStrides));
        }
        return place(newStorage, storageOffset - 1, newSizes.clone(), newStrides.clone());
    }

    private static boolean fits(long storageSize, long offset, long[] sizes, long[] strides) {
        if (offset < 0 || sizes.length != strides.length) {
            return false;
        }
        long left = storageSize - offset - (sizes.length == 0 ? 0 : 1);
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] < 1 || strides[d] < 0 || (strides[d] > 0 && sizes[d] - 1 > left / strides[d])) {
                return false;
            }
            left -= (sizes[d] - 1) * strides[d];
        }
        return left >= 0;
    }

    private Tensor place(Storage newStorage, long newOffset, long[] newSizes, long[] newStrides) {
        storage = newStorage;
        offset = newOffset;
        sizes = newSizes;
        strides = newStrides;
        measure();
        return self();
    }

    /**
     * Changes the sizes in place; the storage grows if need be and never shrinks. Nothing happens if the sizes are the same. New
     * elements are whatever the storage holds, zero where it grew. A size of 0 makes the tensor empty.
     *
     * @return this
     */
    public final Tensor resize(long... newSizes) {
        if (Arrays.equals(sizes, newSizes)) {
            return self();
        }
        long[] normal = normal(newSizes);
        long needed = offset + elements(normal);
        if (needed > storage.size()) {
            storage.resize(needed);
        }
        return place(storage, offset, normal, contiguousStrides(normal));
    }

    /** {@link #resize} to the sizes of {@code other}. */
    public final Tensor resizeAs(Tensor other) {
        return resize(((StridedTensor) other).sizes);
    }

    /** Becomes an empty tensor over the same storage. */
    public final Tensor clear() {
        return place(storage, offset, NONE, NONE);
    }

    /** {@code count} elements of a matrix on a diagonal that starts {@code down} rows and {@code right} columns from the first, from 0. */
    final Tensor diagonal(long down, long right, long count) {
        return new Tensor(storage, offset + down * strides[0] + right * strides[1], new long[] {count}, new long[] {
            strides[0] + strides[1]
        });
    }

    // ---- checks

    /** The index from 0 of a dimension from 1, checked. */
    final int dimensionIndex(String who, int dimension) {
        if (dimension < 1 || dimension > sizes.length) {
            throw new IllegalArgumentException(who + ": expected a dimension from 1 to " + sizes.length + " of "
                    + describe() + ", got " + dimension);
        }
        return dimension - 1;
    }

    /** Checks that {@code source} has the type of this tensor. */
    final void like(String who, StridedTensor source) {
        if (source.elementType() != elementType()) {
            throw new IllegalArgumentException(who + ": expected a " + type() + ", got the " + source.type() + " "
                    + Arrays.toString(source.sizes) + "; convert it first");
        }
    }

    /** Checks that {@code b} has the type of {@code a} and as many elements. */
    static void alike(String who, StridedTensor a, StridedTensor b) {
        a.like(who, b);
        a.sameCount(who, b);
    }

    /** Checks that {@code other} has as many elements as this tensor. */
    final void sameCount(String who, StridedTensor other) {
        if (other.elements != elements) {
            throw new IllegalArgumentException(
                    who + ": expected " + elements + " elements as " + describe() + " has, got " + other.describe());
        }
    }

    /** Checks that the elements of this tensor are floats or doubles. */
    final void floating(String who) {
        if (!elementType().isFloatingPoint()) {
            throw new IllegalArgumentException(who + ": expected a torch.FloatTensor or torch.DoubleTensor, got "
                    + describe() + "; convert it first");
        }
    }

    static long[] without(long[] values, int index) {
        long[] shorter = new long[values.length - 1];
        System.arraycopy(values, 0, shorter, 0, index);
        System.arraycopy(values, index + 1, shorter, index, shorter.length - index);
        return shorter;
    }

    static long[] with(long[] values, int index, long value) {
        long[] longer = new long[values.length + 1];
        System.arraycopy(values, 0, longer, 0, index);
        longer[index] = value;
        System.arraycopy(values, index, longer, index + 1, values.length - index);
        return longer;
    }

    static Storage storageOf(INDArray array) {
        return Storage.of(Objects.requireNonNull(array.data(), "array"));
    }
}
