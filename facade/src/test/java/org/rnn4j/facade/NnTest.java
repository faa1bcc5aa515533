package org.rnn4j.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

/** The door is complete, and leads nowhere else. */
final class NnTest {
    private static List<Class<?>> classes() {
        Predicate<Class<?>> modules = HouseRules.isPublicKindOf(Module.class);
        List<Class<?>> classes = new ArrayList<>();
        HouseRules.mainClasses().stream()
                .map(type -> type.reflect())
                .filter(modules.or(HouseRules.isPublicKindOf(Criterion.class)))
                .forEach(classes::add);
        assertFalse(classes.isEmpty());
        return classes;
    }

    @Test
    void everyPublicConstructorHasAMethod() {
        List<String> missing = new ArrayList<>();
        for (Class<?> type : classes()) {
            for (Constructor<?> constructor : type.getConstructors()) {
                if (!has(type, constructor.getParameterTypes())) {
                    missing.add(constructor.toString());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean has(Class<?> type, Class<?>[] parameters) {
        try {
            Method method = nn.class.getMethod(type.getSimpleName(), parameters);
            return method.getReturnType() == type;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Test
    void everyMethodMakesWhatItIsCalled() {
        List<String> names = classes().stream().map(Class::getSimpleName).toList();
        List<String> others = Arrays.stream(nn.class.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .filter(method -> !names.contains(method.getName())
                        || !method.getReturnType().getSimpleName().equals(method.getName()))
                .map(Method::toString)
                .toList();
        assertEquals(List.of(), others);
    }
}
