package org.rnn4j.facade.tensor;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;

/**
 * Moves elements between tensors and arrays, block by block, so that arithmetic is written once over arrays: of doubles for doubles and
 * floats, of longs for the integer types.
 *
 * <p>Floats are computed in double and rounded once. Integers wrap around when they are written.
 */
final class Blocks {
    /** Elements in a block: small enough for three of them to stay in the first cache. */
    static final int SIZE = 1024;

    private static final ThreadLocal<Blocks> SCRATCH = ThreadLocal.withInitial(Blocks::new);

    /** Arrays for the calculation at hand; no code of the user may run while they are in use. */
    final double[] x = new double[SIZE];

    final double[] y = new double[SIZE];
    final long[] i = new long[SIZE];
    final long[] j = new long[SIZE];

    private Blocks() {}

    /** This thread's arrays. */
    static Blocks scratch() {
        return SCRATCH.get();
    }

    /** How many elements the block at {@code done} of {@code count} has. */
    static int size(long done, long count) {
        return (int) Math.min(SIZE, count - done);
    }

    /** A walk over the elements, or null if they lie one after the other and need none. */
    static @Nullable Positions walk(StridedTensor tensor) {
        return tensor.isContiguous() ? null : new Positions(tensor);
    }

    // ---- blocks of a tensor

    /** Reads the next {@code n} elements, {@code done} elements from the start. */
    static void read(StridedTensor tensor, @Nullable Positions walk, long done, double[] into, int n) {
        if (walk == null) {
            read(tensor.storage(), tensor.offset() + done, 1, into, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> read(tensor.storage(), position, stride, into, at, count));
        }
    }

    /** Reads the next {@code n} elements, {@code done} elements from the start. */
    static void read(StridedTensor tensor, @Nullable Positions walk, long done, long[] into, int n) {
        if (walk == null) {
            read(tensor.storage(), tensor.offset() + done, 1, into, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> read(tensor.storage(), position, stride, into, at, count));
        }
    }

    /** Writes the next {@code n} elements, {@code done} elements from the start. */
    static void write(StridedTensor tensor, @Nullable Positions walk, long done, double[] from, int n) {
        if (walk == null) {
            write(tensor.storage(), tensor.offset() + done, 1, from, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> write(tensor.storage(), position, stride, from, at, count));
        }
    }

    /** Writes the next {@code n} elements, {@code done} elements from the start. */
    static void write(StridedTensor tensor, @Nullable Positions walk, long done, long[] from, int n) {
        if (walk == null) {
            write(tensor.storage(), tensor.offset() + done, 1, from, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> write(tensor.storage(), position, stride, from, at, count));
        }
    }

    // ---- runs of a storage

    /** {@code into[at + i]} is the number at {@code position + i stride}. */
    static void read(Storage storage, long position, long stride, double[] into, int at, int n) {
        if (Storage.isHostMemory() && storage.type().isFloatingPoint()) {
            int from = (int) position;
            int step = (int) stride;
            switch (storage.type()) {
                case DOUBLE -> {
                    DoubleBuffer memory = storage.doubles();
                    for (int i = 0; i < n; i++) {
                        into[at + i] = memory.get(from + i * step);
                    }
                }
                default -> {
                    FloatBuffer memory = storage.floats();
                    for (int i = 0; i < n; i++) {
                        into[at + i] = memory.get(from + i * step);
                    }
                }
            }
            Reference.reachabilityFence(storage);
            return;
        }
        for (int i = 0; i < n; i++) {
            into[at + i] = storage.getDouble(position + i * stride);
        }
    }

    /** {@code into[at + i]} is the number at {@code position + i stride}. */
    static void read(Storage storage, long position, long stride, long[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] = storage.getLong(position + i * stride);
        }
    }

    /** {@code from[at + i]} becomes the number at {@code position + i stride}. */
    static void write(Storage storage, long position, long stride, double[] from, int at, int n) {
        if (Storage.isHostMemory() && storage.type().isFloatingPoint()) {
            int to = (int) position;
            int step = (int) stride;
            switch (storage.type()) {
                case DOUBLE -> {
                    DoubleBuffer memory = storage.doubles();
                    for (int i = 0; i < n; i++) {
                        memory.put(to + i * step, from[at + i]);
                    }
                }
                default -> {
                    FloatBuffer memory = storage.floats();
                    for (int i = 0; i < n; i++) {
                        memory.put(to + i * step, (float) from[at + i]);
                    }
                }
            }
            Reference.reachabilityFence(storage);
            return;
        }
        for (int i = 0; i < n; i++) {
            storage.putDouble(position + i * stride, from[at + i]);
        }
    }

    /** {@code from[at + i]} becomes the number at {@code position + i stride}. */
    static void write(Storage storage, long position, long stride, long[] from, int at, int n) {
        for (int i = 0; i < n; i++) {
            storage.putLong(position + i * stride, from[at + i]);
        }
    }
}
