package org.rnn4j.facade.io;

import org.jspecify.annotations.Nullable;

/** A Lua function in a file: its bytecode, which nothing here runs, and the variables that it captured. */
public final class TorchFunction {
    private final int tag;
    private final byte[] bytecode;
    private @Nullable Object upvalues;

    TorchFunction(int tag, byte[] bytecode) {
        this.tag = tag;
        this.bytecode = bytecode;
    }

    /** The kind of record that it is in the file: 6, 7 or 8. */
    int tag() {
        return tag;
    }

    /** A copy of the bytecode, as {@code string.dump} made it. */
    public byte[] bytecode() {
        return bytecode.clone();
    }

    /** The captured variables: a table of values, or of tables with a name and a value; null if there are none. */
    public @Nullable Object upvalues() {
        return upvalues;
    }

    void setUpvalues(@Nullable Object upvalues) {
        this.upvalues = upvalues;
    }

    @Override
    public String toString() {
        return "function of " + bytecode.length + " bytes";
    }
}
