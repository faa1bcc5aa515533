package org.rnn4j.facade.module;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Primitives;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;

/**
 * The constructor arguments of one class of modules or criterions, read back from what was made with them.
 *
 * <p>Their names are those of the parameters of one public constructor, and their values are what the method without parameters or the
 * field of that name holds. It is the constructor with most parameters among those where all can be found. Parameters have names in classes
 * that are compiled with {@code -parameters}.
 */
public final class Arguments {
    private static final ClassValue<Arguments> OF = new ClassValue<>() {
        @Override
        protected Arguments computeValue(Class<?> type) {
            return new Arguments(type);
        }
    };

    /** Where each argument is, in the order of the constructor; null if there is no such constructor. */
    private final @Nullable Map<String, Member> places;

    private final Map<String, Class<?>> types = new LinkedHashMap<>();

    private Arguments(Class<?> type) {
        Constructor<?> declaring = Arrays.stream(type.getConstructors())
                .sorted(Comparator.<Constructor<?>>comparingInt(Constructor::getParameterCount)
                        .reversed()
                        .thenComparing(Constructor::toString))
                .filter(constructor -> places(type, constructor) != null)
                .findFirst()
                .orElse(null);
        places = declaring == null ? null : places(type, declaring);
        if (declaring != null) {
            Arrays.stream(declaring.getParameters())
                    .forEach(parameter -> types.put(parameter.getName(), parameter.getType()));
        }
    }

    /**
     * The arguments of {@code made} by name, in the order of the constructor.
     *
     * @throws UnsupportedOperationException if its class has no constructor whose arguments can be found
     */
    static Map<String, @Nullable Object> of(Object made) {
        Map<String, Member> places = OF.get(made.getClass()).places;
        if (places == null) {
            throw unknown(made.getClass());
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        places.forEach((name, place) -> values.put(name, value(read(place, made))));
        return Collections.unmodifiableMap(values);
    }

    /**
     * The names and types of the constructor arguments of {@code type}, in order.
     *
     * @throws UnsupportedOperationException if it has no constructor whose arguments can be found
     */
    public static Map<String, Class<?>> types(Class<?> type) {
        Arguments arguments = OF.get(type);
        if (arguments.places == null) {
            throw unknown(type);
        }
        return Collections.unmodifiableMap(arguments.types);
    }

    private static UnsupportedOperationException unknown(Class<?> type) {
        return new UnsupportedOperationException(
                type.getName() + ": expected a public constructor with a field or method for each parameter, got none;"
                        + " compile with -parameters, or override arguments()");
    }

    private static @Nullable Map<String, Member> places(Class<?> type, Constructor<?> constructor) {
        Map<String, Member> places = new LinkedHashMap<>();
        for (Parameter parameter : constructor.getParameters()) {
            Member place = parameter.isNamePresent() ? place(type, parameter) : null;
            if (place == null) {
                return null;
            }
            places.put(parameter.getName(), place);
        }
        return places;
    }

    private static @Nullable Member place(Class<?> type, Parameter parameter) {
        List<Member> members = new ArrayList<>();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Arrays.stream(owner.getDeclaredMethods())
                    .filter(method -> method.getParameterCount() == 0 && holds(method.getReturnType(), parameter))
                    .forEach(members::add);
        }
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            Arrays.stream(owner.getDeclaredFields())
                    .filter(field -> holds(field.getType(), parameter))
                    .forEach(members::add);
        }
        return members.stream()
                .filter(member -> member.getName().equals(parameter.getName()))
                .filter(member -> !Modifier.isStatic(member.getModifiers()))
                .filter(member -> ((AccessibleObject) member).trySetAccessible())
                .findFirst()
                .orElse(null);
    }

    private static boolean holds(Class<?> found, Parameter parameter) {
        Class<?> place = Primitives.wrap(found);
        Class<?> wanted = Primitives.wrap(parameter.getType());
        return wanted.isAssignableFrom(place)
                || place.isAssignableFrom(wanted)
                || (place == ElementType.class && wanted == String.class);
    }

    private static @Nullable Object read(Member place, Object made) {
        try {
            return place instanceof Method method ? method.invoke(made) : ((Field) place).get(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(made.getClass().getName() + ": cannot read " + place.getName(), e);
        }
    }

    /** {@code found} as {@link Module#arguments} has it: nothing that the module computes with is handed out to be changed. */
    private static @Nullable Object value(@Nullable Object found) {
        if (found instanceof ElementType type) {
            return type.tensorName();
        }
        if (found instanceof long[] sizes) {
            return sizes.clone();
        }
        if (found instanceof int[] numbers) {
            return List.copyOf(Ints.asList(numbers));
        }
        return found instanceof Object[] entries
                ? Arrays.stream(entries).map(Arguments::value).toList()
                : found;
    }
}
