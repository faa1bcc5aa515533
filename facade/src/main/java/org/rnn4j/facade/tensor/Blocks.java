package org.rnn4j.facade.tensor;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
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

    /** Arrays for the calculation at hand; no code of the user may run while they are in use, unless they are borrowed. */
    final double[] x = new double[SIZE];

    final double[] y = new double[SIZE];
    final long[] i = new long[SIZE];
    final long[] j = new long[SIZE];

    private final float[] floats = new float[SIZE];

    private Blocks() {}

    /** This thread's arrays. */
    static Blocks scratch() {
        return SCRATCH.get();
    }

    /**
     * This thread's arrays for code that calls functions of others, which may use tensors themselves: those get other arrays until
     * {@link #giveBack}.
     */
    static Blocks borrow() {
        Blocks blocks = SCRATCH.get();
        SCRATCH.remove();
        return blocks;
    }

    /** Ends {@link #borrow}. */
    void giveBack() {
        SCRATCH.set(this);
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
    void read(StridedTensor tensor, @Nullable Positions walk, long done, double[] into, int n) {
        if (walk == null) {
            read(tensor.storage(), tensor.offset() + done, 1, into, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> read(tensor.storage(), position, stride, into, at, count));
        }
    }

    /** Reads the next {@code n} elements, {@code done} elements from the start. */
    void read(StridedTensor tensor, @Nullable Positions walk, long done, long[] into, int n) {
        if (walk == null) {
            read(tensor.storage(), tensor.offset() + done, 1, into, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> read(tensor.storage(), position, stride, into, at, count));
        }
    }

    /** Writes the next {@code n} elements, {@code done} elements from the start. */
    void write(StridedTensor tensor, @Nullable Positions walk, long done, double[] from, int n) {
        if (walk == null) {
            write(tensor.storage(), tensor.offset() + done, 1, from, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> write(tensor.storage(), position, stride, from, at, count));
        }
    }

    /** Writes the next {@code n} elements, {@code done} elements from the start. */
    void write(StridedTensor tensor, @Nullable Positions walk, long done, long[] from, int n) {
        if (walk == null) {
            write(tensor.storage(), tensor.offset() + done, 1, from, 0, n);
        } else {
            walk.runs(n, (position, stride, at, count) -> write(tensor.storage(), position, stride, from, at, count));
        }
    }

    // ---- runs of a storage

    /** {@code into[at + i]} is the number at {@code position + i stride}. */
    void read(Storage storage, long position, long stride, double[] into, int at, int n) {
        if (!Storage.isHostMemory() || !storage.type().isFloatingPoint()) {
            for (int i = 0; i < n; i++) {
                into[at + i] = storage.getDouble(position + i * stride);
            }
        } else if (storage.type() == ElementType.DOUBLE) {
            read(storage.doubles(), (int) position, (int) stride, into, at, n);
        } else {
            read(storage.floats(), (int) position, (int) stride, into, at, n);
        }
        Reference.reachabilityFence(storage);
    }

    private static void read(DoubleBuffer memory, int position, int stride, double[] into, int at, int n) {
        if (stride == 1) {
            memory.get(position, into, at, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            into[at + i] = memory.get(position + i * stride);
        }
    }

    private void read(FloatBuffer memory, int position, int stride, double[] into, int at, int n) {
        if (stride != 1) {
            for (int i = 0; i < n; i++) {
                into[at + i] = memory.get(position + i * stride);
            }
            return;
        }
        for (int done = 0; done < n; done += SIZE) {
            int count = size(done, n);
            memory.get(position + done, floats, 0, count);
            for (int i = 0; i < count; i++) {
                into[at + done + i] = floats[i];
            }
        }
    }

    /** {@code into[at + i]} is the number at {@code position + i stride}. */
    void read(Storage storage, long position, long stride, long[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] = storage.getLong(position + i * stride);
        }
    }

    /** {@code from[at + i]} becomes the number at {@code position + i stride}. */
    void write(Storage storage, long position, long stride, double[] from, int at, int n) {
        if (!Storage.isHostMemory() || !storage.type().isFloatingPoint()) {
            for (int i = 0; i < n; i++) {
                storage.putDouble(position + i * stride, from[at + i]);
            }
        } else if (storage.type() == ElementType.DOUBLE) {
            write(storage.doubles(), (int) position, (int) stride, from, at, n);
        } else {
            write(storage.floats(), (int) position, (int) stride, from, at, n);
        }
        Reference.reachabilityFence(storage);
    }

    private static void write(DoubleBuffer memory, int position, int stride, double[] from, int at, int n) {
        if (stride == 1) {
            memory.put(position, from, at, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            memory.put(position + i * stride, from[at + i]);
        }
    }

    private void write(FloatBuffer memory, int position, int stride, double[] from, int at, int n) {
        if (stride != 1) {
            for (int i = 0; i < n; i++) {
                memory.put(position + i * stride, (float) from[at + i]);
            }
            return;
        }
        for (int done = 0; done < n; done += SIZE) {
            int count = size(done, n);
            for (int i = 0; i < count; i++) {
                floats[i] = (float) from[at + done + i];
            }
            memory.put(position + done, floats, 0, count);
        }
    }

    /** {@code from[at + i]} becomes the number at {@code position + i stride}. */
    void write(Storage storage, long position, long stride, long[] from, int at, int n) {
        for (int i = 0; i < n; i++) {
            storage.putLong(position + i * stride, from[at + i]);
        }
    }
}
