package org.rnn4j.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;

final class PublicApiTest {
    /** Modules and criterions are in the catalogue already. */
    @Test
    void publicTypesAreMeantToBe() {
        HouseRules.assertPublicTypes(
                HouseRules.isPublicKindOf(Module.class).or(HouseRules.isPublicKindOf(Criterion.class)));
    }

    /** Callers by reflection reach public methods only where the class that declares them is public, too. */
    @Test
    void whatIsPublicCanBeCalledByReflection() {
        List<Method> methods = HouseRules.mainClasses().stream()
                .<Class<?>>map(type -> type.reflect())
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .distinct()
                .toList();
        assertFalse(methods.isEmpty());
        assertEquals(
                List.of(), methods.stream().filter(method -> !callable(method)).toList());
    }

    private static boolean callable(Method method) {
        try {
            MethodHandles.publicLookup().unreflect(method);
            return true;
        } catch (IllegalAccessException e) {
            return false;
        }
    }
}
