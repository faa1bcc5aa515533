package org.rnn4j.facade.io;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.LuaTable;

/**
 * An object of a class that there is none for: its name and its fields, as a file has them. It can stand in a net, where it says, once it
 * is used, which class is missing. {@link TorchFile#register} makes other objects of such a class.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/serialization.md">Torch manual: Serialization</a>
 */
public final class TorchObject extends Module {
    private final String className;
    private final int version;
    private final String source;
    private final long offset;
    private @Nullable Object content;

    /**
     * @param source the file that it was read from
     * @param offset where in the file it begins
     */
    TorchObject(String className, int version, String source, long offset) {
        this.className = className;
        this.version = version;
        this.source = source;
        this.offset = offset;
    }

    /** An object to be written: {@code fields} under the name of its class, such as {@code nn.Linear}. */
    public static TorchObject of(String className, LuaTable fields) {
        TorchObject object = new TorchObject(className, 1, "made here", 0);
        object.content = fields;
        return object;
    }

    /** The name of its class, such as {@code nn.Linear}. */
    public String className() {
        return className;
    }

    /** The number of Torch's notation that it was written in: 1, or 0 in very old files. */
    int version() {
        return version;
    }

    /** What was written for it: nearly always a table of its fields. */
    public @Nullable Object content() {
        return content;
    }

    String source() {
        return source;
    }

    long offset() {
        return offset;
    }

    void setContent(@Nullable Object content) {
        this.content = content;
    }

    /** The table of its fields; empty if something else was written for it. */
    public LuaTable fields() {
        return content instanceof LuaTable table ? table : new LuaTable();
    }

    /** The field {@code name}, or null. */
    public @Nullable Object get(String name) {
        return fields().get(name);
    }

    /** @throws UnsupportedOperationException always, with the name of the class */
    @Override
    public Activity updateOutput(Activity input) {
        throw missing();
    }

    /** @throws UnsupportedOperationException always, with the name of the class */
    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        throw missing();
    }

    private UnsupportedOperationException missing() {
        return new UnsupportedOperationException(className
                + ": there is no such module here, only its fields; TorchFile.register says how to make one of them");
    }

    @Override
    public String toString() {
        return className;
    }
}
