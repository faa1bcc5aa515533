package org.rnn4j.facade.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lua's table: values of any kind under keys of any kind, such as the options and the state of an optimiser or what a {@code .t7} file
 * holds. What flows through modules is a {@link Table}.
 *
 * <p>Numbers are doubles, as in Lua: {@code put("epoch", 3)} and {@code get("epoch")} give 3.0, keys 1, 1L and 1.0 are the same. Strings
 * and booleans are keys by value, all other objects by identity. An entry set to null is gone. Entries 1 to n come first and in order,
 * all others in the order in which they were put.
 */
public final class LuaTable {
    /** Entries 1 to n, none of them null. */
    private final List<Object> list = new ArrayList<>();

    private final Map<Object, Object> named = new LinkedHashMap<>();
    private final Map<Object, Object> objects = new IdentityHashMap<>();

    /** An empty table. */
    public LuaTable() {}

    /** A table of {@code entries} under 1, 2, ...; it ends before the first null. */
    public static LuaTable of(Object... entries) {
        LuaTable table = new LuaTable();
        for (int i = 0; i < entries.length; i++) {
            table.put(i + 1, entries[i]);
        }
        return table;
    }

    /** A table of {@code entries} under their names. */
    public static LuaTable of(Map<String, ?> entries) {
        LuaTable table = new LuaTable();
        entries.forEach(table::put);
        return table;
    }

    /**
     * A table of names and their values, as settings are written: {@code LuaTable.named("learningRate", 0.01, "momentum", 0.9)}.
     *
     * @param namesAndValues name, value, name, value, ...
     */
    public static LuaTable named(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "LuaTable: expected names and values in turns, got " + namesAndValues.length + " arguments");
        }
        LuaTable table = new LuaTable();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new IllegalArgumentException(
                        "LuaTable: expected a name as argument " + (i + 1) + ", got " + describe(namesAndValues[i]));
            }
            table.put(name, namesAndValues[i + 1]);
        }
        return table;
    }

    /** Lua's {@code #table}: entries 1 to this one are there, the one behind it is not. */
    public int length() {
        return list.size();
    }

    /** How many entries there are, under keys of all kinds. */
    public int size() {
        return list.size() + named.size() + objects.size();
    }

    /** What is under {@code key}, or null. */
    public @Nullable Object get(Object key) {
        Object canonical = key(key);
        if (isByValue(canonical)) {
            int index = position(canonical);
            return index >= 1 && index <= list.size() ? list.get(index - 1) : seen(named.get(canonical));
        }
        return objects.get(canonical);
    }

    /** Puts under {@code name} what is computed whenever somebody looks. */
    public void derive(String name, Supplier<Tensor> value) {
        named.put(name, new Derived(value));
    }

    private record Derived(Supplier<Tensor> value) {}

    private static @Nullable Object seen(@Nullable Object entry) {
        return entry instanceof Derived derived ? derived.value.get() : entry;
    }

    /**
     * Puts {@code value} under {@code key}; null takes away what is there.
     *
     * @return this
     * @throws IllegalArgumentException if the key is null or NaN
     */
    public LuaTable put(Object key, @Nullable Object value) {
        Object canonical = key(key);
        Object entry = value instanceof Number number ? (Object) number.doubleValue() : value;
        int index = position(canonical);
        if (!isByValue(canonical)) {
            putIn(objects, canonical, entry);
        } else if (index == list.size() + 1 && entry != null) {
            named.remove(canonical);
            list.add(entry);
            while (named.containsKey((double) list.size() + 1)) {
                list.add(named.remove((double) list.size() + 1));
            }
        } else if (index < 1 || index > list.size()) {
            putIn(named, canonical, entry);
        } else if (entry != null) {
            list.set(index - 1, entry);
        } else {
            List<Object> behind = list.subList(index, list.size());
            for (int i = 0; i < behind.size(); i++) {
                named.put((double) index + 1 + i, behind.get(i));
            }
            list.subList(index - 1, list.size()).clear();
        }
        return this;
    }

    /** Whether there is something under {@code key}. */
    public boolean has(Object key) {
        return get(key) != null;
    }

    /** Calls {@code action} with each key and value; the table must not change meanwhile. */
    public void forEach(BiConsumer<Object, Object> action) {
        for (int i = 0; i < list.size(); i++) {
            action.accept((double) i + 1, list.get(i));
        }
        named.forEach((key, value) -> action.accept(key, seen(value)));
        objects.forEach(action);
    }

    /**
     * The number under {@code key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public double number(Object key) {
        return typed(key, Double.class, "a number");
    }

    /** The number under {@code key}, or {@code otherwise} if there is nothing or false: Lua's {@code table.key or otherwise}. */
    public double number(Object key, double otherwise) {
        return isTrue(key) ? number(key) : otherwise;
    }

    /**
     * The whole number under {@code key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int integer(Object key) {
        double value = number(key);
        if (value != (int) value) {
            throw expected(key, "a whole number", value);
        }
        return (int) value;
    }

    /**
     * The string under {@code key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(Object key) {
        return typed(key, String.class, "a string");
    }

    /** Lua's truth of what is under {@code key}: false for nothing and for false. */
    public boolean isTrue(Object key) {
        Object value = get(key);
        return value != null && !Boolean.FALSE.equals(value);
    }

    /**
     * The tensor under {@code key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(Object key) {
        return typed(key, Tensor.class, "a tensor");
    }

    /**
     * The table under {@code key}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public LuaTable table(Object key) {
        return typed(key, LuaTable.class, "a table");
    }

    private <T> T typed(Object key, Class<T> type, String what) {
        Object value = get(key);
        if (!type.isInstance(value)) {
            throw expected(key, what, value);
        }
        return type.cast(value);
    }

    private IllegalArgumentException expected(Object key, String what, @Nullable Object got) {
        return new IllegalArgumentException("LuaTable: expected " + what + " under " + text(key, key) + ", got "
                + (got == null ? "nil; there are " + names() : describe(got)));
    }

    private List<Object> names() {
        List<Object> names = new ArrayList<>();
        forEach((key, value) -> names.add(text(key, key.getClass().getSimpleName())));
        return names.size() > 20 ? new ArrayList<>(names.subList(0, 20)) : names;
    }

    /** The entries as {@code {learningRate: 0.01, m: [155]}}, names in alphabetical order, tensors as their sizes. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        list.forEach(value -> parts.add(describe(value)));
        List<Object> keys = new ArrayList<>(named.keySet());
        keys.sort(Comparator.comparing(key -> text(key, key).toString()));
        keys.forEach(key -> parts.add(text(key, key) + ": " + describe(get(key))));
        objects.forEach((key, value) -> parts.add(describe(key) + ": " + describe(value)));
        return "{" + String.join(", ", parts) + "}";
    }

    /** A value in a few characters; of a table its size, since tables may hold themselves. */
    private static String describe(@Nullable Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Activity activity) {
            return activity.describe();
        }
        if (value instanceof LuaTable table) {
            return "a table of " + table.size();
        }
        return String.valueOf(text(value, value.getClass().getSimpleName()));
    }

    private static Object text(Object value, Object otherwise) {
        if (value instanceof Double number && number == number.longValue()) {
            return number.longValue();
        }
        return isByValue(value) ? value : otherwise;
    }

    private static void putIn(Map<Object, Object> entries, Object key, @Nullable Object value) {
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    /** The key as it is kept: a number as a double, with one zero. */
    private static Object key(@Nullable Object key) {
        Object canonical = key instanceof Number number ? (Object) (number.doubleValue() + 0.0) : key;
        if (canonical == null || canonical.equals(Double.NaN)) {
            throw new IllegalArgumentException("LuaTable: expected a key, got " + (key == null ? "nil" : "nan"));
        }
        return canonical;
    }

    private static boolean isByValue(Object key) {
        return key instanceof Double || key instanceof String || key instanceof Boolean || key instanceof LuaString;
    }

    /** The whole number that {@code key} is, or 0. */
    private static int position(Object key) {
        return key instanceof Double number && number == number.intValue() ? number.intValue() : 0;
    }
}
