package org.rnn4j.facade.io;

import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.LuaString;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Reads objects: numbers, strings, tables, tensors, storages, functions; everything else as a {@link TorchObject}. What a file says twice is one
 * object here. Files nest as deep as they like: what is begun waits on a stack of its own.
 */
final class TorchReader {
    static final int NIL = 0;
    static final int NUMBER = 1;
    static final int STRING = 2;
    static final int TABLE = 3;
    static final int OBJECT = 4;
    static final int BOOLEAN = 5;
    static final int FUNCTION = 6;
    static final int OLD_SHARED_FUNCTION = 7;
    static final int SHARED_FUNCTION = 8;

    /** No object takes less. */
    private static final int LEAST_BYTES = 2;

    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_][\\w.]*");

    private final TorchInput input;
    private final Map<Integer, Object> seen = new HashMap<>();
    private final Deque<Begun> begun = new ArrayDeque<>();

    TorchReader(TorchInput input) {
        this.input = input;
    }

    /** Something that waits for the objects that follow it. */
    private interface Begun {
        /** Takes the next object, which begins at {@code offset}. */
        void take(@Nullable Object value, long offset);

        boolean isComplete();

        Object result();
    }

    /** The next object. */
    @Nullable
    Object read() {
        while (true) {
            long offset = input.source.position();
            Object value = begin();
            if (value instanceof Begun next && !next.isComplete()) {
                begun.push(next);
                continue;
            }
            Object complete = value instanceof Begun next ? next.result() : value;
            while (!begun.isEmpty()) {
                begun.element().take(complete, offset);
                if (!begun.element().isComplete()) {
                    break;
                }
                complete = begun.pop().result();
            }
            if (begun.isEmpty()) {
                return complete;
            }
        }
    }

    /** An object, or what waits for the rest of it. */
    private @Nullable Object begin() {
        long offset = input.source.position();
        int tag = input.integer("a type tag");
        return switch (tag) {
            case NIL -> null;
            case NUMBER -> input.number("a number");
            case STRING -> LuaString.of(input.string("a string"));
            case BOOLEAN -> input.integer("a boolean") == 1;
            case FUNCTION -> new FunctionBegun(new TorchFunction(tag, input.string("bytecode")));
            case TABLE, OBJECT, OLD_SHARED_FUNCTION, SHARED_FUNCTION -> shared(tag);
            default -> throw input.source.failure(offset, "a type tag from 0 to 8", "" + tag);
        };
    }

    private Object shared(int tag) {
        int index = input.integer("the number of an object");
        Object known = seen.get(index);
        if (known != null) {
            return known;
        }
        return switch (tag) {
            case TABLE -> {
                LuaTable table = new LuaTable();
                seen.put(index, table);
                yield new TableBegun(table, 2L * input.count("a number of entries", 2 * LEAST_BYTES), false);
            }
            case OBJECT -> object(index);
            default -> {
                TorchFunction function = new TorchFunction(tag, input.string("bytecode"));
                seen.put(index, function);
                yield new FunctionBegun(function);
            }
        };
    }

    private Object object(int index) {
        long offset = input.source.position();
        String name = text(input.string("the version of an object"));
        int version = 0;
        if (name.startsWith("V ")) {
            Integer number = Ints.tryParse(name.substring(2));
            if (number == null) {
                throw input.source.failure("a version such as V 1", '"' + AsciiInput.printable(name) + '"');
            }
            version = number;
            name = text(input.string("the name of a class"));
        }
        if (!CLASS_NAME.matcher(name).matches()) {
            throw input.source.failure(
                    offset, "the name of a class such as nn.Linear", '"' + AsciiInput.printable(name) + '"');
        }
        TensorClass type = TensorClass.named(name);
        if (type != null && type.isStorage()) {
            Storage storage = input.elements(type, input.longInteger("a number of elements"));
            seen.put(index, storage);
            return storage;
        }
        if (type != null) {
            return tensor(index, type);
        }
        if (name.equals("tds.Hash") || name.equals("tds.Vec")) {
            LuaTable table = new LuaTable();
            seen.put(index, table);
            long at = input.source.position();
            long count = input.longInteger("a number of entries");
            input.checkCount(at, "a number of entries", count, LEAST_BYTES);
            boolean isList = name.endsWith("Vec");
            return new TableBegun(table, isList ? count : 2 * count, isList);
        }
        if (name.startsWith("torch.")) {
            throw input.source.failure(offset, "a class of Torch's that has a form in files", name);
        }
        TorchObject object = new TorchObject(name, version, input.source.name(), offset);
        seen.put(index, object);
        return new ObjectBegun(object);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private TensorBegun tensor(int index, TensorClass type) {
        long offset = input.source.position();
        int dimensions = input.count("a number of dimensions", Integer.BYTES);
        long[] sizes = new long[dimensions];
        long[] strides = new long[dimensions];
        long elements = 1;
        for (int d = 0; d < dimensions; d++) {
            sizes[d] = input.longInteger("a size");
            if (sizes[d] < 1 || elements > Long.MAX_VALUE / sizes[d]) {
                throw input.source.failure(offset, "sizes from 1 on, whose product is a number", "" + sizes[d]);
            }
            elements *= sizes[d];
        }
        for (int d = 0; d < dimensions; d++) {
            strides[d] = input.longInteger("a stride");
        }
        long first = input.longInteger("the offset of a tensor");
        Tensor tensor = new Tensor(type.element());
        seen.put(index, tensor);
        return new TensorBegun(tensor, offset, sizes, strides, first);
    }

    // ---- what waits

    private final class TableBegun implements Begun {
        private final LuaTable table;
        private final boolean isList;
        private long left;
        private @Nullable Object key;

        /** @param left how many objects follow: keys and values, or the entries of a list */
        TableBegun(LuaTable table, long left, boolean isList) {
            this.table = table;
            this.left = left;
            this.isList = isList;
        }

        @Override
        public void take(@Nullable Object value, long offset) {
            left--;
            if (isList) {
                table.put(table.length() + 1, value);
            } else if (key != null) {
                table.put(key, value);
                key = null;
            } else if (value == null || value.equals(Double.NaN)) {
                throw input.source.failure(offset, "the key of an entry", value == null ? "nil" : "nan");
            } else {
                key = value;
            }
        }

        @Override
        public boolean isComplete() {
            return left == 0;
        }

        @Override
        public Object result() {
            return table;
        }
    }

    private final class TensorBegun implements Begun {
        private final Tensor tensor;
        private final long offset;
        private final long[] sizes;
        private final long[] strides;
        private final long first;
        private boolean complete;

        TensorBegun(Tensor tensor, long offset, long[] sizes, long[] strides, long first) {
            this.tensor = tensor;
            this.offset = offset;
            this.sizes = sizes;
            this.strides = strides;
            this.first = first;
        }

        @Override
        public void take(@Nullable Object value, long at) {
            complete = true;
            if (value instanceof Storage storage && storage.type() == tensor.elementType()) {
                if (sizes.length > 0) {
                    place(storage);
                }
            } else if (value != null || sizes.length > 0) {
                throw input.source.failure(
                        at, "a " + tensor.elementType().storageName(), value == null ? "nil" : Values.describe(value));
            }
        }

        private void place(Storage storage) {
            try {
                tensor.set(storage, first, sizes, strides);
            } catch (IllegalArgumentException e) {
                throw input.source.failure(
                        offset,
                        String.valueOf(e.getMessage()).replaceFirst("^set: expected (.*), got .*", "$1"),
                        "offset " + first + ", sizes " + Values.describe(sizes) + ", strides "
                                + Values.describe(strides));
            }
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public Object result() {
            return tensor;
        }
    }

    private static final class ObjectBegun implements Begun {
        private final TorchObject object;
        private boolean complete;

        ObjectBegun(TorchObject object) {
            this.object = object;
        }

        @Override
        public void take(@Nullable Object value, long offset) {
            object.setContent(value);
            complete = true;
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public Object result() {
            return object;
        }
    }

    private static final class FunctionBegun implements Begun {
        private final TorchFunction function;
        private boolean complete;

        FunctionBegun(TorchFunction function) {
            this.function = function;
        }

        @Override
        public void take(@Nullable Object value, long offset) {
            function.setUpvalues(value);
            complete = true;
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public Object result() {
            return function;
        }
    }
}
