package org.rnn4j.facade.io;

import java.nio.ByteBuffer;
import org.rnn4j.facade.kernels.Storage;

/** Torch's numbers and strings, one after the other, in either of its two notations. */
abstract class TorchInput {
    final ByteSource source;

    TorchInput(ByteSource source) {
        this.source = source;
    }

    /** The next 32-bit integer. */
    abstract int integer(String what);

    /** The next integer of C's type long. */
    abstract long longInteger(String what);

    /** The next double. */
    abstract double number(String what);

    /** The next {@code count} numbers of a storage; memory is taken only if the file can hold so many. */
    abstract Storage elements(TensorClass type, long count);

    /** Called before the bytes of a string. */
    void beginString() {}

    /** Called behind the bytes of a string that is not empty. */
    void endString() {}

    /** The next integer, which counts something that takes at least {@code bytesEach} bytes. */
    final int count(String what, int bytesEach) {
        long at = source.position();
        int count = integer(what);
        checkCount(at, what, count, bytesEach);
        return count;
    }

    final void checkCount(long at, String what, long count, int bytesEach) {
        if (count < 0 || count > source.remaining() / bytesEach) {
            throw source.failure(
                    at, what + " from 0 to " + source.remaining() / bytesEach + ", as many as may be left", "" + count);
        }
    }

    /** A string: its length, then its bytes. */
    final byte[] string(String what) {
        return bytes(count("the length of " + what, 1), what);
    }

    private byte[] bytes(int count, String what) {
        byte[] bytes = new byte[count];
        if (count > 0) {
            beginString();
            source.read(ByteBuffer.wrap(bytes), what);
            endString();
        }
        return bytes;
    }
}
