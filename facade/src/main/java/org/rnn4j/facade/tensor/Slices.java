package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.Storage;

/** Walks over the slices of a tensor along one dimension. Positions within a slice count from 0. */
final class Slices {
    /** How many elements a slice has. */
    final int length;

    private final Storage storage;
    private final Positions starts;
    private final long stride;
    private long left;
    private long start;

    /** The slices along dimension {@code d}, from 0. */
    Slices(StridedTensor tensor, int d) {
        storage = tensor.storage();
        starts = new Positions(tensor, d);
        stride = tensor.step(d);
        length = Math.toIntExact(tensor.extent(d));
        left = tensor.elements() / length;
    }

    /** Goes to the first or the next slice, if there is one. */
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        start = starts.next();
        return true;
    }

    double getDouble(long i) {
        return storage.getDouble(start + i * stride);
    }

    long getLong(long i) {
        return storage.getLong(start + i * stride);
    }

    void putDouble(long i, double value) {
        storage.putDouble(start + i * stride, value);
    }

    void putLong(long i, long value) {
        storage.putLong(start + i * stride, value);
    }

    /** {@code this[i] = source[j]}; both have the same type. */
    void put(long i, Slices source, long j) {
        if (storage.type().isFloatingPoint()) {
            putDouble(i, source.getDouble(j));
        } else {
            putLong(i, source.getLong(j));
        }
    }

    void read(double[] into) {
        Blocks.scratch().read(storage, start, stride, into, 0, length);
    }

    void read(long[] into) {
        Blocks.scratch().read(storage, start, stride, into, 0, length);
    }

    void write(double[] from) {
        Blocks.scratch().write(storage, start, stride, from, 0, length);
    }

    void write(long[] from) {
        Blocks.scratch().write(storage, start, stride, from, 0, length);
    }
}
