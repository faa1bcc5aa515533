package org.rnn4j.bridge.layer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Hidden states as Deeplearning4j keeps them: arrays by name. A single tensor is {@code state}, the entries of a table are
 * {@code state.1}, {@code state.2}, and so on inwards. A module that cannot tell its state has only the mark {@code unknown}, by
 * which it is known again if nothing has happened to it since. Both sides get copies.
 */
final class States {
    private static final String ROOT = "state";
    private static final String UNKNOWN = "unknown";

    private States() {}

    /** The state that {@code module} is in; never empty. */
    static Map<String, INDArray> of(Module module) {
        return of(module::getHiddenState);
    }

    /** The state that {@code state} gives; never empty. */
    static Map<String, INDArray> of(Supplier<@Nullable Activity> given) {
        Activity state = known(given);
        Map<String, INDArray> map = state == null ? Map.of() : toMap(state);
        return map.isEmpty() ? Map.of(UNKNOWN, TimeMajor.detached(Tensor.of(0.0))) : map;
    }

    static Map<String, INDArray> toMap(Activity state) {
        Map<String, INDArray> map = new HashMap<>();
        put(map, ROOT, state);
        return Map.copyOf(map);
    }

    private static @Nullable Activity known(Supplier<@Nullable Activity> state) {
        try {
            return state.get();
        } catch (UnsupportedOperationException e) {
            // Torch's Recurrent has a state and no way to ask for it.
            return null;
        }
    }

    private static void put(Map<String, INDArray> map, String name, Activity state) {
        if (state instanceof Tensor tensor) {
            map.put(name, TimeMajor.detached(tensor));
            return;
        }
        Table table = state.toTable();
        for (int i = 1; i <= table.size(); i++) {
            Activity entry = table.find(i);
            if (entry != null) {
                put(map, name + "." + i, entry);
            }
        }
    }

    /** Whether it is not known what the state is. */
    static boolean isUnknown(Map<String, INDArray> map) {
        return map.containsKey(UNKNOWN);
    }

    /**
     * A state of {@code rows} examples like those of {@code map}, all at the start of a sequence, which {@link
     * #copyRow} can write to.
     */
    static Map<String, INDArray> start(Map<String, INDArray> map, int rows) {
        Map<String, INDArray> start = new HashMap<>();
        map.forEach((name, array) -> {
            long[] sizes = array.shape();
            sizes[0] = rows;
            start.put(name, TimeMajor.detached(new Tensor(ElementType.of(array.dataType()), sizes).zero()));
        });
        return start;
    }

    /** Copies the state of one example; rows count from 0. */
    static void copyRow(Map<String, INDArray> from, int row, Map<String, INDArray> to, int target) {
        to.forEach((name, array) -> Tensor.of(array)
                .narrow(1, target + 1L, 1)
                .copy(Tensor.of(Objects.requireNonNull(from.get(name), name)).narrow(1, row + 1L, 1)));
    }

    /** Whether both hold the same arrays, not just equal ones, and at least one. */
    static boolean isSame(Map<String, INDArray> one, Map<String, INDArray> other) {
        return !one.isEmpty()
                && one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(entry -> entry.getValue() == other.get(entry.getKey()));
    }

    /**
     * The state as the module takes it.
     *
     * @throws UnsupportedOperationException if it is not known what it was
     */
    static @Nullable Activity fromMap(Map<String, INDArray> map) {
        Activity root = null;
        for (Map.Entry<String, INDArray> entry : map.entrySet()) {
            root = with(
                    root,
                    entry.getKey(),
                    path(entry.getKey()),
                    1,
                    Tensor.of(entry.getValue()).copy());
        }
        return root;
    }

    private static String[] path(String name) {
        if (name.equals(UNKNOWN)) {
            throw new UnsupportedOperationException(
                    "a hidden state of a module that has no way to tell or set it, as Recurrent"
                            + " has none; it can only go on at once where it stopped, Recurrence can do more");
        }
        String[] path = name.split("\\.", -1);
        if (!path[0].equals(ROOT)) {
            throw new IllegalArgumentException("hidden state: expected names such as state or state.1, got " + name);
        }
        return path;
    }

    /** The state with {@code value} put where {@code path} leads from position {@code next} on. */
    private static Activity with(@Nullable Activity state, String name, String[] path, int next, Tensor value) {
        if (next == path.length) {
            return value;
        }
        int index = Integer.parseInt(path[next]);
        Table table = state == null ? new Table() : state.toTable();
        return table.set(index, with(table.find(index), name, path, next + 1, value));
    }
}
