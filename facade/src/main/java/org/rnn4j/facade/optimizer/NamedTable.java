package org.rnn4j.facade.optimizer;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Torch's table whose keys are names, as optimisers take one with their settings and one with what they remember:
 *
 * <pre>
 * NamedTable config = NamedTable.of("learningRate", 0.01, "momentum", 0.9);
 * optim.sgd(feval, parameters, config);
 * double steps = config.number("evalCounter");
 * </pre>
 *
 * Values are numbers, truth values, texts, tensors, tables and line searches. Settings may change between steps: {@code
 * config.set("learningRate", 0.001)}.
 */
public final class NamedTable {
    private final Map<String, Object> entries = new TreeMap<>();

    /** An empty table. */
    public NamedTable() {}

    /**
     * A table of names and their values.
     *
     * @param namesAndValues name, value, name, value, ...
     */
    public static NamedTable of(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "NamedTable: expected names and values in turns, got " + namesAndValues.length + " arguments");
        }
        NamedTable table = new NamedTable();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new IllegalArgumentException(
                        "NamedTable: expected a name as argument " + (i + 1) + ", got " + describe(namesAndValues[i]));
            }
            table.set(name, namesAndValues[i + 1]);
        }
        return table;
    }

    /**
     * Sets what {@code name} stands for; null removes it.
     *
     * @param value a number, truth value, text, tensor, table or line search
     * @return this
     */
    public NamedTable set(String name, @Nullable Object value) {
        if (value == null) {
            entries.remove(name);
        } else if (value instanceof Number number) {
            entries.put(name, number.doubleValue());
        } else if (value instanceof Boolean
                || value instanceof String
                || value instanceof Activity
                || value instanceof NamedTable
                || value instanceof LineSearch) {
            entries.put(name, value);
        } else {
            throw new IllegalArgumentException("NamedTable: expected a number, truth value, text, tensor, table or line"
                    + " search as " + name + ", got " + describe(value));
        }
        return this;
    }

    /** Sets {@code name} to what is computed from other entries whenever somebody looks. */
    void derive(String name, Supplier<Tensor> value) {
        entries.put(name, value);
    }

    /** What {@code name} stands for, numbers as Double; null if there is nothing. */
    public @Nullable Object find(String name) {
        Object value = entries.get(name);
        return value instanceof Supplier<?> derived ? derived.get() : value;
    }

    /** Whether there is something under {@code name} that is not false. */
    public boolean has(String name) {
        Object value = entries.get(name);
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** The number under {@code name}. */
    public double number(String name) {
        return as(Double.class, "a number", name);
    }

    /** The number under {@code name}, or {@code otherwise} if there is nothing. */
    public double number(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** The tensor under {@code name}. */
    public Tensor tensor(String name) {
        return as(Tensor.class, "a tensor", name);
    }

    /** The list of activities under {@code name}. */
    public Table table(String name) {
        return as(Table.class, "a table", name);
    }

    /** The table under {@code name}. */
    public NamedTable named(String name) {
        return as(NamedTable.class, "a table with names", name);
    }

    private <T> T as(Class<T> type, String kind, String name) {
        Object value = find(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("NamedTable: expected " + kind + " as " + name + ", got "
                    + (value == null ? "nothing" : describe(value)));
        }
        return type.cast(value);
    }

    /**
     * The tensor that is remembered under {@code name}; made when there is none yet, in the type of {@code like} and with the sizes of
     * {@code sizes}.
     */
    Tensor remember(String name, Tensor like, Tensor sizes) {
        if (!entries.containsKey(name)) {
            entries.put(name, new Tensor(like.elementType(), sizes.size()));
        }
        return remembered(name, like);
    }

    /** The tensor that is remembered under {@code name}, which has to be of the type of {@code like} and as large. */
    Tensor remembered(String name, Tensor like) {
        Tensor tensor = tensor(name);
        if (tensor.elementType() != like.elementType() || tensor.elements() != like.elements()) {
            ElementType usual = ElementType.DOUBLE;
            throw new IllegalArgumentException("optim: expected " + name + " to be as the parameters, "
                    + like.describe(usual) + ", got " + tensor.describe(usual) + "; begin with a new state");
        }
        return tensor;
    }

    /** All names, in alphabetical order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** A copy with tensors and tables of its own. */
    public NamedTable copy() {
        NamedTable copy = new NamedTable();
        for (String name : entries.keySet()) {
            Object value = find(name);
            copy.set(
                    name,
                    value instanceof Activity activity
                            ? activity.copy()
                            : value instanceof NamedTable table ? table.copy() : value);
        }
        return copy;
    }

    /** The entries as {@code {learningRate: 0.01, m: [155]}}, tensors as their sizes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (String name : entries.keySet()) {
            text.append(text.length() > 1 ? ", " : "").append(name).append(": ").append(describe(find(name)));
        }
        return text.append('}').toString();
    }

    private static String describe(@Nullable Object value) {
        return value instanceof Activity activity
                ? activity.describe()
                : value instanceof LineSearch ? "a line search" : String.valueOf(value);
    }
}
