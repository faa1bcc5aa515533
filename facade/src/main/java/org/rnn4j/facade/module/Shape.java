package org.rnn4j.facade.module;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Structure, sizes and types of an activity, without its numbers: what backward asks of its input. Never changes. */
public final class Shape {
    private static final Shape HOLE = new Shape(null, new long[0], new Shape[0]);

    /** Null for a table. */
    private final @Nullable ElementType type;

    private final long[] sizes;
    private final Shape[] entries;

    private Shape(@Nullable ElementType type, long[] sizes, Shape[] entries) {
        this.type = type;
        this.sizes = sizes;
        this.entries = entries;
    }

    /** That of {@code activity}; {@code known} if it is that. */
    public static Shape of(@Nullable Shape known, @Nullable Activity activity) {
        if (known != null && known.isOf(activity)) {
            return known;
        }
        if (activity == null) {
            return HOLE;
        }
        if (activity instanceof Tensor tensor) {
            return new Shape(tensor.elementType(), tensor.size(), new Shape[0]);
        }
        Table table = activity.toTable();
        Shape[] entries = new Shape[table.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = of(null, table.find(i + 1));
        }
        return new Shape(null, new long[0], entries);
    }

    /** Whether {@code activity} is like that. */
    public boolean isOf(@Nullable Activity activity) {
        if (activity instanceof Tensor tensor) {
            return tensor.elementType() == type && tensor.isSize(sizes);
        }
        if (!(activity instanceof Table table)) {
            return this == HOLE;
        }
        if (type != null || this == HOLE || table.size() != entries.length) {
            return false;
        }
        for (int i = 0; i < entries.length; i++) {
            if (!entries[i].isOf(table.find(i + 1))) {
                return false;
            }
        }
        return true;
    }

    /** As {@link Activity#describe(ElementType)} says it. */
    public String describe(ElementType usual) {
        if (type == null) {
            return this == HOLE
                    ? "nil"
                    : Arrays.stream(entries)
                            .map(entry -> entry.describe(usual))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        String text = sizes.length == 0 ? "empty" : Arrays.toString(sizes);
        return type == usual ? text : type.simpleName() + " " + text;
    }
}
