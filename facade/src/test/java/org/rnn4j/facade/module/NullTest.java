package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.MultiCriterion;
import org.rnn4j.facade.layer.criterion.ParallelCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.Repeater;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Null where something must be is refused at once, in one line, by the module that the caller has written. */
final class NullTest {
    /** Their null is tried in BadInputTest, together with all else that they do not take. */
    private static final Set<String> COMPUTING =
            Set.of("forward", "backward", "updateOutput", "updateGradInput", "accGradParameters");

    private static final Map<Class<?>, Object> SOME = Map.ofEntries(
            Map.entry(int.class, 2),
            Map.entry(long.class, 2L),
            Map.entry(double.class, 0.5),
            Map.entry(boolean.class, false),
            Map.entry(Integer.class, 2),
            Map.entry(Double.class, 0.5),
            Map.entry(Boolean.class, false),
            Map.entry(String.class, "torch.FloatTensor"),
            Map.entry(long[].class, new long[] {2}),
            Map.entry(int[].class, new int[] {1, 2}),
            Map.entry(int[][].class, new int[][] {{1, 2}}),
            Map.entry(List.class, List.of(2L)),
            Map.entry(ParameterFields.class, new ParameterFields()),
            Map.entry(Tensor.class, Tensor.of(1.0, 2)),
            Map.entry(Linear.class, new Linear(2, 2)),
            Map.entry(Module[].class, new Module[0]),
            Map.entry(UnaryOperator.class, (UnaryOperator<Module>) module -> module),
            Map.entry(Class.class, Linear.class),
            Map.entry(Node.class, new Linear(2, 2).node()),
            Map.entry(Node[].class, new Node[0]),
            Map.entry(String[].class, new String[] {"weight"}),
            Map.entry(MSECriterion.class, new MSECriterion()),
            Map.entry(Consumer.class, (Consumer<Module>) module -> {}),
            Map.entry(ElementType.class, ElementType.DOUBLE),
            Map.entry(Remember.class, Remember.BOTH));

    private static void refused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void containersRefuseIt() {
        refused("Sequential: expected a module, got null", () -> new Sequential().add(null));
        refused("Sequential: expected a module, got null", () -> new Sequential().insert(null, 1));
        refused("ParallelTable: expected a module, got null", () -> new ParallelTable().add(null));
        refused("Sequencer: expected a module, got null", () -> new Sequencer(null));
        refused("Recursor: expected a module, got null", () -> new Recursor(null));
        refused("Repeater: expected a module, got null", () -> new Repeater(null, 2));
        refused("BiSequencer: expected a module, got null", () -> new BiSequencer(null));
        refused("SequencerCriterion: expected a criterion, got null", () -> new SequencerCriterion(null));
        refused("MaskZeroCriterion: expected a criterion, got null", () -> new MaskZeroCriterion(null, 1));
        refused("MultiCriterion: expected a criterion, got null", () -> new MultiCriterion().add(null));
        refused("ParallelCriterion: expected a criterion, got null", () -> new ParallelCriterion().add(null, 2));
    }

    /** Each parameter of a constructor or method that is not marked nullable is refused when it is null, before anything else. */
    @TestFactory
    Stream<DynamicTest> whatIsNotNullableIsRefused() {
        return Stream.concat(Catalogue.MODULES.stream(), Catalogue.CRITERIONS.stream())
                .flatMap(entry -> made(entry.spec()))
                .filter(distinctByClass())
                .flatMap(NullTest::calls);
    }

    private static Stream<Object> made(ModuleSpec spec) {
        boolean criterion = Catalogue.names(Catalogue.CRITERIONS).contains(spec.name());
        Supplier<Object> build = criterion ? spec::buildCriterion : spec::build;
        List<Object> made = new ArrayList<>();
        // The catalogue knows classes that do not exist yet.
        return Catalogue.failure(() -> made.add(build.get())).isPresent() ? Stream.empty() : made.stream();
    }

    private static Predicate<Object> distinctByClass() {
        Set<Class<?>> seen = new HashSet<>();
        return object -> seen.add(object.getClass());
    }

    private static Stream<DynamicTest> calls(Object object) {
        Stream<Method> methods = Arrays.stream(object.getClass().getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith("org.rnn4j."))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isBridge() && !COMPUTING.contains(method.getName()));
        return Stream.<Executable>concat(Arrays.stream(object.getClass().getConstructors()), methods)
                .flatMap(call -> IntStream.range(0, call.getParameterCount())
                        .filter(i -> !call.getParameterTypes()[i].isPrimitive())
                        .filter(i -> !call.getParameters()[i].getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .mapToObj(i -> dynamicTest(
                                object.getClass().getSimpleName() + " " + call + " " + (i + 1),
                                () -> refusesNull(object, call, i))));
    }

    private static void refusesNull(Object object, Executable call, int index) throws ReflectiveOperationException {
        Object[] arguments =
                Arrays.stream(call.getParameterTypes()).map(NullTest::some).toArray();
        arguments[index] = null;
        InvocationTargetException thrown = assertThrows(InvocationTargetException.class, () -> {
            if (call instanceof Method method) {
                method.invoke(object, arguments);
            } else {
                ((Constructor<?>) call).newInstance(arguments);
            }
        });
        String message = String.valueOf(thrown.getCause().getMessage());
        String who = object.getClass().getSimpleName();
        boolean refused = thrown.getCause() instanceof IllegalArgumentException && message.endsWith(", got null");
        // Some take no module at all, or no other one.
        boolean never = thrown.getCause() instanceof UnsupportedOperationException
                || thrown.getCause() instanceof IllegalStateException;
        assertTrue(message.startsWith(who) && (refused || never), call + ": " + thrown.getCause());
    }

    /** Something that a parameter of that type may well be. */
    private static Object some(Class<?> type) {
        return SOME.entrySet().stream()
                .filter(entry -> type.isAssignableFrom(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("NullTest.SOME lacks a " + type));
    }

    @Test
    void callsRefuseIt() {
        Tensor x = Tensor.of(1.0, 2);
        refused("Identity: expected a tensor or a table as input, got null", () -> new Identity().forward(null));
        refused("Identity: expected a tensor or a table as input, got null", () -> new Identity().backward(null, x));
        refused(
                "Identity: expected a tensor or a table as gradOutput, got null",
                () -> new Identity().backward(x, null));
        refused("Linear(2 -> 3): expected a tensor as input, got null", () -> new Linear(2, 3).updateOutput(null));
        refused(
                "MSECriterion: expected a tensor or a table as input, got null",
                () -> new MSECriterion().forward(null, x));
        refused("MSECriterion: expected a tensor as target, got null", () -> new MSECriterion().forward(x, null));
        refused("MSECriterion: expected a tensor as target, got null", () -> new MSECriterion().backward(x, null));
    }

    @Test
    void tablesHaveHolesOnlyWhereOneIsSet() {
        String message = ": expected a tensor or a table as entry 2, got null; set makes holes";
        refused("Table" + message, () -> Table.of(new Tensor(), null));
        refused("Table" + message, () -> Table.of(new Tensor()).insert(null));
        assertTrue(new Table().set(2, new Tensor()).set(1, null).find(1) == null);
    }
}
