package org.rnn4j.facade.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string of Lua's that is no text: its bytes are not valid UTF-8, such as the half of a letter. All other strings are Java's. */
public final class LuaString {
    private final byte[] bytes;

    private LuaString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The String that {@code bytes} are in UTF-8, or a LuaString if they are none. */
    public static Object of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new LuaString(bytes.clone());
        }
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LuaString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as letters, each the one of that number. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
