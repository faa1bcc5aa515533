package org.rnn4j.facade;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.tensor.Tensor;

/** Makes tensors of Java arrays, and of arrays of arrays as Lua has tables of tables. */
final class NestedArrays {
    private NestedArrays() {}

    /**
     * A tensor with the sizes and values of {@code array}.
     *
     * @throws IllegalArgumentException if arrays next to each other have different lengths, or there is something else than numbers
     */
    static Tensor tensor(ElementType type, Object nested) {
        Object array = inArrays(nested);
        List<Long> found = new ArrayList<>();
        Object inner = array;
        while (inner != null && inner.getClass().isArray()) {
            found.add((long) Array.getLength(inner));
            inner = Array.getLength(inner) == 0 ? null : Array.get(inner, 0);
        }
        long[] sizes = found.stream().mapToLong(Long::longValue).toArray();
        check(array, sizes, 0);
        Tensor tensor = new Tensor(type, sizes);
        copy(array, tensor.storage(), 0);
        return tensor;
    }

    /** Lists, at any depth, as arrays. */
    private static Object inArrays(Object nested) {
        Object[] values =
                nested instanceof List<?> list ? list.toArray() : nested instanceof Object[] array ? array : null;
        if (values == null) {
            return nested;
        }
        return Arrays.stream(values)
                .map(value -> value == null ? null : inArrays(value))
                .toArray();
    }

    private static void check(@Nullable Object values, long[] sizes, int depth) {
        if (values == null || !values.getClass().isArray()) {
            if (depth < sizes.length || !(values instanceof Number)) {
                throw expected(sizes, String.valueOf(values));
            }
            return;
        }
        int length = Array.getLength(values);
        Class<?> component = values.getClass().getComponentType();
        if (depth == sizes.length || length != sizes[depth] || component == boolean.class || component == char.class) {
            throw expected(sizes, component.getSimpleName() + "[" + length + "] at depth " + (depth + 1));
        }
        if (component.isPrimitive() && depth + 1 < sizes.length) {
            throw expected(sizes, component + " at depth " + (depth + 2));
        }
        for (int i = 0; i < length && !component.isPrimitive(); i++) {
            check(Array.get(values, i), sizes, depth + 1);
        }
    }

    private static IllegalArgumentException expected(long[] sizes, String found) {
        return new IllegalArgumentException(
                "Tensor: expected numbers in arrays of the sizes " + Arrays.toString(sizes) + ", got " + found);
    }

    private static long copy(Object values, Storage to, long position) {
        long next = position;
        for (int i = 0; i < Array.getLength(values); i++) {
            Object value = Array.get(values, i);
            if (value instanceof Double || value instanceof Float) {
                to.putDouble(next++, ((Number) value).doubleValue());
            } else if (value instanceof Number integer) {
                to.putLong(next++, integer.longValue());
            } else {
                next = copy(value, to, next);
            }
        }
        return next;
    }
}
