package org.rnn4j.facade.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Part;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The values of a spec.
 *
 * <p>They are Long, Double, Boolean, String, null, {@code long[]} (a storage of sizes), Tensor, ModuleSpec, and lists of them. A number
 * that is not finite may also be one of the strings of {@link #NOT_FINITE}, which the parameter decides.
 */
final class Values {
    static final Map<String, Double> NOT_FINITE = Map.of(
            "nan", Double.NaN,
            "inf", Double.POSITIVE_INFINITY,
            "-inf", Double.NEGATIVE_INFINITY);

    private Values() {}

    // ---- from Java

    /** A copy, of the kinds of value listed above, of what a module gives as an argument. */
    static @Nullable Object of(@Nullable Object argument) {
        if (argument == null || argument instanceof Boolean || argument instanceof String) {
            return argument;
        }
        if (argument instanceof Double || argument instanceof Float) {
            return ((Number) argument).doubleValue();
        }
        if (argument instanceof Number number) {
            return number.longValue();
        }
        if (argument instanceof long[] storage) {
            return storage.clone();
        }
        if (argument instanceof Tensor tensor) {
            return tensor.copy();
        }
        if (argument instanceof Table table) {
            List<@Nullable Object> entries = new ArrayList<>();
            for (int i = 1; i <= table.size(); i++) {
                entries.add(of(table.find(i)));
            }
            return Collections.unmodifiableList(entries);
        }
        if (argument instanceof List<?> list) {
            return listOf(list);
        }
        if (argument instanceof Part part) {
            return ModuleSpec.of(part);
        }
        if (argument instanceof ModuleSpec) {
            return argument;
        }
        throw new UnsupportedOperationException(
                "ModuleSpec: a spec cannot hold a " + argument.getClass().getName() + ", got " + argument);
    }

    static List<@Nullable Object> listOf(List<?> list) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object entry : list) {
            values.add(of(entry));
        }
        return Collections.unmodifiableList(values);
    }

    static List<Long> list(long[] storage) {
        List<Long> list = new ArrayList<>();
        for (long size : storage) {
            list.add(size);
        }
        return list;
    }

    /** {@code value} as what flows through modules: a number is a tensor of one element, a list is a table; null if it is neither. */
    static @Nullable Activity activity(@Nullable Object value) {
        if (value instanceof Activity activity) {
            return activity;
        }
        if (value instanceof Number number) {
            return Tensor.of(number.doubleValue());
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        Table table = new Table();
        for (int i = 0; i < list.size(); i++) {
            Object entry = list.get(i);
            Activity activity = activity(entry);
            if (activity == null && entry != null) {
                return null;
            }
            table.set(i + 1, activity);
        }
        return table;
    }

    /** One or two words on what a value is, for messages. */
    static String describe(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Activity activity) {
            return activity.describe();
        }
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        if (value instanceof Part) {
            return "nn." + value.getClass().getSimpleName();
        }
        if (value instanceof List<?> entries) {
            return entries.stream().map(Values::describe).collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof long[] storage ? list(storage).toString() : value.toString();
    }
}
