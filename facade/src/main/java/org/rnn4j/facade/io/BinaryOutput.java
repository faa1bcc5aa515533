package org.rnn4j.facade.io;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.rnn4j.facade.kernels.Storage;

/** Torch's binary notation as most machines have it: little-endian, 8 bytes for C's type long. */
final class BinaryOutput extends TorchOutput {
    BinaryOutput(WritableByteChannel channel) {
        super(channel);
    }

    @Override
    void integer(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    @Override
    void longIntegers(long... values) throws IOException {
        for (long value : values) {
            room(Long.BYTES).putLong(value);
        }
    }

    @Override
    void number(double value) throws IOException {
        room(Double.BYTES).putDouble(value);
    }

    @Override
    void bytes(byte[] bytes) throws IOException {
        put(ByteBuffer.wrap(bytes));
    }

    @Override
    void elements(Storage storage) throws IOException {
        if (Storage.isHostMemory() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            put(storage.bytes());
            Reference.reachabilityFence(storage);
            return;
        }
        for (long i = 0; i < storage.size(); i++) {
            ByteBuffer room = room(Double.BYTES);
            switch (storage.type()) {
                case DOUBLE -> room.putDouble(storage.getDouble(i));
                case FLOAT -> room.putFloat((float) storage.getDouble(i));
                case LONG -> room.putLong(storage.getLong(i));
                case INT -> room.putInt((int) storage.getLong(i));
                case SHORT -> room.putShort((short) storage.getLong(i));
                case BYTE, CHAR -> room.put((byte) storage.getLong(i));
            }
        }
    }
}
