package org.rnn4j.facade.kernels;

import java.util.Arrays;
import java.util.Random;

/** A view for tests: sizes and steps over a storage of its own, which is larger than need be so that strays are seen. */
final class TestView implements View {
    private static final int MARGIN = 3;
    private static final double UNTOUCHED = 77;

    private final Storage storage;
    private final long offset;
    private final long[] sizes;
    private final long[] steps;

    private TestView(Storage storage, long offset, long[] sizes, long[] steps) {
        this.storage = storage;
        this.offset = offset;
        this.sizes = sizes;
        this.steps = steps;
    }

    /** Contiguous, every element {@code NaN}. */
    static TestView of(ElementType type, long... sizes) {
        return apart(type, 0, sizes);
    }

    /** Rows with {@code gap} strange numbers between them; every element {@code NaN}. */
    static TestView apart(ElementType type, int gap, long... sizes) {
        long[] steps = new long[sizes.length];
        long step = 1;
        for (int d = sizes.length; d-- > 0; ) {
            steps[d] = step;
            step = step * sizes[d] + (d == sizes.length - 1 ? gap : 0);
        }
        Storage storage = new Storage(type, step + 2 * MARGIN);
        for (long i = 0; i < storage.size(); i++) {
            storage.putDouble(i, UNTOUCHED);
        }
        TestView view = new TestView(storage, MARGIN, sizes, steps);
        for (long i = 0; i < view.elements(); i++) {
            view.put(i, type.isFloatingPoint() ? Double.NaN : 0);
        }
        return view;
    }

    /** The matrix stored by columns, {@code gap} strange numbers between them; every element {@code NaN}. */
    static TestView byColumns(ElementType type, int gap, long rows, long columns) {
        return apart(type, gap, columns, rows).transpose();
    }

    TestView transpose() {
        return transpose(0, 1);
    }

    TestView transpose(int dimension, int with) {
        return new TestView(storage, offset, swapped(sizes, dimension, with), swapped(steps, dimension, with));
    }

    private static long[] swapped(long[] values, int i, int j) {
        long[] result = values.clone();
        result[i] = values[j];
        result[j] = values[i];
        return result;
    }

    /** {@code count} of the sizes along {@code dimension}, from {@code first} on, both from 0, in the same storage. */
    TestView narrow(int dimension, long first, long count) {
        long[] narrowed = sizes.clone();
        narrowed[dimension] = count;
        return new TestView(storage, offset + first * steps[dimension], narrowed, steps);
    }

    /** A vector as {@code rows} equal rows that are one and the same. */
    TestView expand(long rows) {
        return new TestView(storage, offset, new long[] {rows, sizes[0]}, new long[] {0, steps[0]});
    }

    /** A dimension of size 1 as {@code size} elements that are one and the same. */
    TestView expand(int dimension, long size) {
        long[] expanded = sizes.clone();
        long[] still = steps.clone();
        expanded[dimension] = size;
        still[dimension] = 0;
        return new TestView(storage, offset, expanded, still);
    }

    /** A vector as rows of {@code size} neighbours, each of which starts one element later. */
    TestView windows(long size) {
        return new TestView(storage, offset, new long[] {sizes[0] - size + 1, size}, new long[] {steps[0], steps[0]});
    }

    /** The same sizes and steps over a copy of the storage. */
    TestView copy() {
        Storage other = new Storage(storage.type(), storage.size());
        other.copy(0, storage, 0, storage.size());
        return new TestView(other, offset, sizes, steps);
    }

    TestView random(Random random, double scale) {
        for (long i = 0; i < elements(); i++) {
            put(i, scale * random.nextGaussian());
        }
        return this;
    }

    TestView zero() {
        return set(new double[(int) elements()]);
    }

    TestView set(double... values) {
        for (int i = 0; i < values.length; i++) {
            put(i, values[i]);
        }
        return this;
    }

    /** The element number {@code index} row by row, from 0. */
    double get(long index) {
        return storage.getDouble(position(index));
    }

    double get(long row, long column) {
        return storage.getDouble(offset + row * steps[0] + column * steps[1]);
    }

    void put(long index, double value) {
        storage.putDouble(position(index), value);
    }

    long position(long index) {
        long position = offset;
        for (int d = sizes.length; d-- > 0; ) {
            position += index % sizes[d] * steps[d];
            index /= sizes[d];
        }
        return position;
    }

    double[] values() {
        double[] values = new double[(int) elements()];
        Arrays.setAll(values, this::get);
        return values;
    }

    /** Whether the numbers before, after and between the elements are as they were made. */
    boolean isUntouchedAround() {
        boolean[] inside = new boolean[(int) storage.size()];
        for (long i = 0; i < elements(); i++) {
            inside[(int) position(i)] = true;
        }
        for (int i = 0; i < inside.length; i++) {
            if (!inside[i] && storage.getDouble(i) != UNTOUCHED) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public int rank() {
        return sizes.length;
    }

    @Override
    public long extent(int dimension) {
        return sizes[dimension];
    }

    @Override
    public long step(int dimension) {
        return steps[dimension];
    }

    @Override
    public long elements() {
        long n = 1;
        for (long size : sizes) {
            n *= size;
        }
        return n;
    }

    @Override
    public boolean isContiguous() {
        long step = 1;
        for (int d = sizes.length; d-- > 0; ) {
            if (sizes[d] != 1 && steps[d] != step) {
                return false;
            }
            step *= sizes[d];
        }
        return true;
    }
}
