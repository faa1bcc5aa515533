package org.rnn4j.facade.tensor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;

/** Torch's table as modules use it: a list of activities that counts from 1 and may have holes. */
public final class Table implements Activity, Iterable<Activity> {
    private final List<@Nullable Activity> entries = new ArrayList<>();

    /** An empty table. */
    public Table() {}

    /** A table of these entries. */
    public static Table of(Activity... entries) {
        Table table = new Table();
        for (Activity entry : entries) {
            table.insert(entry);
        }
        return table;
    }

    /** How many entries there are, holes before the last one counted. */
    public int size() {
        return entries.size();
    }

    /**
     * The entry at {@code index}, from 1.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Activity get(int index) {
        Activity entry = find(index);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "Table: expected an entry at " + index + ", got a table of " + size() + ": " + describe());
        }
        return entry;
    }

    /** The entry at {@code index}, from 1, or null if there is none. */
    public @Nullable Activity find(int index) {
        return index < 1 || index > entries.size() ? null : entries.get(index - 1);
    }

    /** The tensor at {@code index}, from 1. */
    public Tensor tensor(int index) {
        return get(index).toTensor();
    }

    /** The table at {@code index}, from 1. */
    public Table table(int index) {
        return get(index).toTable();
    }

    /**
     * Sets the entry at {@code index}, from 1; null makes a hole. The table grows as needed, and ends at its last entry.
     *
     * @return this
     */
    public Table set(int index, @Nullable Activity entry) {
        if (index < 1) {
            throw new IllegalArgumentException("Table: expected an index from 1 on, got " + index);
        }
        if (index <= entries.size()) {
            entries.set(index - 1, entry);
            truncate(entries.size());
        } else if (entry != null) {
            while (entries.size() < index - 1) {
                entries.add(null);
            }
            entries.add(entry);
        }
        return this;
    }

    /**
     * Puts an entry behind the last one.
     *
     * @return this
     * @throws IllegalArgumentException if it is null: holes are made by {@link #set}
     */
    public Table insert(Activity entry) {
        if (entry == null) {
            throw new IllegalArgumentException(
                    "Table: expected a tensor or a table as entry " + (size() + 1) + ", got null; set makes holes");
        }
        entries.add(entry);
        return this;
    }

    /** Removes all entries. */
    public void clear() {
        entries.clear();
    }

    /** Removes all entries behind position {@code size}. */
    public void truncate(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("Table: expected a size of at least 0, got " + size);
        }
        int end = Math.min(size, entries.size());
        while (end > 0 && entries.get(end - 1) == null) {
            end--;
        }
        entries.subList(end, entries.size()).clear();
    }

    /**
     * Walks over the entries.
     *
     * @throws IllegalArgumentException at a hole
     */
    @Override
    public Iterator<Activity> iterator() {
        return new Iterator<>() {
            private int next = 1;

            @Override
            public boolean hasNext() {
                return next <= size();
            }

            @Override
            public Activity next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("Table: no entry behind " + size());
                }
                return get(next++);
            }
        };
    }

    @Override
    public Tensor toTensor() {
        throw new IllegalArgumentException("expected a tensor, got a table " + describe());
    }

    @Override
    public Table toTable() {
        return this;
    }

    @Override
    public Table copy() {
        Table copy = new Table();
        for (Activity entry : entries) {
            copy.entries.add(entry == null ? null : entry.copy());
        }
        return copy;
    }

    @Override
    public String describe() {
        return text(Activity::describe);
    }

    @Override
    public String describe(ElementType usual) {
        return text(entry -> entry.describe(usual));
    }

    @Override
    public String describeSizes() {
        return text(Activity::describeSizes);
    }

    private String text(Function<Activity, String> each) {
        StringBuilder text = new StringBuilder("{");
        for (Activity entry : entries) {
            text.append(text.length() > 1 ? ", " : "").append(entry == null ? "nil" : each.apply(entry));
        }
        return text.append('}').toString();
    }

    /** What Torch's {@code print} shows: a line for each entry, tensors as their type and sizes, tables indented. Holes are left out. */
    @Override
    public String toString() {
        return TablePrinter.print(this);
    }
}
