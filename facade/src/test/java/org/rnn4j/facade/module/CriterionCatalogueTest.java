package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.rnn4j.facade.HouseRules;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What every criterion has to get right, tried on all criterions of the catalogue; {@code -Dcatalogue.filter} as for modules. */
final class CriterionCatalogueTest {
    private static final double EXACT = 0;

    /** The same sums in another order. */
    private static final double ROUNDING = 1e-12;

    /** What some dozens of operations in single precision cost. */
    private static final double SINGLE = 2e-5;

    @Test
    void everyPublicCriterionHasAnEntry() {
        Set<String> names = Catalogue.names(Catalogue.CRITERIONS);
        List<String> without = HouseRules.mainClasses().stream()
                .map(type -> type.reflect())
                .filter(HouseRules.isPublicKindOf(Criterion.class))
                .map(Class::getSimpleName)
                .filter(name -> !names.contains(name))
                .toList();
        assertEquals(List.of(), without, "criterions without an entry in catalogue/criterions.txt");
    }

    @TestFactory
    Stream<DynamicNode> criterions() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.CRITERIONS.stream()
                .filter(entry -> entry.toString().contains(filter))
                .map(entry -> dynamicContainer(entry.toString(), tests(entry)));
    }

    private static Stream<DynamicNode> tests(Catalogue.Entry entry) {
        Optional<RuntimeException> failure = Catalogue.failure(entry.spec()::buildCriterion);
        if (failure.isPresent()) {
            return Stream.of(Catalogue.cannotBeMade(failure.get()));
        }
        List<DynamicNode> tests = new ArrayList<>();
        for (String input : entry.inputs()) {
            tests.add(test(entry, input + " gradient", () -> gradient(new CriterionTrial(entry, input), entry)));
            tests.add(test(entry, input + " clone", () -> cloneIsIndependent(new CriterionTrial(entry, input))));
            tests.add(test(entry, input + " types", () -> typesChange(new CriterionTrial(entry, input))));
            tests.add(test(entry, input + " inputs", () -> inputsStayAsTheyAre(new CriterionTrial(entry, input))));
            tests.add(test(
                    entry, input + " scattered", () -> scatteredInputsGiveTheSame(new CriterionTrial(entry, input))));
            tests.add(test(entry, input + " others before", () -> othersBeforeChangeNothing(entry, input)));
            tests.add(test(entry, input + " spec", () -> specMakesTheSame(new CriterionTrial(entry, input))));
        }
        return tests.stream();
    }

    private static DynamicNode test(Catalogue.Entry entry, String name, Executable test) {
        return dynamicTest(name, () -> {
            try {
                test.execute();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        entry.spec() + " " + name + ": " + (e instanceof AssertionError ? e.getMessage() : e), e);
            }
        });
    }

    private static void gradient(CriterionTrial trial, Catalogue.Entry entry) {
        Activity gradient = trial.gradient();
        List<Tensor> inputs = Samples.tensors(trial.input);
        List<Tensor> gradients = Samples.tensors(gradient);
        for (int i = 0; i < inputs.size() && !entry.is("no input gradient"); i++) {
            GradientCheck.check("gradient of input " + (i + 1), inputs.get(i), gradients.get(i), trial::loss);
        }
    }

    private static void cloneIsIndependent(CriterionTrial trial) {
        Activity gradient = trial.gradient();
        assertEquals(List.of(), FieldAudit.undeclared(trial.criterion), "fields that fields() does not tell");
        Criterion clone = trial.criterion.clone();
        assertEquals(List.of(), FieldAudit.shared(trial.criterion, clone), "what a clone shares with its original");
        assertEquals(trial.criterion.output(), clone.output());
        assertEquals(trial.loss(), clone.forward(trial.input, trial.target));
        Samples.assertClose("gradInput of the clone", gradient, clone.backward(trial.input, trial.target), EXACT);
    }

    private static void typesChange(CriterionTrial trial) {
        double loss = trial.loss();
        Activity gradient = trial.gradient();
        trial.criterion.toFloat();
        Activity input = Samples.to(ElementType.FLOAT, trial.input);
        Activity target = trial.target == null ? null : Samples.to(ElementType.FLOAT, trial.target);
        assertEquals(loss, trial.criterion.forward(input, target), SINGLE * Math.max(1, Math.abs(loss)));
        Activity inFloat = trial.criterion.backward(input, target);
        Samples.assertClose("gradInput in float", gradient, inFloat, SINGLE);
        assertTrue(Samples.tensors(inFloat).stream().allMatch(tensor -> tensor.elementType() == ElementType.FLOAT));
        trial.criterion.toDouble();
        assertEquals(loss, trial.loss(), SINGLE * Math.max(1, Math.abs(loss)));
    }

    private static void inputsStayAsTheyAre(CriterionTrial trial) {
        Activity input = trial.input.copy();
        Activity target = trial.target == null ? null : trial.target.copy();
        trial.gradient();
        Samples.assertClose("input after use", input, trial.input, EXACT);
        Samples.assertClose("target after use", target, trial.target, EXACT);
    }

    private static void scatteredInputsGiveTheSame(CriterionTrial trial) {
        double loss = trial.loss();
        Activity gradient = trial.gradient();
        Activity input = Samples.scattered(trial.input);
        Activity target = trial.target == null ? null : Samples.scattered(trial.target);
        assertEquals(loss, trial.criterion.forward(input, target), ROUNDING * Math.max(1, Math.abs(loss)));
        Samples.assertClose("gradInput", gradient, trial.criterion.backward(input, target), ROUNDING);
    }

    /** Inputs of other sizes before, as the entry has them, leave nothing behind. */
    private static void othersBeforeChangeNothing(Catalogue.Entry entry, String input) {
        CriterionTrial trial = new CriterionTrial(entry, input);
        double loss = trial.loss();
        Activity gradient = trial.gradient();
        for (String other : entry.inputs()) {
            CriterionTrial before = new CriterionTrial(entry, other);
            before.gradient();
            assertEquals(loss, before.criterion.forward(trial.input, trial.target));
            Samples.assertClose("gradInput", gradient, before.criterion.backward(trial.input, trial.target), EXACT);
        }
    }

    private static void specMakesTheSame(CriterionTrial trial) {
        ModuleSpec spec = ModuleSpec.parse(ModuleSpec.of(trial.criterion).toJson());
        Criterion made = spec.buildCriterion();
        assertEquals(trial.criterion.toString(), made.toString());
        assertEquals(trial.criterion.getClass(), made.getClass());
        assertEquals(ModuleSpec.of(trial.criterion), ModuleSpec.of(made));
        assertEquals(trial.loss(), made.forward(trial.input, trial.target));
    }
}
