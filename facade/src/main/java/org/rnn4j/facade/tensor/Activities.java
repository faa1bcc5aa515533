package org.rnn4j.facade.tensor;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;

/** What is done to tensors and to tables of them alike. */
public final class Activities {
    private Activities() {}

    /**
     * Copies {@code source} into {@code target} as far as that has the same structure and type, else into a new activity.
     *
     * @return what now equals {@code source}
     */
    public static Activity copy(@Nullable Activity target, Activity source) {
        if (source instanceof Tensor tensor) {
            Tensor buffer = target instanceof Tensor old && old.elementType() == tensor.elementType() && old != tensor
                    ? old
                    : new Tensor(tensor.elementType());
            return tensor.nElement() == 0
                    ? buffer.clear()
                    : buffer.resizeAs(tensor).copy(tensor);
        }
        Table from = source.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        for (int i = 1; i <= from.size(); i++) {
            Activity entry = from.find(i);
            to.set(i, entry == null ? null : copy(to.find(i), entry));
        }
        to.truncate(from.size());
        return to;
    }

    /**
     * Copies {@code source} as tensors of {@code type}, into {@code target} as far as that has the same structure and this type, else into a
     * new activity.
     *
     * @return the copy
     */
    public static Activity convert(@Nullable Activity target, Activity source, ElementType type) {
        if (source instanceof Tensor tensor) {
            Tensor buffer =
                    target instanceof Tensor old && old.elementType() == type && old != tensor ? old : new Tensor(type);
            return tensor.nElement() == 0
                    ? buffer.clear()
                    : buffer.resizeAs(tensor).copy(tensor);
        }
        Table from = source.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        for (int i = 1; i <= from.size(); i++) {
            Activity entry = from.find(i);
            to.set(i, entry == null ? null : convert(to.find(i), entry, type));
        }
        to.truncate(from.size());
        return to;
    }

    /** Adds {@code source} to {@code target}, tensor by tensor. */
    public static void add(Activity target, Activity source) {
        add(target, 1, source);
    }

    /** Adds {@code factor * source} to {@code target}, tensor by tensor. */
    public static void add(Activity target, double factor, Activity source) {
        if (target instanceof Tensor tensor) {
            tensor.add(factor, source.toTensor());
            return;
        }
        Table to = target.toTable();
        Table from = source.toTable();
        for (int i = 1; i <= to.size(); i++) {
            add(to.get(i), factor, from.get(i));
        }
    }

    /** Multiplies every tensor by {@code factor}. */
    public static void scale(Activity target, double factor) {
        if (target instanceof Tensor tensor) {
            Kernels.get().scale(tensor, factor);
            return;
        }
        for (Activity entry : target.toTable()) {
            scale(entry, factor);
        }
    }

    /**
     * Zeros of the structure, sizes and types of {@code model}, in the memory of {@code target} as far as that fits.
     *
     * @return the zeros
     */
    public static Activity zeros(@Nullable Activity target, Activity model) {
        if (model instanceof Tensor tensor) {
            ElementType type = tensor.elementType();
            Tensor buffer =
                    target instanceof Tensor old && old.elementType() == type && old != tensor ? old : new Tensor(type);
            return tensor.nElement() == 0
                    ? buffer.clear()
                    : buffer.resizeAs(tensor).zero();
        }
        Table from = model.toTable();
        Table to = target instanceof Table old && old != from ? old : new Table();
        for (int i = 1; i <= from.size(); i++) {
            Activity entry = from.find(i);
            to.set(i, entry == null ? null : zeros(to.find(i), entry));
        }
        to.truncate(from.size());
        return to;
    }

    /**
     * Room for {@code steps} tensors like {@code step}, one behind the other.
     *
     * @param buffer where the room is, if it is of {@code type}
     * @return {@code [steps, ...]}, to be filled
     */
    public static Tensor room(Tensor buffer, ElementType type, long steps, Tensor step) {
        long[] sizes = new long[step.dim() + 1];
        sizes[0] = steps;
        System.arraycopy(step.size(), 0, sizes, 1, step.dim());
        return (buffer.elementType() == type ? buffer : new Tensor(type)).resize(sizes);
    }

    /**
     * All entries of {@code steps} one behind the other.
     *
     * @param buffer where they go, if it is of {@code type}
     * @return {@code [T, ...]}, or null if they are not tensors of one type and size
     */
    public static @Nullable Tensor stack(Table steps, ElementType type, Tensor buffer) {
        if (!(steps.get(1) instanceof Tensor first) || first.dim() == 0) {
            return null;
        }
        for (Activity entry : steps) {
            if (!(entry instanceof Tensor tensor)
                    || tensor.elementType() != first.elementType()
                    || !tensor.isSameSizeAs(first)) {
                return null;
            }
        }
        Tensor stack = room(buffer, type, steps.size(), first);
        for (int step = 1; step <= steps.size(); step++) {
            stack.select(1, step).copy(steps.tensor(step));
        }
        return stack;
    }

    /** Whether both are of the same structure and sizes. */
    public static boolean sameSizes(Activity first, Activity second) {
        if (first instanceof Tensor a && second instanceof Tensor b) {
            return a.isSameSizeAs(b);
        }
        if (!(first instanceof Table a && second instanceof Table b) || a.size() != b.size()) {
            return false;
        }
        for (int i = 1; i <= a.size(); i++) {
            Activity x = a.find(i);
            Activity y = b.find(i);
            if ((x == null) != (y == null) || (x != null && y != null && !sameSizes(x, y))) {
                return false;
            }
        }
        return true;
    }
}
