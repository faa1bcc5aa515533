package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for some of the time steps, most often the last few. Step 0, the state before the first step, has a place of its own, so
 * that a long sequence costs no more than the steps that are kept.
 */
final class Steps<T> {
    private @Nullable T initial;
    private @Nullable Object[] slots = new Object[8];
    /** Step of the first slot. */
    private int first = 1;

    private int used;
    private int count;

    /** What is kept for {@code step}, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    T get(int step) {
        if (step == 0) {
            return initial;
        }
        int slot = step - first;
        return slot < 0 || slot >= used ? null : (T) slots[slot];
    }

    /** Keeps {@code value} for {@code step}; null drops what is there. */
    void set(int step, @Nullable T value) {
        if (step == 0) {
            initial = value;
            return;
        }
        if (step < 0 || (value == null && get(step) == null)) {
            return;
        }
        int slot = place(step);
        count += (value == null ? 0 : 1) - (slots[slot] == null ? 0 : 1);
        slots[slot] = value;
        used = Math.max(used, slot + 1);
    }

    private int place(int step) {
        if (count == 0) {
            first = step;
            used = 0;
        }
        if (step < first) {
            moveTo(step, 0);
        } else if (step - first >= slots.length) {
            int empty = 0;
            while (empty < used && slots[empty] == null) {
                empty++;
            }
            moveTo(first + empty, empty);
        }
        int slot = step - first;
        if (slot >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(2 * slots.length, slot + 1));
        }
        return slot;
    }

    /** Makes {@code newFirst} the step of the first slot; the first {@code empty} slots hold nothing. */
    private void moveTo(int newFirst, int empty) {
        int shift = newFirst - first;
        @Nullable Object[] old = slots;
        slots = shift < 0 ? new Object[used - shift] : new Object[old.length];
        System.arraycopy(old, empty, slots, empty - shift, used - empty);
        used -= shift;
        first = newFirst;
    }

    /** Number of steps from 1 on for which something is kept. */
    int count() {
        return count;
    }

    /** Drops everything. */
    void clear() {
        initial = null;
        Arrays.fill(slots, null);
        first = 1;
        used = 0;
        count = 0;
    }

    /** Moves what is kept, in order, to steps {@code from}, {@code from + 1}, ... */
    void compact(int from) {
        List<T> values = values();
        T zero = initial;
        clear();
        initial = zero;
        for (int i = 0; i < values.size(); i++) {
            set(from + i, values.get(i));
        }
    }

    /** What is kept for the steps from 1 on, in order. */
    @SuppressWarnings("unchecked")
    List<T> values() {
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < used; i++) {
            if (slots[i] != null) {
                values.add((T) slots[i]);
            }
        }
        return values;
    }

    /** The same steps with everything kept put through {@code change}. */
    Steps<T> map(UnaryOperator<T> change) {
        Steps<T> result = new Steps<>();
        if (initial != null) {
            result.initial = change.apply(initial);
        }
        for (int step = first; step < first + used; step++) {
            T value = get(step);
            if (value != null) {
                result.set(step, change.apply(value));
            }
        }
        return result;
    }
}
