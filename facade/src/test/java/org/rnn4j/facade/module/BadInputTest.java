package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What every module of the catalogue does with what it does not take: it says so in one line, with its name, what it expected and what
 * came, and is as it was before. {@code -Dcatalogue.filter} as for the other tests.
 */
final class BadInputTest {
    /** A path, who it is, what was expected, and what came. */
    private static final Pattern MESSAGE = Pattern.compile("(?:.* > )?(?<who>[A-Za-z0-9]+).*?: expected .+, got .+");

    /** What complains, too, but is no module. */
    private static final Set<String> OTHERS = Set.of("Table", "Tensor");

    @TestFactory
    Stream<DynamicNode> modules() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.MODULES.stream()
                .filter(entry -> entry.toString().contains(filter))
                .filter(entry -> Catalogue.failure(entry.spec()::build).isEmpty())
                .map(entry -> dynamicContainer(entry.toString(), tests(entry)));
    }

    private static Stream<DynamicNode> tests(Catalogue.Entry entry) {
        List<DynamicNode> tests = new ArrayList<>();
        for (String input : entry.inputs()) {
            ModuleTrial trial = new ModuleTrial(entry, input);
            Activity x = trial.inputs.get(trial.inputs.size() - 1);
            Activity gradOutput = trial.gradOutputs.get(trial.inputs.size() - 1);
            Case each = new Case(entry, input, played(trial, module -> {}, module -> {}));
            for (Spoilt spoilt : Spoilt.of(x)) {
                tests.add(each.inForward(spoilt.how() + " as input", module -> module.forward(spoilt.activity())));
            }
            if (!trial.hasBackward()) {
                continue;
            }
            for (Spoilt spoilt : Spoilt.of(x)) {
                // Backward goes by the sizes; what numbers there are forward has seen.
                if (!spoilt.onlyNumbers()) {
                    tests.add(each.inBackward(
                            spoilt.how() + " as input of backward",
                            module -> module.backward(spoilt.activity(), gradOutput)));
                }
            }
            for (Spoilt spoilt : Spoilt.of(gradOutput)) {
                tests.add(each.inBackward(
                        spoilt.how() + " as gradOutput", module -> module.backward(x, spoilt.activity())));
            }
        }
        return tests.stream();
    }

    /** Two sequences forward and back: the second one with a call before its last forward and one before its first backward. */
    private static ModuleTrial.Results played(
            ModuleTrial trial, Consumer<Module> beforeForward, Consumer<Module> beforeBackward) {
        trial.run();
        trial.module.zeroGradParameters();
        return trial.run(trial.module, trial.inputs, trial.gradOutputs, 1, beforeForward, beforeBackward);
    }

    /** One input of one entry, and what it gives when nothing goes wrong. */
    private record Case(Catalogue.Entry entry, String input, ModuleTrial.Results untouched) {
        DynamicNode inForward(String what, Consumer<Module> call) {
            return test(what, call, true);
        }

        DynamicNode inBackward(String what, Consumer<Module> call) {
            return test(what, call, false);
        }

        private DynamicNode test(String what, Consumer<Module> call, boolean forward) {
            return dynamicTest(input + " " + what, () -> {
                try {
                    check(call, forward);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            entry.spec() + " " + input + " " + what + ": "
                                    + (e instanceof AssertionError ? e.getMessage() : e),
                            e);
                }
            });
        }

        private void check(Consumer<Module> call, boolean forward) {
            AtomicBoolean taken = new AtomicBoolean();
            Consumer<Module> attempt = module -> taken.set(!refuses(module, call, forward && writesFirst()));
            ModuleTrial trial = new ModuleTrial(entry, input);
            Optional<RuntimeException> failure = Optional.empty();
            ModuleTrial.Results results = untouched;
            try {
                results = played(trial, forward ? attempt : module -> {}, forward ? module -> {} : attempt);
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
            // A module that took it, as Torch would, may well be at another place now.
            if (!taken.get()) {
                failure.ifPresent(e -> {
                    throw e;
                });
                ModuleTrial.assertSame(untouched, results, 0);
            }
        }

        /** Whether the first of several modules inside has written to an output that it gave before when another one refuses. */
        private boolean writesFirst() {
            return entry.spec().name().equals("RecurrentAttention");
        }
    }

    /** Whether {@code call} fails; then it says why, and {@code module} is as before. */
    private static boolean refuses(Module module, Consumer<Module> call, boolean outputIsOverwritten) {
        Activity output = module.output();
        Activity gradInput = module.gradInput();
        Activity outputBefore = output == null ? null : output.copy();
        Activity gradInputBefore = gradInput == null ? null : gradInput.copy();
        List<Tensor> weights = copies(module.parameters().weights());
        List<Tensor> gradients = copies(module.parameters().gradients());
        Optional<RuntimeException> failure = Catalogue.failure(() -> call.accept(module));
        if (failure.isEmpty()) {
            return false;
        }
        checkMessage(module, failure.get());
        if (!outputIsOverwritten) {
            Samples.assertClose("output after a failure", outputBefore, module.output(), 0);
        }
        Samples.assertClose("gradInput after a failure", gradInputBefore, module.gradInput(), 0);
        assertSame("parameter", weights, module.parameters().weights());
        assertSame("gradient of parameter", gradients, module.parameters().gradients());
        return true;
    }

    private static void checkMessage(Module module, RuntimeException failure) {
        assertTrue(
                failure instanceof IllegalArgumentException || failure instanceof IllegalStateException,
                failure.toString());
        String message = String.valueOf(failure.getMessage());
        Matcher parts = MESSAGE.matcher(message);
        assertTrue(parts.matches(), "not a line with expected and got: " + message);
        boolean named = message.startsWith(module.getClass().getSimpleName())
                && Character.isUpperCase(parts.group("who").charAt(0))
                && !OTHERS.contains(parts.group("who"));
        assertTrue(named, "does not name a module: " + message);
    }

    private static List<Tensor> copies(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::copy).toList();
    }

    private static void assertSame(String what, List<Tensor> expected, List<Tensor> actual) {
        assertEquals(expected.size(), actual.size(), "number of parameters");
        for (int i = 0; i < expected.size(); i++) {
            Samples.assertClose(what + " " + (i + 1) + " after a failure", expected.get(i), actual.get(i), 0);
        }
    }
}
