package org.rnn4j.facade.io;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/** Torch's binary notation: numbers as they lie in memory. */
final class BinaryInput extends TorchInput {
    private static final int CHUNK = 1 << 13;

    private final ByteOrder order;
    private final int longBytes;
    private final ByteBuffer chunk;
    private boolean sawHugeLong;

    /** @param longBytes how many bytes C's type long has, 4 or 8 */
    BinaryInput(ByteSource source, ByteOrder order, int longBytes) {
        super(source);
        this.order = order;
        this.longBytes = longBytes;
        chunk = ByteBuffer.allocate(CHUNK).order(order);
    }

    @Override
    int integer(String what) {
        return next(Integer.BYTES, what).getInt();
    }

    @Override
    long longInteger(String what) {
        ByteBuffer bytes = next(longBytes, what);
        long value = longBytes == Integer.BYTES ? bytes.getInt() : bytes.getLong();
        sawHugeLong |= value > Integer.MAX_VALUE;
        return value;
    }

    /** Whether some long was more than 32 bits hold, as two short ones are when they are taken for one. */
    boolean sawHugeLong() {
        return sawHugeLong;
    }

    @Override
    double number(String what) {
        return next(Double.BYTES, what).getDouble();
    }

    private ByteBuffer next(int bytes, String what) {
        chunk.clear().limit(bytes);
        source.read(chunk, what);
        return chunk.flip();
    }

    @Override
    Storage elements(TensorClass type, long count) {
        int bytes = bytesEach(type);
        checkCount(source.position(), "a number of elements", count, bytes);
        Storage storage = new Storage(type.element(), count);
        if (Storage.isHostMemory()
                && order == ByteOrder.nativeOrder()
                && bytes == type.element().bytes()
                && !type.isHalf()) {
            source.read(storage.bytes().limit((int) (count * bytes)), "the elements");
            Reference.reachabilityFence(storage);
            return storage;
        }
        for (long done = 0; done < count; ) {
            int part = (int) Math.min(CHUNK / bytes, count - done);
            ByteBuffer numbers = next(part * bytes, "the elements");
            for (int i = 0; i < part; i++) {
                put(storage, done++, type, numbers);
            }
        }
        return storage;
    }

    private int bytesEach(TensorClass type) {
        if (type.isHalf()) {
            return Short.BYTES;
        }
        return type.element() == ElementType.LONG ? longBytes : type.element().bytes();
    }

    private void put(Storage storage, long position, TensorClass type, ByteBuffer numbers) {
        switch (type.element()) {
            case DOUBLE -> storage.putDouble(position, numbers.getDouble());
            case FLOAT -> storage.putDouble(position, type.isHalf() ? half(numbers.getShort()) : numbers.getFloat());
            case LONG -> storage.putLong(position, longBytes == Integer.BYTES ? numbers.getInt() : numbers.getLong());
            case INT -> storage.putLong(position, numbers.getInt());
            case SHORT -> storage.putLong(position, numbers.getShort());
            case BYTE, CHAR -> storage.putLong(position, numbers.get());
        }
    }

    /** The number that IEEE 754's half precision has for {@code bits}: a sign, 5 bits of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size;
        if (exponent == 31) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
