package org.rnn4j.facade.io;

import com.google.common.base.Ascii;
import com.google.common.base.Throwables;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls constructors and methods that Torch's names and arguments mean. Arguments at the end that are nil may be left out. */
final class Binding {
    /** Torch's methods that change the type; words that Java keeps for itself. */
    private static final Set<String> TYPE_NAMES = Set.of("float", "double", "long", "int", "short", "byte", "char");

    private Binding() {}

    /** Calls the public constructor of {@code type} that takes {@code values}. */
    static Object construct(Class<?> type, List<? extends @Nullable Object> values) {
        Match<Constructor<?>> match = best(List.of(type.getConstructors()), values);
        if (match == null || Modifier.isAbstract(type.getModifiers())) {
            throw none(type, "constructor", type.getSimpleName(), values, List.of(type.getConstructors()));
        }
        return Objects.requireNonNull(invoke(() -> match.target.newInstance(match.arguments.toArray())));
    }

    /** Calls the method of {@code target} that Torch calls {@code name}; {@code float} is toFloat. */
    static @Nullable Object call(Object target, String name, List<? extends @Nullable Object> values) {
        String javaName =
                TYPE_NAMES.contains(name) ? "to" + Ascii.toUpperCase(name.substring(0, 1)) + name.substring(1) : name;
        return call(target, "method", name, values, method -> sameName(method.getName(), javaName));
    }

    /** Calls the static method of {@code type} that Torch calls {@code name}. */
    static @Nullable Object callStatic(Class<?> type, String name, List<? extends @Nullable Object> values) {
        return call(type, null, "function", name, values, method -> sameName(method.getName(), name));
    }

    /** Assigns what Torch calls the field {@code name}: {@code maskzero} is the method maskZero or setMaskZero with one parameter. */
    static void set(Object target, String name, @Nullable Object value) {
        call(target, "option", name, Collections.singletonList(value), setter(name));
    }

    /** What Torch calls the field {@code name}: the method of that name, or get and that name, without parameters. */
    static @Nullable Object get(Object target, String name) {
        return call(target, "accessor", name, List.of(), getter(name));
    }

    /** Whether {@code target} has a method of that name. */
    static boolean has(Object target, String name) {
        return Arrays.stream(target.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(name) && !Modifier.isStatic(method.getModifiers()));
    }

    /** Whether what Torch calls the field {@code name} can be both asked for and set. */
    static boolean isOption(Object target, String name) {
        List<Method> methods = Arrays.stream(target.getClass().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
        return methods.stream().anyMatch(getter(name)) && methods.stream().anyMatch(setter(name));
    }

    /** {@link #set} for a setting of a class: its static methods. */
    static void setStatic(Class<?> type, String name, @Nullable Object value) {
        call(type, null, "setting", name, Collections.singletonList(value), setter(name));
    }

    /** {@link #get} for a setting of a class: its static methods. */
    static @Nullable Object getStatic(Class<?> type, String name) {
        return call(type, null, "setting", name, List.of(), getter(name));
    }

    private static Predicate<Method> setter(String name) {
        return method -> method.getParameterCount() == 1
                && (sameName(method.getName(), name) || sameName(method.getName(), "set" + name));
    }

    private static Predicate<Method> getter(String name) {
        return method -> method.getParameterCount() == 0
                && method.getReturnType() != void.class
                && (sameName(method.getName(), name) || sameName(method.getName(), "get" + name));
    }

    private static @Nullable Object call(
            Object target, String kind, String name, List<? extends @Nullable Object> values, Predicate<Method> named) {
        return call(target.getClass(), target, kind, name, values, named);
    }

    private static @Nullable Object call(
            Class<?> type,
            @Nullable Object target,
            String kind,
            String name,
            List<? extends @Nullable Object> values,
            Predicate<Method> named) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(named.and(method -> method.getDeclaringClass() != Object.class)
                        .and(method -> Modifier.isStatic(method.getModifiers()) == (target == null)))
                .toList();
        Match<Method> match = best(methods, values);
        if (match == null) {
            throw none(type, kind, name, values, methods);
        }
        return invoke(() -> match.target.invoke(target, match.arguments.toArray()));
    }

    /** {@code running_mean} and {@code runningMean}, {@code maskzero} and {@code maskZero} are the same name. */
    static boolean sameName(String javaName, String torchName) {
        return javaName.equalsIgnoreCase(torchName.replace("_", ""));
    }

    // ---- which one

    private record Match<E>(E target, List<@Nullable Object> arguments, int cost) {}

    private static <E extends Executable> @Nullable Match<E> best(
            List<E> candidates, List<? extends @Nullable Object> given) {
        int size = given.size();
        while (size > 0 && given.get(size - 1) == null) {
            size--;
        }
        List<? extends @Nullable Object> values = given.subList(0, size);
        Match<E> best = null;
        for (E candidate : candidates) {
            Partial partial = match(candidate, 0, values, 0);
            if (partial != null && (best == null || partial.cost < best.cost)) {
                best = new Match<>(candidate, partial.arguments, partial.cost);
            }
        }
        return best;
    }

    /** Arguments for the parameters from some position on. */
    private record Partial(List<@Nullable Object> arguments, int cost) {}

    private static @Nullable Partial match(
            Executable target, int parameter, List<? extends @Nullable Object> values, int next) {
        AnnotatedType[] parameters = target.getAnnotatedParameterTypes();
        if (parameter == parameters.length) {
            return next >= values.size() ? new Partial(List.of(), 0) : null;
        }
        AnnotatedType type = parameters[parameter];
        Object value = next < values.size() ? values.get(next) : null;
        Conversion single = Conversion.of(value, type, target.getDeclaringClass());
        Partial best = null;
        if (single != null) {
            int leftOut = next < values.size() ? 0 : 1;
            best = join(single, leftOut, match(target, parameter + 1, values, next + 1));
        }
        int numbers = 0;
        while (Conversion.takesSizes(type)
                && next + numbers < values.size()
                && values.get(next + numbers) instanceof Number) {
            numbers++;
            Conversion sizes = Conversion.of(values.subList(next, next + numbers), type, target.getDeclaringClass());
            best = sizes == null
                    ? best
                    : cheaper(best, join(sizes, 1, match(target, parameter + 1, values, next + numbers)));
        }
        if (target.isVarArgs() && parameter == parameters.length - 1) {
            Conversion rest =
                    rest((Class<?>) type.getType(), values.subList(Math.min(next, values.size()), values.size()));
            best = rest == null ? best : cheaper(best, join(rest, 1, new Partial(List.of(), 0)));
        }
        return best;
    }

    private static @Nullable Conversion rest(Class<?> arrayType, List<? extends @Nullable Object> values) {
        Object array = Array.newInstance(arrayType.getComponentType(), values.size());
        int cost = 0;
        for (int i = 0; i < values.size(); i++) {
            Conversion element = Conversion.ofElement(values.get(i), arrayType.getComponentType());
            if (element == null) {
                return null;
            }
            Array.set(array, i, element.value());
            cost = Math.max(cost, element.cost());
        }
        return new Conversion(array, cost);
    }

    private static @Nullable Partial join(Conversion first, int extraCost, @Nullable Partial others) {
        if (others == null) {
            return null;
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(first.value());
        arguments.addAll(others.arguments);
        return new Partial(arguments, first.cost() + extraCost + others.cost);
    }

    private static @Nullable Partial cheaper(@Nullable Partial first, @Nullable Partial second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return second.cost < first.cost ? second : first;
    }

    // ---- calling it

    private interface Call {
        @Nullable
        Object run() throws ReflectiveOperationException;
    }

    private static @Nullable Object invoke(Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            Throwables.throwIfUnchecked(e.getTargetException());
            throw new IllegalArgumentException(e.getTargetException().getMessage(), e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("ModuleSpec: cannot call what it names: " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException none(
            Class<?> type,
            String kind,
            String name,
            List<? extends @Nullable Object> values,
            List<? extends Executable> there) {
        String who = "ModuleSpec: " + type.getSimpleName() + ": ";
        String got = values.stream().map(Values::describe).collect(Collectors.joining(", ", "(", ")"));
        if (there.isEmpty()) {
            return new IllegalArgumentException(who + "there is no public " + kind + " " + name + " for " + got);
        }
        String all = there.stream()
                .map(Binding::describe)
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(who + "no " + kind + " takes " + name + got + "; there is " + all);
    }

    private static String describe(Executable target) {
        String name = target instanceof Constructor<?> c ? c.getDeclaringClass().getSimpleName() : target.getName();
        return Arrays.stream(target.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
