package org.rnn4j.facade.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Bytes of a file or of an array, read from front to back, with a known end. */
final class ByteSource {
    private static final int BUFFERED = 1 << 16;

    private final String name;
    private final @Nullable FileChannel channel;
    private final ByteBuffer buffer;
    private final long size;
    /** Position behind what the buffer holds. */
    private long end;

    /** The bytes of a file; closing it is the caller's. */
    ByteSource(String name, FileChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        size = channel.size();
        buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFERED, Math.max(size, 1)))
                .limit(0);
        channel.position(0);
    }

    /** The bytes of an array. */
    ByteSource(String name, byte[] bytes) {
        this.name = name;
        channel = null;
        size = bytes.length;
        buffer = ByteBuffer.wrap(bytes);
        end = size;
    }

    /** What it is: the path of a file. */
    String name() {
        return name;
    }

    /** Goes back to the first byte. */
    void rewind() {
        if (channel == null) {
            buffer.rewind();
            return;
        }
        try {
            channel.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        buffer.limit(0);
        end = 0;
    }

    /** Position of the next byte, from 0. */
    long position() {
        return end - buffer.remaining();
    }

    /** How many bytes are left. */
    long remaining() {
        return size - position();
    }

    /** The next byte, 0 to 255; -1 at the end. */
    int next() {
        return fill() ? buffer.get() & 0xff : -1;
    }

    /** The byte that {@link #next} will give, without going on. */
    int peek() {
        return fill() ? buffer.get(buffer.position()) & 0xff : -1;
    }

    /**
     * Fills {@code target}.
     *
     * @param what for the message
     * @throws TorchFileException if fewer bytes are left
     */
    void read(ByteBuffer target, String what) {
        if (target.remaining() > remaining()) {
            throw failure(what + " of " + target.remaining() + " bytes", remaining() + " left");
        }
        while (target.hasRemaining()) {
            if (channel != null && !buffer.hasRemaining() && target.remaining() >= BUFFERED) {
                end += transfer(channel, target);
            } else {
                fill();
                int count = Math.min(buffer.remaining(), target.remaining());
                target.put(buffer.slice(buffer.position(), count));
                buffer.position(buffer.position() + count);
            }
        }
    }

    /** The exception that says that {@code expected} should be here. */
    TorchFileException failure(String expected, String got) {
        return failure(position(), expected, got);
    }

    /** The exception that says that {@code expected} should be at {@code offset}. */
    TorchFileException failure(long offset, String expected, String got) {
        return new TorchFileException(name, offset, "expected " + expected + ", got " + got, null);
    }

    /** Has something in the buffer, unless all is read. */
    private boolean fill() {
        if (buffer.hasRemaining()) {
            return true;
        }
        if (channel == null || end >= size) {
            return false;
        }
        buffer.clear();
        end += transfer(channel, buffer);
        buffer.flip();
        return true;
    }

    private int transfer(FileChannel from, ByteBuffer target) {
        try {
            int count = from.read(target);
            if (count < 0) {
                throw failure("a file of " + size + " bytes", "one that became shorter while it was read");
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
