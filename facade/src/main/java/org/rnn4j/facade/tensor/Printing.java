package org.rnn4j.facade.tensor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/** What Torch writes for things of any kind: numbers, texts, tensors, storages, tables, modules. An array of longs is a LongStorage. */
public final class Printing {
    private Printing() {}

    /** What {@code tostring} gives. */
    public static String tostring(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return LuaNumbers.toText(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return LuaNumbers.toText(number.doubleValue());
        }
        if (value instanceof Storage storage) {
            return storage(storage);
        }
        if (value instanceof long[] sizes) {
            Storage storage = new Storage(ElementType.LONG, sizes.length);
            for (int i = 0; i < sizes.length; i++) {
                storage.putLong(i, sizes[i]);
            }
            return storage(storage);
        }
        return value instanceof List<?> || value instanceof Map<?, ?>
                ? TablePrinter.print(value)
                : String.valueOf(value);
    }

    /** What {@code print} of plain Lua writes: all values with tabs between, and the end of the line. */
    public static String line(@Nullable Object... values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(tostring(values[i]));
        }
        return text.append('\n').toString();
    }

    /** What {@code print} of Torch's shell writes: numbers and texts with a tab behind them, everything else on lines of its own. */
    public static String show(@Nullable Object... values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            boolean simple = value == null
                    || value instanceof Number
                    || value instanceof Boolean
                    || value instanceof CharSequence;
            text.append(tostring(value)).append(simple ? "\t" : "\n");
            text.append(simple && i == values.length - 1 ? "\n" : "");
        }
        return text.toString();
    }

    private static String storage(Storage storage) {
        String end = "[" + storage.type().storageName() + " of size " + storage.size() + "]\n";
        if (storage.size() == 0) {
            return end;
        }
        Tensor numbers = new Tensor(storage, 0, new long[] {storage.size()}, new long[] {1});
        String text = TensorPrinter.print(numbers);
        return text.substring(0, text.lastIndexOf('[')) + end;
    }
}
