package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.Streams;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.bridge.translate.InputShape;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Catalogue;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Every module of the catalogue, compiled, gives what it gives as it is; or it is refused, by an UnsupportedOperationException that says why.
 * {@code -Dcatalogue.filter} as for the other tests.
 */
final class CatalogueTest {
    private static int agreed;
    private static int refused;

    @TestFactory
    Stream<DynamicTest> modules() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.MODULES.stream()
                .filter(entry -> entry.toString().contains(filter) && exists(entry))
                .flatMap(entry -> entry.inputs().stream()
                        .map(input -> dynamicTest(entry.spec() + " " + input, () -> agrees(entry, input))));
    }

    private static boolean exists(Catalogue.Entry entry) {
        try {
            entry.spec().build();
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static void agrees(Catalogue.Entry entry, String input) {
        Tensor.setDefaultType(ElementType.DOUBLE);
        Generator.global().manualSeed(7);
        Module eager = entry.spec().build();
        Samples samples = new Samples(1);
        Activity x = samples.parse(input);
        Module twin = eager.clone();
        GraphOptions options = new GraphOptions();
        if (x instanceof Table || !x.toTensor().elementType().isFloatingPoint()) {
            options.input(shape(x));
        }
        Optional<Module> compiled = unlessRefused(() -> Dl4j.compile(twin, options));
        if (compiled.isEmpty()) {
            return;
        }
        Module graph = compiled.get();
        if (entry.is("evaluate")) {
            eager.evaluate();
            graph.evaluate();
        }
        Optional<Activity> output = unlessRefused(() -> forward(graph, given(entry, x)));
        if (output.isEmpty()) {
            return;
        }
        String what = entry.spec() + " " + input;
        Activity forEager = given(entry, x);
        Agreement.equal(what + ": output", eager.forward(forEager), output.get());
        if (!entry.is("no backward") && !entry.is("no float")) {
            Activity gradOutput = samples.like(output.get());
            Activity gradInput = eager.backward(forEager, given(entry, gradOutput));
            Activity compiledGradInput = graph.backward(given(entry, x), gradOutput);
            if (x instanceof Tensor tensor && !tensor.elementType().isFloatingPoint()) {
                // Zeros, in a sequence of the type of the module.
                gradInput = gradInput.toTensor().toDouble();
                compiledGradInput = compiledGradInput.toTensor().toDouble();
            }
            Agreement.equal(what + ": gradInput", gradInput, compiledGradInput);
            Agreement.parametersEqual(what, eager, graph);
        }
        agreed++;
    }

    /** A graph has batches, in all entries of a table or in none. */
    private static Activity forward(Module graph, Activity x) {
        try {
            return graph.forward(x);
        } catch (IllegalArgumentException e) {
            if (e.getMessage().contains("with a batch in all parts, or in none")) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** What a sample is, for modules that do not tell. */
    private static InputShape shape(Activity sample) {
        if (sample instanceof Tensor tensor) {
            InputShape one = tensor.elementType().isFloatingPoint() ? InputShape.values() : InputShape.indices();
            return tensor.elementType().isFloatingPoint() || tensor.dim() < 2 ? one : InputShape.sequence(one);
        }
        return InputShape.table(
                Streams.stream(sample.toTable()).map(CatalogueTest::shape).toArray(InputShape[]::new));
    }

    /** What the module is given: a copy where it would change it. */
    private static Activity given(Catalogue.Entry entry, Activity input) {
        return entry.is("in place") ? input.copy() : input;
    }

    private static <T> Optional<T> unlessRefused(Supplier<@Nullable T> call) {
        try {
            return Optional.of(call.get());
        } catch (UnsupportedOperationException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank(), "a refusal that says nothing");
            refused++;
            return Optional.empty();
        }
    }

    @AfterAll
    static void report() {
        System.out.println("catalogue, compiled: " + agreed + " agreed, " + refused + " refused");
    }
}
