package org.rnn4j.facade.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.LuaString;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Writes objects so that Torch reads them; an object that is met again is written as its number. What is nested waits on a stack of its own. */
final class TorchWriter {
    private static final byte[] VERSION = "V 1".getBytes(StandardCharsets.ISO_8859_1);

    private final TorchOutput output;
    private final Structures structures;
    /** The numbers of what was written; it stays reachable, so that nothing else takes its identity. */
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();

    private final Deque<Iterator<? extends @Nullable Object>> open = new ArrayDeque<>();

    TorchWriter(TorchOutput output, Structures structures) {
        this.output = output;
        this.structures = structures;
    }

    /**
     * Writes {@code value}, with all that it refers to.
     *
     * @throws UnsupportedOperationException if there is something in it that Torch's files have no form for
     */
    void write(@Nullable Object value) throws IOException {
        List<@Nullable Object> first = new ArrayList<>();
        first.add(value);
        open.push(first.iterator());
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                one(open.element().next());
            } else {
                open.pop();
            }
        }
    }

    private void one(@Nullable Object given) throws IOException {
        if (given == null) {
            output.integer(TorchReader.NIL);
        } else if (numbers.containsKey(given) && isObject(given)) {
            output.integer(TorchReader.OBJECT);
            isNew(given);
        } else {
            one(given, structures.plain(given));
        }
    }

    private static boolean isObject(Object value) {
        return !(value instanceof LuaTable || value instanceof Table || value instanceof TorchFunction);
    }

    /** Writes {@code value}, which is what files have for {@code given}. */
    private void one(Object given, Object value) throws IOException {
        if (value instanceof Number number) {
            output.integer(TorchReader.NUMBER);
            output.number(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            output.integer(TorchReader.BOOLEAN);
            output.integer(truth ? 1 : 0);
        } else if (value instanceof String text) {
            output.integer(TorchReader.STRING);
            output.string(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof LuaString string) {
            output.integer(TorchReader.STRING);
            output.string(string.bytes());
        } else if (value instanceof TorchFunction function) {
            function(function);
        } else if (value instanceof LuaTable || value instanceof Table) {
            output.integer(TorchReader.TABLE);
            if (isNew(value)) {
                table(value);
            }
        } else {
            output.integer(TorchReader.OBJECT);
            if (isNew(given)) {
                object(value);
            }
        }
    }

    private boolean isNew(Object value) throws IOException {
        Integer known = numbers.get(value);
        int number = known == null ? numbers.size() + 1 : known;
        numbers.put(value, number);
        output.integer(number);
        return known == null;
    }

    private void table(Object table) throws IOException {
        List<@Nullable Object> objects = new ArrayList<>();
        if (table instanceof LuaTable entries) {
            entries.forEach((key, value) -> {
                objects.add(key);
                objects.add(value);
            });
        } else {
            Table entries = (Table) table;
            for (int i = 1; i <= entries.size(); i++) {
                if (entries.find(i) != null) {
                    objects.add(i);
                    objects.add(entries.find(i));
                }
            }
        }
        output.integer(objects.size() / 2);
        open.push(objects.iterator());
    }

    private void object(Object value) throws IOException {
        if (value instanceof Tensor tensor) {
            header(tensor.type());
            output.integer(tensor.dim());
            output.longIntegers(tensor.size());
            output.longIntegers(tensor.stride());
            output.longIntegers(tensor.storageOffset());
            List<@Nullable Object> storage = new ArrayList<>();
            storage.add(tensor.dim() == 0 ? null : tensor.storage());
            open.push(storage.iterator());
        } else if (value instanceof Storage storage) {
            header(storage.type().storageName());
            output.longIntegers(storage.size());
            output.elements(storage);
        } else if (value instanceof TorchObject object) {
            header(object.className());
            List<@Nullable Object> content = new ArrayList<>();
            content.add(object.content());
            open.push(content.iterator());
        } else {
            throw new UnsupportedOperationException("torch.save: expected numbers, strings, tables, tensors, modules,"
                    + " criterions, got " + value.getClass().getName());
        }
    }

    private void header(String className) throws IOException {
        output.string(VERSION);
        output.string(className.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void function(TorchFunction function) throws IOException {
        output.integer(function.tag());
        if (function.tag() == TorchReader.FUNCTION || isNew(function)) {
            output.string(function.bytecode());
            List<@Nullable Object> upvalues = new ArrayList<>();
            upvalues.add(function.upvalues());
            open.push(upvalues.iterator());
        }
    }
}
