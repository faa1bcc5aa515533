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
abstract class StridedTensor implements View {
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

    static long elements(long[] sizes) {
        if (sizes.length == 0) {
            return 0;
        }
        long n = 1;
        for (long size : sizes) {
            n *= size;
        }
        return n;
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

    /** The same memory as an ND4J array; nothing is copied. An empty tensor gives ND4J's empty array. */
    @Override
    public final INDArray array() {
        INDArray cached = array;
        if (cached == null || arrayBuffer != storage.buffer()) {
            try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                cached = elements == 0
                        ? Nd4j.empty(elementType().dataType())
                        : Nd4j.create(storage.buffer(), sizes.clone(), strides.clone(), offset, 'c');
            }
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
        String shape = elements == 0 ? "empty" : Arrays.toString(sizes);
        return elementType().isFloatingPoint() ? shape : type().substring("torch.".length()) + " " + shape;
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

    // ---- views

    /**
     * The elements {@code first} to {@code first + size - 1} of one dimension, sharing memory.
     *
     * @param dimension from 1
     * @param first from 1
     */
    public final Tensor narrow(int dimension, long first, long size) {
        int d = dimensionIndex("narrow", dimension);
        if (first < 1 || size < 1 || first + size - 1 > sizes[d]) {
            throw new IllegalArgumentException("narrow: expected a range within 1 to " + sizes[d] + " of dimension "
                    + dimension + " of " + describe() + ", got first " + first + ", size " + size);
        }
        long[] newSizes = sizes.clone();
        newSizes[d] = size;
        return view(offset + (first - 1) * strides[d], newSizes, strides);
    }

    /**
     * The slice at {@code index} of one dimension, which goes away; memory is shared. Of a vector this is a vector of one element.
     *
     * @param dimension from 1
     * @param index from 1
     */
    public final Tensor select(int dimension, long index) {
        int d = dimensionIndex("select", dimension);
        if (index < 1 || index > sizes[d]) {
            throw new IllegalArgumentException("select: expected an index from 1 to " + sizes[d] + " in dimension "
                    + dimension + " of " + describe() + ", got " + index);
        }
        if (sizes.length == 1) {
            return narrow(1, index, 1);
        }
        return view(offset + (index - 1) * strides[d], without(sizes, d), without(strides, d));
    }

    /**
     * The same elements with other sizes, sharing memory.
     *
     * @param newSizes the sizes, one of which may be -1: whatever is left
     * @throws IllegalArgumentException if the tensor is not contiguous or the number of elements does not fit
     */
    public final Tensor view(long... newSizes) {
        if (!contiguous) {
            throw new IllegalArgumentException(
                    "view: expected a contiguous tensor, got " + describe() + "; call contiguous() first");
        }
        long[] complete = complete("view", newSizes);
        return view(offset, complete, contiguousStrides(complete));
    }

    /** The same elements with the sizes of {@code other}, sharing memory. */
    public final Tensor viewAs(Tensor other) {
        return view(other.size());
    }

    private long[] complete(String who, long[] newSizes) {
        long[] complete = newSizes.clone();
        int open = -1;
        long known = 1;
        for (int d = 0; d < complete.length; d++) {
            if (complete[d] == -1 && open < 0) {
                open = d;
            } else if (complete[d] < 1) {
                throw new IllegalArgumentException(
                        who + ": expected positive sizes and at most one -1, got " + Arrays.toString(newSizes));
            } else {
                known *= complete[d];
            }
        }
        if (open >= 0 && elements % known == 0) {
            complete[open] = elements / known;
            known = elements;
        }
        if (known != elements || complete.length == 0) {
            throw new IllegalArgumentException(who + ": expected sizes with " + elements + " elements as " + describe()
                    + " has, got " + Arrays.toString(newSizes));
        }
        return complete;
    }

    /**
     * Two dimensions exchanged, sharing memory.
     *
     * @param first from 1
     * @param second from 1
     */
    public final Tensor transpose(int first, int second) {
        int a = dimensionIndex("transpose", first);
        int b = dimensionIndex("transpose", second);
        long[] newSizes = sizes.clone();
        long[] newStrides = strides.clone();
        newSizes[a] = sizes[b];
        newSizes[b] = sizes[a];
        newStrides[a] = strides[b];
        newStrides[b] = strides[a];
        return view(offset, newSizes, newStrides);
    }

    /** Rows and columns of a matrix exchanged, sharing memory. */
    public final Tensor t() {
        if (sizes.length != 2) {
            throw new IllegalArgumentException("t: expected a matrix, got " + describe());
        }
        return transpose(1, 2);
    }

    /**
     * Dimensions of size 1 stretched to the sizes given, sharing memory: all elements along such a dimension are the same one.
     *
     * @param newSizes as many as there are dimensions; more put new dimensions in front
     */
    public final Tensor expand(long... newSizes) {
        int extra = newSizes.length - sizes.length;
        if (extra < 0 || elements == 0) {
            throw new IllegalArgumentException("expand: expected at least " + sizes.length + " sizes for " + describe()
                    + ", got " + Arrays.toString(newSizes));
        }
        long[] newStrides = new long[newSizes.length];
        for (int d = 0; d < newSizes.length; d++) {
            long size = d < extra ? 1 : sizes[d - extra];
            if (newSizes[d] == size) {
                newStrides[d] = d < extra ? 0 : strides[d - extra];
            } else if (size != 1) {
                throw new IllegalArgumentException("expand: expected " + size + " in dimension " + (d + 1) + " of "
                        + Arrays.toString(newSizes) + ", as only dimensions of size 1 stretch, in " + describe());
            }
        }
        return view(offset, newSizes.clone(), newStrides);
    }

    /** {@link #expand} to the sizes of {@code other}. */
    public final Tensor expandAs(Tensor other) {
        return expand(other.size());
    }

    /** Without the dimensions of size 1, sharing memory. */
    public final Tensor squeeze() {
        int kept = 0;
        long[] newSizes = new long[sizes.length];
        long[] newStrides = new long[sizes.length];
        for (int d = 0; d < sizes.length; d++) {
            if (sizes[d] != 1) {
                newSizes[kept] = sizes[d];
                newStrides[kept++] = strides[d];
            }
        }
        if (kept == 0 && sizes.length > 0) {
            newSizes[0] = 1;
            newStrides[0] = 1;
            kept = 1;
        }
        return view(offset, Arrays.copyOf(newSizes, kept), Arrays.copyOf(newStrides, kept));
    }

    /**
     * Without dimension {@code dimension} if its size is 1 and it is not the only one, sharing memory.
     *
     * @param dimension from 1
     */
    public final Tensor squeeze(int dimension) {
        int d = dimensionIndex("squeeze", dimension);
        return sizes[d] == 1 && sizes.length > 1
                ? view(offset, without(sizes, d), without(strides, d))
                : view(offset, sizes, strides);
    }

    /**
     * With a new dimension of size 1, sharing memory.
     *
     * @param dimension where it will be, from 1
     */
    public final Tensor unsqueeze(int dimension) {
        if (dimension < 1 || dimension > sizes.length + 1 || elements == 0) {
            throw new IllegalArgumentException("unsqueeze: expected a dimension from 1 to " + (sizes.length + 1)
                    + " for " + describe() + ", got " + dimension);
        }
        int d = dimension - 1;
        long stride = d < sizes.length ? sizes[d] * strides[d] : 1;
        return view(offset, with(sizes, d, 1), with(strides, d, stride));
    }

    /**
     * All slices of size {@code size} along one dimension, {@code step} apart, as a new last dimension; memory is shared.
     *
     * @param dimension from 1
     */
    public final Tensor unfold(int dimension, long size, long step) {
        int d = dimensionIndex("unfold", dimension);
        if (size < 1 || size > sizes[d] || step < 1) {
            throw new IllegalArgumentException("unfold: expected a size from 1 to " + sizes[d]
                    + " and a positive step for " + describe() + ", got size " + size + ", step " + step);
        }
        long[] newSizes = with(sizes, sizes.length, size);
        long[] newStrides = with(strides, strides.length, strides[d]);
        newSizes[d] = (sizes[d] - size) / step + 1;
        newStrides[d] = strides[d] * step;
        return view(offset, newSizes, newStrides);
    }

    private Tensor view(long newOffset, long[] newSizes, long[] newStrides) {
        return new Tensor(storage, newOffset, newSizes, newStrides);
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
        return place(newStorage, storageOffset - 1, newSizes.clone(), newStrides.clone());
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
     * elements are whatever the storage holds, zero where it grew.
     *
     * @return this
     */
    public final Tensor resize(long... newSizes) {
        if (Arrays.equals(sizes, newSizes)) {
            return self();
        }
        for (long size : newSizes) {
            if (size < 1) {
                throw new IllegalArgumentException("resize: expected positive sizes, got " + Arrays.toString(newSizes));
            }
        }
        long needed = offset + elements(newSizes);
        if (needed > storage.size()) {
            storage.resize(needed);
        }
        long[] copy = newSizes.clone();
        return place(storage, offset, copy, contiguousStrides(copy));
    }

    /** {@link #resize} to the sizes of {@code other}. */
    public final Tensor resizeAs(Tensor other) {
        return resize(((StridedTensor) other).sizes);
    }

    /** Becomes an empty tensor over the same storage. */
    public final Tensor clear() {
        return place(storage, offset, NONE, NONE);
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
