package org.rnn4j.facade.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;

/** Writes tables as {@code print} of Torch's shell does: a line for each entry, tensors as their type and sizes, five tables deep. */
final class TablePrinter {
    private static final int DEEPEST = 4;

    private final StringBuilder text = new StringBuilder();

    private TablePrinter() {}

    /** The text for a table of any kind: a {@link Table}, a list, or a map. */
    static String print(Object table) {
        Map<?, ?> entries = entries(table);
        if (entries == null || entries.isEmpty()) {
            return "{}";
        }
        TablePrinter printer = new TablePrinter();
        printer.table(entries, 0);
        return printer.text.toString();
    }

    /** The entries that are not nil, by their keys; null if {@code value} is no table. */
    static @Nullable Map<?, ?> entries(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        if (value instanceof Table table) {
            for (int i = 1; i <= table.size(); i++) {
                Activity entry = table.find(i);
                if (entry != null) {
                    entries.put(i, entry);
                }
            }
            return entries;
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Object entry = list.get(i);
                if (entry != null) {
                    entries.put(i + 1, entry);
                }
            }
            return entries;
        }
        return null;
    }

    private void table(Map<?, ?> entries, int depth) {
        String indent = "    ".repeat(depth);
        text.append(indent).append("{\n");
        entries.forEach((key, value) -> {
            text.append(indent).append("  ").append(Printing.tostring(key)).append(" : ");
            entry(value, depth);
            text.append('\n');
        });
        text.append(indent).append('}');
    }

    private void entry(@Nullable Object value, int depth) {
        Map<?, ?> entries = entries(value);
        if (entries != null) {
            if (depth >= DEEPEST || entries.isEmpty()) {
                text.append("{...}");
            } else {
                text.append('\n');
                table(entries, depth + 1);
            }
        } else if (value instanceof Tensor tensor) {
            text.append(tensor.elementType().simpleName()).append(" - ");
            text.append(tensor.dim() == 0 ? "empty" : "size: " + TensorPrinter.sizes(tensor));
        } else if (value instanceof Storage storage) {
            text.append(storage.type().storageName().substring("torch.".length()));
            text.append(" - size: ").append(storage.size());
        } else if (value instanceof long[] sizes) {
            text.append("LongStorage - size: ").append(sizes.length);
        } else {
            text.append(value instanceof CharSequence ? "\"" + value + "\"" : Printing.tostring(value));
        }
    }
}
