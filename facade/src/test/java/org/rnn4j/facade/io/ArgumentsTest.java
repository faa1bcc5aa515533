package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.layer.simple.Copy;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.module.Catalogue;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.tensor.Activity;

/** What modules and criterions say of their constructor arguments, by name and by position. */
final class ArgumentsTest {
    /** Modules whose only argument goes on and on, and is told one by one. */
    private static final Set<String> ONE_BY_ONE = Set.of("View", "Transpose");

    @TestFactory
    Stream<DynamicTest> namesAndPositionsOfModulesAgreeAndMakeTheSame() {
        return there(Catalogue.MODULES)
                .map(spec -> dynamicTest(spec.toJson(), () -> {
                    Module module = spec.build();
                    agree(spec, module.namedArguments().values(), module.arguments());
                    if (!ONE_BY_ONE.contains(spec.name())) {
                        Module made = (Module) made(spec, module.statics(), module.namedArguments());
                        assertEquals(
                                json(module.namedArguments().values()),
                                json(made.namedArguments().values()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> namesAndPositionsOfCriterionsAgreeAndMakeTheSame() {
        return there(Catalogue.CRITERIONS)
                .map(spec -> dynamicTest(spec.toJson(), () -> {
                    Criterion criterion = spec.buildCriterion();
                    agree(spec, criterion.namedArguments().values(), criterion.arguments());
                    Criterion made = (Criterion) made(spec, Map.of(), criterion.namedArguments());
                    assertEquals(
                            json(criterion.namedArguments().values()),
                            json(made.namedArguments().values()));
                }));
    }

    @Test
    void namesAreThoseOfTheConstructorWithMostParameters() {
        assertEquals(
                "{minValue=-1.0, maxValue=1.0, inPlace=false}",
                new HardTanh().namedArguments().toString());
        assertEquals(
                "{exchanges=[[1, 2]]}",
                new Transpose(new int[] {1, 2}).namedArguments().toString());
        assertEquals(
                "{inputType=torch.FloatTensor, outputType=torch.DoubleTensor, forceCopy=false}",
                new Copy("torch.FloatTensor", "torch.DoubleTensor")
                        .namedArguments()
                        .toString());
    }

    @Test
    void sizesAreCopies() {
        Recurrence module = new Recurrence(new Quiet(), 3, 1);
        ((long[]) module.namedArguments().get("outputSize"))[0] = 4;
        assertArrayEquals(new long[] {3}, (long[]) module.namedArguments().get("outputSize"));
    }

    @Test
    void argumentsThatCannotBeFoundAreSaidToBeSo() {
        UnsupportedOperationException e = assertThrows(UnsupportedOperationException.class, new Lossy(2)::arguments);
        assertEquals(
                Lossy.class.getName() + ": expected a public constructor with a field or method for each parameter,"
                        + " got none; compile with -parameters, or override arguments()",
                e.getMessage());
    }

    private static Stream<ModuleSpec> there(List<Catalogue.Entry> entries) {
        return entries.stream()
                .map(Catalogue.Entry::spec)
                .filter(spec -> !spec.name().equals("gModule"))
                .filter(spec -> ModuleClasses.find(spec.name()).isPresent());
    }

    private static void agree(
            ModuleSpec spec, Collection<? extends @Nullable Object> named, List<? extends @Nullable Object> positions) {
        List<@Nullable Object> names = new ArrayList<>(named);
        if (ONE_BY_ONE.contains(spec.name())) {
            Object only = Values.of(names.get(0));
            names = new ArrayList<>(only instanceof long[] sizes ? Values.list(sizes) : (List<?>) only);
        }
        assertEquals(json(names.subList(0, positions.size())), json(positions));
    }

    private static Object made(ModuleSpec spec, Map<String, Object> statics, Map<String, @Nullable Object> arguments) {
        List<@Nullable Object> values = Values.listOf(new ArrayList<>(arguments.values()));
        ModuleSpec named =
                new ModuleSpec(spec.name(), values, null, Map.copyOf(statics), List.of(), List.of(), Map.of());
        return Criterion.class.isAssignableFrom(ModuleClasses.find(spec.name()).orElseThrow())
                ? named.buildCriterion()
                : named.build();
    }

    private static String json(Collection<? extends @Nullable Object> arguments) {
        List<@Nullable Object> values = Values.listOf(new ArrayList<>(arguments));
        return new ModuleSpec("X", values, null, Map.of(), List.of(), List.of(), Map.of()).toJson();
    }

    /** A module that does nothing, made without arguments. */
    public static class Quiet extends Module {
        @Override
        public Activity updateOutput(Activity input) {
            return setOutput(input);
        }

        @Override
        public Activity updateGradInput(Activity input, Activity gradOutput) {
            return setGradInput(gradOutput);
        }
    }

    /** One that does not keep what it is made with. */
    public static final class Lossy extends Quiet {
        public Lossy(int forgotten) {}
    }
}
