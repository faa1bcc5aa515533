package org.rnn4j.facade.io;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * A value of a spec as a Java parameter wants it, and how far from it the value was: of several constructors that could be called, the
 * one with the lowest cost is meant.
 *
 * @param value what to hand over
 * @param cost 0 for what needs no conversion
 */
record Conversion(@Nullable Object value, int cost) {

    /** {@code value} for a parameter of {@code declaring}, or null if the parameter cannot take it. */
    static @Nullable Conversion of(@Nullable Object value, AnnotatedType parameter, Class<?> declaring) {
        Type type = parameter.getType();
        if (value == null) {
            boolean primitive = type instanceof Class<?> c && c.isPrimitive();
            return !primitive && takesNull(parameter, declaring) ? new Conversion(null, 0) : null;
        }
        return of(value, type);
    }

    /** Where nothing is said about null, null may be taken. */
    private static boolean takesNull(AnnotatedType parameter, Class<?> declaring) {
        return parameter.isAnnotationPresent(Nullable.class)
                || !declaring.getPackage().isAnnotationPresent(NullMarked.class);
    }

    private static @Nullable Conversion of(Object value, Type type) {
        Class<?> raw = raw(type);
        if (raw == Object.class) {
            return new Conversion(value, 10);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return value instanceof Boolean ? new Conversion(value, raw.isPrimitive() ? 0 : 1) : null;
        }
        if (raw == String.class) {
            return value instanceof String ? new Conversion(value, 0) : null;
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return number(value, raw);
        }
        if (raw.isArray()) {
            return array(value, raw.getComponentType());
        }
        if (raw == List.class) {
            return list(value, type);
        }
        if (raw == Table.class || raw == Activity.class) {
            return activity(value, raw);
        }
        return raw.isInstance(value) ? new Conversion(value, 0) : null;
    }

    private static @Nullable Conversion number(Object value, Class<?> raw) {
        int boxed = raw.isPrimitive() ? 0 : 1;
        double number;
        if (value instanceof Number n) {
            number = n.doubleValue();
        } else if (value instanceof String s && Values.NOT_FINITE.containsKey(s)) {
            number = Values.NOT_FINITE.get(s);
        } else {
            return null;
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < 0x1p53;
        if ((raw == int.class || raw == Integer.class) && whole && number == (int) number) {
            return new Conversion((int) number, boxed);
        }
        if ((raw == long.class || raw == Long.class) && whole) {
            return new Conversion((long) number, 2 + boxed);
        }
        if (raw == double.class || raw == Double.class) {
            return new Conversion(number, (whole ? 4 : 0) + boxed);
        }
        return raw == Number.class ? new Conversion(value, 6) : null;
    }

    /** A storage, or a list, each of whose entries the elements can take. */
    private static @Nullable Conversion array(Object value, Class<?> component) {
        if (value instanceof long[] storage && component == long.class) {
            return new Conversion(storage, 0);
        }
        List<?> entries;
        if (value instanceof long[] storage && component == int.class) {
            entries = Values.list(storage);
        } else if (value instanceof List<?> list) {
            entries = list;
        } else {
            return null;
        }
        Object array = Array.newInstance(component, entries.size());
        int cost = 1;
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.get(i);
            Conversion converted = entry == null ? null : of(entry, component);
            if (converted == null) {
                return null;
            }
            Array.set(array, i, converted.value);
            cost = Math.max(cost, 1 + converted.cost);
        }
        return new Conversion(array, cost);
    }

    private static @Nullable Conversion list(Object value, Type type) {
        if (!(value instanceof List<?> entries)) {
            return null;
        }
        Type element = type instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : Object.class;
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object entry : entries) {
            Conversion c = entry == null ? new Conversion(null, 0) : of(entry, element);
            if (c == null) {
                return null;
            }
            converted.add(c.value);
        }
        return new Conversion(Collections.unmodifiableList(converted), raw(element) == Object.class ? 2 : 1);
    }

    private static @Nullable Conversion activity(Object value, Class<?> raw) {
        Activity activity = Values.activity(value);
        return raw.isInstance(activity) ? new Conversion(activity, raw.isInstance(value) ? 0 : 3) : null;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return raw(p.getRawType());
        }
        return type instanceof WildcardType w ? raw(w.getUpperBounds()[0]) : Object.class;
    }

    /** Whether a parameter takes several sizes that Torch's call lists one after the other. */
    static boolean takesSizes(AnnotatedType parameter) {
        return parameter.getType() == long[].class || parameter.getType() == int[].class;
    }

    /** {@link #of(Object, AnnotatedType, Class)} for one of the values at the end that a parameter with dots collects. */
    static @Nullable Conversion ofElement(@Nullable Object value, Class<?> component) {
        return value == null ? null : of(value, component);
    }
}
