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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What every module and criterion of the catalogue does with what it does not take: it says so in one line, with its name, what it expected and what
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

    @TestFactory
    Stream<DynamicNode> criterions() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.CRITERIONS.stream()
                .filter(entry -> entry.toString().contains(filter))
                .filter(entry -> Catalogue.failure(entry.spec()::buildCriterion).isEmpty())
                .map(entry -> dynamicContainer(entry.toString(), criterionTests(entry)));
    }

    private static Stream<DynamicNode> criterionTests(Catalogue.Entry entry) {
        List<DynamicNode> tests = new ArrayList<>();
        for (String inputAndTarget : entry.inputs()) {
            CriterionTrial trial = new CriterionTrial(entry, inputAndTarget);
            for (Spoilt spoilt : Spoilt.of(trial.input)) {
                tests.add(test(entry, inputAndTarget, spoilt.how() + " as input", spoilt.activity(), trial.target));
            }
            for (Spoilt spoilt : trial.target == null ? List.<Spoilt>of() : Spoilt.of(trial.target)) {
                tests.add(test(entry, inputAndTarget, spoilt.how() + " as target", trial.input, spoilt.activity()));
            }
        }
        return tests.stream();
    }

    private static DynamicNode test(
            Catalogue.Entry entry,
            String inputAndTarget,
            String what,
            @Nullable Activity input,
            @Nullable Activity target) {
        return dynamicTest(inputAndTarget + " " + what, () -> {
            CriterionTrial trial = new CriterionTrial(entry, inputAndTarget);
            Criterion criterion = trial.criterion;
            Activity gradient = trial.gradient();
            double loss = criterion.output();
            Executable unchanged = () -> {
                assertEquals(loss, criterion.output(), "output");
                Samples.assertClose("gradInput", gradient, criterion.gradInput(), 0);
                assertEquals(loss, trial.loss(), "loss of the next forward");
                Samples.assertClose("gradient of the next backward", gradient, trial.gradient(), 0);
            };
            try {
                Optional<RuntimeException> forward = Catalogue.failure(() -> criterion.forward(input, target));
                if (forward.isPresent()) {
                    checkMessage(criterion.getClass(), forward.get());
                    unchanged.execute();
                    Optional<RuntimeException> backward = Catalogue.failure(() -> criterion.backward(input, target));
                    checkMessage(
                            criterion.getClass(),
                            backward.orElseThrow(() -> new AssertionError("taken by backward, not by forward")));
                    unchanged.execute();
                } else {
                    criterion.backward(input, target);
                }
            } catch (RuntimeException | AssertionError e) {
                throw located(entry, inputAndTarget + " " + what, e);
            }
        });
    }

    private static AssertionError located(Catalogue.Entry entry, String what, Throwable e) {
        return new AssertionError(
                entry.spec() + " " + what + ": " + (e instanceof AssertionError ? e.getMessage() : e), e);
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
                    throw located(entry, input + " " + what, e);
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
            return Set.of("RecurrentAttention", "gModule").contains(entry.spec().name());
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
        checkMessage(module.getClass(), failure.get());
        if (!outputIsOverwritten) {
            Samples.assertClose("output after a failure", outputBefore, module.output(), 0);
        }
        Samples.assertClose("gradInput after a failure", gradInputBefore, module.gradInput(), 0);
        assertSame("parameter", weights, module.parameters().weights());
        assertSame("gradient of parameter", gradients, module.parameters().gradients());
        return true;
    }

    private static void checkMessage(Class<?> type, RuntimeException failure) {
        assertTrue(
                failure instanceof IllegalArgumentException || failure instanceof IllegalStateException,
                failure.toString());
        String message = String.valueOf(failure.getMessage());
        Matcher parts = MESSAGE.matcher(message);
        assertTrue(parts.matches(), "not a line with expected and got: " + message);
        boolean named = message.startsWith(type.getSimpleName())
                && (Character.isUpperCase(parts.group("who").charAt(0))
                        || parts.group("who").equals("gModule"))
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
