package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row of numbers in native memory that any number of tensors may look at: Torch's storage over ND4J's {@link DataBuffer}.
 *
 * <p>Positions count from 0. On a CPU the numbers are read and written in place; on other backends every access goes through
 * ND4J, which keeps host and device in step. The storage shares the ownership of its memory: whoever keeps an address or a NIO
 * buffer of it must keep the storage reachable, too.
 */
public final class Storage {
    private static final boolean ON_CPU =
            Nd4j.getBackend().getClass().getSimpleName().equals("CpuBackend");

    private final ElementType type;
    private DataBuffer buffer;
    private long size;
    private @Nullable Buffer memory;
    private long address;

    /** A storage of {@code size} zeros. */
    public Storage(ElementType type, long size) {
        this(type, allocate(type, size), size);
    }

    private Storage(ElementType type, DataBuffer buffer, long size) {
        this.type = type;
        this.buffer = buffer;
        this.size = size;
        map();
    }

    /** The storage behind an array's buffer; nothing is copied. Positions count from the start of the whole underlying buffer. */
    public static Storage of(DataBuffer buffer) {
        return new Storage(ElementType.of(buffer.dataType()), buffer, buffer.underlyingLength());
    }

    /** Whether storages lie in plain host memory, so that {@link #address()} and the typed views may be used. */
    public static boolean isHostMemory() {
        return ON_CPU;
    }

    private static DataBuffer allocate(ElementType type, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("Storage: expected a size of at least 0, got " + size);
        }
        checkMappable(type, size);
        // Detached from any workspace: a storage lives as long as its tensors do. ND4J has no buffer of size 0.
        try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.createBuffer(type.dataType(), Math.max(size, 1), true);
        }
    }

    /** Comes before memory is taken: ND4J does not survive an allocation that fails. */
    private static void checkMappable(ElementType type, long size) {
        int most = Integer.MAX_VALUE / type.bytes();
        if (ON_CPU && size > most) {
            throw new UnsupportedOperationException(
                    "Storage: expected at most " + most + " numbers of " + type.bytes() + " bytes, got " + size);
        }
    }

    private void map() {
        if (!ON_CPU) {
            return;
        }
        checkMappable(type, size);
        long bytes = Math.max(size, 1) * type.bytes();
        address = buffer.pointer().address();
        ByteBuffer raw = new Region(address, bytes).asByteBuffer();
        memory = switch (type) {
            case DOUBLE -> raw.asDoubleBuffer();
            case FLOAT -> raw.asFloatBuffer();
            case LONG -> raw.asLongBuffer();
            case INT -> raw.asIntBuffer();
            case SHORT -> raw.asShortBuffer();
            case BYTE, CHAR -> raw;
        };
    }

    /** The type of the numbers. */
    public ElementType type() {
        return type;
    }

    /** How many numbers there are. */
    public long size() {
        return size;
    }

    /** The ND4J buffer that owns the memory. A {@link #resize} replaces it. */
    public DataBuffer buffer() {
        return buffer;
    }

    /**
     * An ND4J array over a part of the memory.
     *
     * <p>M2.1 does not get along with arrays that are longer than their buffer: {@code reshape} and {@code dup} of an expanded view read
     * or write beyond it. So elements must lie apart.
     *
     * @param offset position of the first element
     * @param sizes one for each dimension, kept
     * @param steps distance between neighbours along each dimension, kept
     * @throws IndexOutOfBoundsException if the last element lies behind the end
     */
    public INDArray array(long offset, long[] sizes, long[] steps) {
        long last = offset;
        for (int d = 0; d < sizes.length; d++) {
            last += (sizes[d] - 1) * steps[d];
        }
        if (offset < 0 || last >= size) {
            throw new IndexOutOfBoundsException(
                    "Storage: expected positions from 0 to " + (size - 1) + ", got " + offset + " to " + last);
        }
        try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.create(buffer, sizes, steps, offset, 'c');
        }
    }

    /** The native address of position 0, on a CPU only; valid while this storage is reachable and not resized. */
    public long address() {
        return address;
    }

    /** The memory as longs, on a CPU only; valid while this storage is reachable and not resized. */
    LongBuffer longs() {
        return (LongBuffer) mapped();
    }

    /** The memory as floats, on a CPU only; valid while this storage is reachable and not resized. */
    public FloatBuffer floats() {
        return (FloatBuffer) mapped();
    }

    /** The memory as doubles, on a CPU only; valid while this storage is reachable and not resized. */
    public DoubleBuffer doubles() {
        return (DoubleBuffer) mapped();
    }

    /** The memory as bytes, on a CPU only; valid while this storage is reachable and not resized. */
    public ByteBuffer bytes() {
        mapped();
        int bytes = (int) (size * type.bytes());
        return new Region(address, bytes).asByteBuffer().limit(bytes).order(ByteOrder.nativeOrder());
    }

    private Buffer mapped() {
        if (memory == null) {
            throw new IllegalStateException("Storage: expected a CPU backend, got "
                    + Nd4j.getBackend().getClass().getSimpleName());
        }
        return memory;
    }

    /** The number at {@code position}; integers above 2^53 lose their last bits. */
    public double getDouble(long position) {
        if (memory == null) {
            return type == ElementType.LONG ? (double) buffer.getLong(position) : buffer.getDouble(position);
        }
        int i = (int) position;
        double value = switch (type) {
            case DOUBLE -> ((DoubleBuffer) memory).get(i);
            case FLOAT -> ((FloatBuffer) memory).get(i);
            case LONG -> ((LongBuffer) memory).get(i);
            case INT -> ((IntBuffer) memory).get(i);
            case SHORT -> ((ShortBuffer) memory).get(i);
            case BYTE -> ((ByteBuffer) memory).get(i) & 0xff;
            case CHAR -> ((ByteBuffer) memory).get(i);
        };
        Reference.reachabilityFence(this);
        return value;
    }

    /** The number at {@code position} as an integer, exact for all integer types; fractions are cut off. */
    public long getLong(long position) {
        if (type != ElementType.LONG) {
            return (long) getDouble(position);
        }
        if (memory == null) {
            return buffer.getLong(position);
        }
        long value = ((LongBuffer) memory).get((int) position);
        Reference.reachabilityFence(this);
        return value;
    }

    /** Writes {@code value} at {@code position}, converted as C does: fractions are cut off, integers wrap around. */
    public void putDouble(long position, double value) {
        if (type == ElementType.LONG) {
            putLong(position, (long) value);
        } else if (memory == null) {
            buffer.put(position, type.isFloatingPoint() ? value : wrap((long) value));
        } else {
            int i = (int) position;
            switch (type) {
                case DOUBLE -> ((DoubleBuffer) memory).put(i, value);
                case FLOAT -> ((FloatBuffer) memory).put(i, (float) value);
                case INT -> ((IntBuffer) memory).put(i, (int) (long) value);
                case SHORT -> ((ShortBuffer) memory).put(i, (short) (long) value);
                case BYTE, CHAR -> ((ByteBuffer) memory).put(i, (byte) (long) value);
                case LONG -> throw new AssertionError("handled above");
            }
            Reference.reachabilityFence(this);
        }
    }

    /** Writes an integer at {@code position}, exact for all integer types; smaller ones wrap around. */
    public void putLong(long position, long value) {
        if (type.isFloatingPoint()) {
            putDouble(position, (double) value);
        } else if (memory == null) {
            if (type == ElementType.LONG) {
                buffer.put(position, value);
            } else {
                buffer.put(position, wrap(value));
            }
        } else {
            int i = (int) position;
            switch (type) {
                case LONG -> ((LongBuffer) memory).put(i, value);
                case INT -> ((IntBuffer) memory).put(i, (int) value);
                case SHORT -> ((ShortBuffer) memory).put(i, (short) value);
                case BYTE, CHAR -> ((ByteBuffer) memory).put(i, (byte) value);
                case DOUBLE, FLOAT -> throw new AssertionError("handled above");
            }
            Reference.reachabilityFence(this);
        }
    }

    private double wrap(long value) {
        return switch (type) {
            case INT -> (int) value;
            case SHORT -> (short) value;
            case BYTE -> value & 0xff;
            case CHAR -> (byte) value;
            default -> (double) value;
        };
    }

    /**
     * Makes the storage hold {@code newSize} numbers: the first ones stay, new ones are zero. Tensors that look at this storage go
     * on doing so; arrays taken from them before keep the old memory.
     */
    public Storage resize(long newSize) {
        if (newSize == size) {
            return this;
        }
        Storage replacement = new Storage(type, newSize);
        replacement.copy(0, this, 0, Math.min(size, newSize));
        buffer = replacement.buffer;
        size = newSize;
        map();
        return this;
    }

    /**
     * The number at {@code index}.
     *
     * @param index from 1
     */
    public double get(long index) {
        return getDouble(position(index));
    }

    /**
     * Sets the number at {@code index}.
     *
     * @param index from 1
     * @return this
     */
    public Storage set(long index, double value) {
        putDouble(position(index), value);
        return this;
    }

    private long position(long index) {
        if (index < 1 || index > size) {
            throw new IllegalArgumentException(
                    type.storageName() + ": expected an index from 1 to " + size + ", got " + index);
        }
        return index - 1;
    }

    /**
     * Sets all numbers.
     *
     * @return this
     */
    public Storage fill(double value) {
        for (long i = 0; i < size; i++) {
            putDouble(i, value);
        }
        return this;
    }

    /**
     * Copies the numbers of {@code source}, of any type, which holds as many.
     *
     * @return this
     */
    public Storage copy(Storage source) {
        if (source.size != size) {
            throw new IllegalArgumentException(
                    type.storageName() + ": expected a storage of " + size + " to copy, got one of " + source.size);
        }
        copy(0, source, 0, size);
        return this;
    }

    /** All numbers, as Torch's {@code totable} gives them. */
    public double[] totable() {
        double[] numbers = new double[Math.toIntExact(size)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = getDouble(i);
        }
        return numbers;
    }

    /** Copies {@code count} numbers of {@code source}, of any type, from its position {@code from} to {@code to} here. */
    public void copy(long to, Storage source, long from, long count) {
        if (memory != null && source.type == type) {
            long bytes = count * type.bytes();
            Pointer.memmove(
                    new Region(address + to * type.bytes(), bytes),
                    new Region(source.address + from * type.bytes(), bytes),
                    bytes);
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(source);
        } else if (source.type.isFloatingPoint()) {
            for (long i = 0; i < count; i++) {
                putDouble(to + i, source.getDouble(from + i));
            }
        } else {
            for (long i = 0; i < count; i++) {
                putLong(to + i, source.getLong(from + i));
            }
        }
    }

    /** A pointer to memory that somebody else owns. */
    private static final class Region extends Pointer {
        Region(long address, long bytes) {
            this.address = address;
            this.limit = bytes;
            this.capacity = bytes;
        }
    }
}
