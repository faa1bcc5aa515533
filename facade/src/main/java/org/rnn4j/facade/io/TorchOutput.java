package org.rnn4j.facade.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.rnn4j.facade.kernels.Storage;

/** Writes Torch's numbers and strings, one after the other, in either of its two notations. */
abstract class TorchOutput {
    private static final int BUFFERED = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFERED).order(ByteOrder.LITTLE_ENDIAN);

    TorchOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    abstract void integer(int value) throws IOException;

    abstract void longIntegers(long... values) throws IOException;

    abstract void number(double value) throws IOException;

    /** The bytes of a string, without its length. */
    abstract void bytes(byte[] bytes) throws IOException;

    /** All numbers of a storage. */
    abstract void elements(Storage storage) throws IOException;

    /** A string: its length, then its bytes. */
    final void string(byte[] bytes) throws IOException {
        integer(bytes.length);
        bytes(bytes);
    }

    /** Room for {@code count} bytes, little-endian. */
    final ByteBuffer room(int count) throws IOException {
        if (buffer.remaining() < count) {
            flush();
        }
        return buffer;
    }

    final void put(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() >= BUFFERED) {
            flush();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } else {
            room(bytes.remaining()).put(bytes);
        }
    }

    /** Hands on what is buffered. */
    final void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
