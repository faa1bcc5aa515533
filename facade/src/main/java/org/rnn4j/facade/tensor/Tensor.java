package org.rnn4j.facade.tensor;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.kernels.View;

/**
 * Torch's tensor over ND4J's memory: {@link #of} and {@link #array} copy nothing.
 *
 * <p>Dimensions and indices count from 1, sizes and strides are Torch's. Methods bear Torch's names: views (narrow, select, view, t,
 * transpose, expand, ...) share memory, methods with a result of their own (clone, index, ...) copy, and those that Torch does in
 * place change this tensor and return it. Not safe for use by several threads at once.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/tensor.md">Torch manual: Tensor</a>
 */
public final class Tensor extends StridedTensor
        implements Views, Arithmetic, Functions, Reductions, Algebra, Masks, Indexing, Filling, Activity {
    private static volatile ElementType defaultType = ElementType.DOUBLE;

    /** An empty tensor of the default type. */
    public Tensor() {
        this(defaultType);
    }

    /** A tensor of the default type with these sizes, filled with zeros. */
    public Tensor(long... sizes) {
        this(defaultType, sizes);
    }

    /** A tensor with these sizes (none: empty), filled with zeros. */
    public Tensor(ElementType type, long... sizes) {
        super(new Storage(type, elements(sizes)), 0, normal(sizes), contiguousStrides(normal(sizes)));
    }

    /** A tensor over a part of a storage. The arrays are kept, offsets count from 0. */
    Tensor(Storage storage, long offset, long[] sizes, long[] strides) {
        super(storage, offset, sizes, strides);
    }

    /** A tensor over the memory of an ND4J array, which is shared. A scalar becomes a tensor of one element. */
    public static Tensor of(INDArray array) {
        if (array.isEmpty()) {
            return new Tensor(ElementType.of(array.dataType()));
        }
        Storage storage = storageOf(array);
        return array.rank() == 0
                ? new Tensor(storage, array.offset(), new long[] {1}, new long[] {1})
                : new Tensor(
                        storage,
                        array.offset(),
                        array.shape().clone(),
                        array.stride().clone());
    }

    /** A tensor over the memory of a view, which is shared. */
    public static Tensor of(View view) {
        long[] sizes = new long[view.rank()];
        long[] strides = new long[view.rank()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = view.extent(d);
            strides[d] = view.step(d);
        }
        return new Tensor(view.storage(), view.offset(), sizes, strides);
    }

    /** A vector of doubles. */
    public static Tensor of(double... values) {
        Tensor tensor = new Tensor(ElementType.DOUBLE, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.storage().putDouble(i, values[i]);
        }
        return tensor;
    }

    /** A vector of floats. */
    public static Tensor of(float... values) {
        Tensor tensor = new Tensor(ElementType.FLOAT, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.storage().putDouble(i, values[i]);
        }
        return tensor;
    }

    /** A vector of longs, such as word indices. */
    public static Tensor of(long... values) {
        Tensor tensor = new Tensor(ElementType.LONG, values.length);
        for (int i = 0; i < values.length; i++) {
            tensor.storage().putLong(i, values[i]);
        }
        return tensor;
    }

    /** The type of tensors that are made without naming one; double at first, as in Torch. */
    public static ElementType defaultType() {
        return defaultType;
    }

    /** Sets the type of tensors that are made without naming one: float or double. */
    public static void setDefaultType(ElementType type) {
        if (!type.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "setdefaulttensortype: expected torch.FloatTensor or torch.DoubleTensor, got " + type.tensorName());
        }
        defaultType = type;
    }

    @Override
    Tensor self() {
        return this;
    }

    @Override
    public Tensor toTensor() {
        return this;
    }

    @Override
    public Table toTable() {
        throw new IllegalArgumentException("expected a table, got a tensor " + describe());
    }

    /** A contiguous copy with memory of its own, of the same type. */
    @Override
    public Tensor copy() {
        return elements() == 0 ? new Tensor(elementType()) : new Tensor(elementType(), size()).copy(this);
    }

    /** {@link #copy()} under Torch's name. */
    @Override
    public Tensor clone() {
        return copy();
    }

    /** This tensor if it is contiguous, else a contiguous copy. */
    public Tensor contiguous() {
        return isContiguous() ? this : copy();
    }

    /** This tensor if it is of {@code type}, else a copy of that type. */
    public Tensor to(ElementType type) {
        if (type == elementType()) {
            return this;
        }
        return elements() == 0 ? new Tensor(type) : new Tensor(type, size()).copy(this);
    }

    /** This tensor if it is a DoubleTensor, else a copy as one. */
    public Tensor toDouble() {
        return to(ElementType.DOUBLE);
    }

    /** This tensor if it is a FloatTensor, else a copy as one. */
    public Tensor toFloat() {
        return to(ElementType.FLOAT);
    }

    /** This tensor if it is a LongTensor, else a copy as one. */
    public Tensor toLong() {
        return to(ElementType.LONG);
    }

    /** This tensor if it is a IntTensor, else a copy as one. */
    public Tensor toInt() {
        return to(ElementType.INT);
    }

    /** This tensor if it is a ShortTensor, else a copy as one. */
    public Tensor toShort() {
        return to(ElementType.SHORT);
    }

    /** This tensor if it is a ByteTensor, else a copy as one. */
    public Tensor toByte() {
        return to(ElementType.BYTE);
    }

    /** This tensor if it is a CharTensor, else a copy as one. */
    public Tensor toChar() {
        return to(ElementType.CHAR);
    }

    /**
     * This tensor if it is of the type named, else a copy of that type.
     *
     * @param name Torch's name, such as {@code torch.IntTensor}
     */
    public Tensor type(String name) {
        return to(ElementType.named(name));
    }

    /** This tensor if it is of the type of {@code other}, else a copy of that type. */
    public Tensor typeAs(Tensor other) {
        return to(other.elementType());
    }

    /** Torch's {@code x.new(sizes)}: a tensor of the type of this one with these sizes, filled with zeros; empty without. */
    public Tensor newTensor(long... sizes) {
        return new Tensor(elementType(), sizes);
    }

    /**
     * Copies the elements of {@code source}, which may have another type and other sizes but must have as many elements.
     *
     * @return this
     */
    public Tensor copy(Tensor source) {
        sameCount("copy", source);
        if (isContiguous() && source.isContiguous()) {
            storage().copy(offset(), source.storage(), source.offset(), elements());
        } else {
            Elementwise.copy(source, this);
        }
        return this;
    }

    /**
     * Sets every element to {@code value}.
     *
     * @return this
     */
    public Tensor fill(double value) {
        Elementwise.fill(this, value);
        return this;
    }

    /**
     * Sets every element to zero.
     *
     * @return this
     */
    public Tensor zero() {
        return fill(0);
    }

    /** All elements as doubles, row by row. */
    public double[] toDoubleArray() {
        double[] values = new double[Math.toIntExact(elements())];
        Positions from = new Positions(this);
        for (int i = 0; i < values.length; i++) {
            values[i] = storage().getDouble(from.next());
        }
        return values;
    }

    /** All elements as longs, row by row. */
    public long[] toLongArray() {
        long[] values = new long[Math.toIntExact(elements())];
        Positions from = new Positions(this);
        for (int i = 0; i < values.length; i++) {
            values[i] = storage().getLong(from.next());
        }
        return values;
    }

    /** What Torch's {@code tostring} gives: all elements, and a last line with type and sizes. Printed with println it looks as in Torch. */
    @Override
    public String toString() {
        return TensorPrinter.print(this);
    }
}
