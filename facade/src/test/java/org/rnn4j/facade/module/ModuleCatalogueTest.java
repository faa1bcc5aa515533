package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.rnn4j.facade.HouseRules;
import org.rnn4j.facade.io.ModuleSpec;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Parameters.Place;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What every module has to get right, tried on all modules of the catalogue. {@code -Dcatalogue.filter=GRU} tries those with that in
 * their entry.
 */
final class ModuleCatalogueTest {
    /** The same arithmetic in the same order. */
    private static final double EXACT = 0;

    /** The same sums in another order, or done twice. */
    private static final double ROUNDING = 1e-12;

    /** What some dozens of operations in single precision cost. */
    private static final double SINGLE = 2e-5;

    @Test
    void everyPublicModuleHasAnEntry() {
        Set<String> names = Catalogue.names(Catalogue.MODULES);
        List<String> without = HouseRules.mainClasses().stream()
                .map(type -> type.reflect())
                .filter(HouseRules.isPublicKindOf(Module.class))
                .map(Class::getSimpleName)
                .filter(name -> !names.contains(name))
                .toList();
        assertEquals(List.of(), without, "modules without an entry in catalogue/modules.txt");
    }

    @TestFactory
    Stream<DynamicNode> modules() {
        String filter = System.getProperty("catalogue.filter", "");
        return Catalogue.MODULES.stream()
                .filter(entry -> entry.toString().contains(filter))
                .map(entry -> dynamicContainer(entry.toString(), tests(entry)));
    }

    private static Stream<DynamicNode> tests(Catalogue.Entry entry) {
        Optional<RuntimeException> failure = Catalogue.failure(entry.spec()::build);
        if (failure.isPresent()) {
            return Stream.of(Catalogue.cannotBeMade(failure.get()));
        }
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(test(entry, "all fields are told", () -> allFieldsAreTold(entry)));
        tests.add(test(entry, "its spec makes the same", () -> specMakesTheSame(entry)));
        for (String input : entry.inputs()) {
            tests.add(test(entry, input + " gradients", () -> gradients(new ModuleTrial(entry, input), entry)));
            tests.add(test(entry, input + " accumulation", () -> accumulation(new ModuleTrial(entry, input), entry)));
            tests.add(test(entry, input + " clone", () -> cloneIsIndependent(new ModuleTrial(entry, input))));
            tests.add(
                    test(entry, input + " clearState", () -> clearStateForgetsNothing(new ModuleTrial(entry, input))));
            tests.add(test(entry, input + " types", () -> typesChange(new ModuleTrial(entry, input), entry)));
            tests.add(test(entry, input + " inputs", () -> inputsStayAsTheyAre(new ModuleTrial(entry, input), entry)));
            tests.add(
                    test(entry, input + " scattered", () -> scatteredInputsGiveTheSame(new ModuleTrial(entry, input))));
            tests.add(test(entry, input + " sharedClone", () -> sharedCloneShares(new ModuleTrial(entry, input))));
            tests.add(test(entry, input + " getParameters", () -> parametersAreFlat(new ModuleTrial(entry, input))));
            tests.add(test(entry, input + " others before", () -> othersBeforeChangeNothing(entry, input)));
            tests.add(test(entry, input + " rows", () -> rowsAreAlike(new ModuleTrial(entry, input))));
        }
        return tests.stream();
    }

    /** Surefire numbers dynamic tests: the message has to say which one it was. */
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

    // ---- the tests

    private static void gradients(ModuleTrial trial, Catalogue.Entry entry) {
        if (!trial.hasBackward()) {
            return;
        }
        ModuleTrial.Results results = trial.run();
        for (int step = 0; step < trial.inputs.size() && !entry.is("no input gradient"); step++) {
            List<Tensor> inputs = Samples.tensors(trial.inputs.get(step));
            List<Tensor> gradInputs = Samples.tensors(results.gradInputs().get(step));
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i).elementType().isFloatingPoint()) {
                    String what = "gradient of input, step " + (step + 1) + ", tensor " + (i + 1);
                    GradientCheck.check(what, inputs.get(i), gradInputs.get(i), trial::loss);
                }
            }
        }
        List<Tensor> weights = trial.module.parameters().weights();
        for (int i = 0; i < weights.size() && !entry.is("no parameter gradient"); i++) {
            String what = "gradient of parameter " + (i + 1);
            GradientCheck.check(what, weights.get(i), results.gradients().get(i), trial::loss);
        }
    }

    private static void accumulation(ModuleTrial trial, Catalogue.Entry entry) {
        List<Tensor> once = trial.run().gradients();
        List<Tensor> twice =
                trial.run(trial.module, trial.inputs, trial.gradOutputs, 1).gradients();
        for (int i = 0; i < once.size() && !entry.is("no accumulation"); i++) {
            assertMultiple("gradient of parameter " + (i + 1) + " after two backwards", 2, once.get(i), twice.get(i));
        }
        if (!entry.is("scale 1") && !entry.is("no scale")) {
            trial.module.zeroGradParameters();
            List<Tensor> scaled = trial.run(trial.module, trial.inputs, trial.gradOutputs, -0.5)
                    .gradients();
            for (int i = 0; i < once.size(); i++) {
                assertMultiple("gradient of parameter " + (i + 1) + " of scale -0.5", -0.5, once.get(i), scaled.get(i));
            }
        }
    }

    private static void assertMultiple(String what, double factor, Tensor expected, Tensor actual) {
        Tensor multiple = new Tensor(expected.elementType(), expected.size()).add(factor, expected);
        Samples.assertClose(what, multiple, actual, ROUNDING);
    }

    private static void allFieldsAreTold(Catalogue.Entry entry) {
        for (String input : entry.inputs()) {
            ModuleTrial trial = new ModuleTrial(entry, input);
            assertEquals(List.of(), FieldAudit.dropped(trial.module), "fields after forward that fields() drops");
            assertEquals(
                    List.of(), FieldAudit.undeclared(trial.module), "fields after forward that fields() does not tell");
            trial.run();
            assertEquals(List.of(), FieldAudit.dropped(trial.module), "fields after backward that fields() drops");
            assertEquals(
                    List.of(),
                    FieldAudit.undeclared(trial.module),
                    "fields after backward that fields() does not tell");
            trial.module.evaluate();
            trial.forward(trial.module, trial.inputs);
            assertEquals(
                    List.of(),
                    FieldAudit.undeclared(trial.module),
                    "fields after evaluation that fields() does not tell");
        }
    }

    private static void cloneIsIndependent(ModuleTrial trial) {
        ModuleTrial.Results before = trial.run();
        Module clone = trial.module.clone();
        assertEquals(List.of(), FieldAudit.shared(trial.module, clone), "what a clone shares with its original");
        assertEquals(trial.module.toString(), clone.toString());
        assertEquals(trial.module.isTraining(), clone.isTraining());
        clone.zeroGradParameters();
        ModuleTrial.assertSame(before, trial.run(clone, trial.inputs, trial.gradOutputs, 1), EXACT);
        for (Tensor weight : clone.parameters().weights()) {
            weight.fill(0.125);
        }
        clone.zeroGradParameters();
        trial.forward(clone, trial.inputs);
        ModuleTrial.assertSame(before, trial.run(), EXACT);
    }

    private static void clearStateForgetsNothing(ModuleTrial trial) {
        ModuleTrial.Results before = trial.run();
        trial.module.clearState();
        ModuleTrial.assertSame(before, trial.run(), EXACT);
    }

    private static void typesChange(ModuleTrial trial, Catalogue.Entry entry) {
        if (entry.is("no float")) {
            return;
        }
        ModuleTrial.Results inDouble = trial.run();
        trial.module.toFloat();
        trial.module.zeroGradParameters();
        ModuleTrial.Results inFloat = trial.run(
                trial.module,
                ModuleTrial.to(ElementType.FLOAT, trial.inputs),
                ModuleTrial.to(ElementType.FLOAT, trial.gradOutputs),
                1);
        ModuleTrial.assertSame(inDouble, inFloat, SINGLE);
        for (Activity output : inFloat.outputs()) {
            for (Tensor tensor : Samples.tensors(output)) {
                assertNotEquals(ElementType.DOUBLE, tensor.elementType(), "type of the output after toFloat()");
            }
        }
        for (Tensor weight : trial.module.parameters().weights()) {
            assertEquals(ElementType.FLOAT, weight.elementType(), "type of the parameters after toFloat()");
        }
        trial.module.toDouble();
        ModuleTrial.assertSame(inDouble, trial.run(), SINGLE);
    }

    private static void inputsStayAsTheyAre(ModuleTrial trial, Catalogue.Entry entry) {
        if (entry.is("in place")) {
            return;
        }
        List<Activity> inputs = trial.inputs.stream().map(Activity::copy).toList();
        List<Activity> gradOutputs =
                trial.gradOutputs.stream().map(Activity::copy).toList();
        trial.run();
        for (int step = 0; step < inputs.size(); step++) {
            Samples.assertClose("input after use", inputs.get(step), trial.inputs.get(step), EXACT);
            Samples.assertClose("gradOutput after use", gradOutputs.get(step), trial.gradOutputs.get(step), EXACT);
        }
    }

    private static void scatteredInputsGiveTheSame(ModuleTrial trial) {
        ModuleTrial.Results contiguous = trial.run();
        trial.module.zeroGradParameters();
        ModuleTrial.Results scattered = trial.run(
                trial.module,
                trial.inputs.stream().map(Samples::scattered).toList(),
                trial.gradOutputs.stream().map(Samples::scattered).toList(),
                1);
        ModuleTrial.assertSame(contiguous, scattered, ROUNDING);
    }

    private static void sharedCloneShares(ModuleTrial trial) {
        ModuleTrial.Results before = trial.run();
        Module clone = trial.module.sharedClone();
        List<Tensor> shared = learned(clone);
        List<Tensor> own = learned(trial.module);
        for (int i = 0; i < own.size(); i++) {
            assertEquals(Place.of(own.get(i)), Place.of(shared.get(i)), "place of learned tensor " + (i + 1));
        }
        Activity output = trial.module.output();
        Activity copy = output == null ? null : output.copy();
        trial.module.zeroGradParameters();
        ModuleTrial.assertSame(before, trial.run(clone, trial.inputs, trial.gradOutputs, 1), EXACT);
        Samples.assertClose("output of the original after a run of its clone", copy, trial.module.output(), EXACT);
        for (int i = 0; i < before.gradients().size(); i++) {
            Tensor gradient = trial.module.parameters().gradients().get(i);
            Samples.assertClose(
                    "gradient that the clone added", before.gradients().get(i), gradient, EXACT);
        }
    }

    private static List<Tensor> learned(Module module) {
        Parameters parameters = module.parameters();
        return Stream.concat(parameters.weights().stream(), parameters.gradients().stream())
                .toList();
    }

    private static void parametersAreFlat(ModuleTrial trial) {
        ModuleTrial.Results before = trial.run();
        FlatParameters flat = trial.module.getParameters();
        ModuleTrial.assertSame(before, trial.run(), EXACT);
        Parameters each = trial.module.parameters().distinct();
        long start = 1;
        for (int i = 0; i < each.size(); i++) {
            assertPart(
                    "parameter " + (i + 1),
                    flat.parameters(),
                    start,
                    each.weights().get(i));
            assertPart(
                    "gradient " + (i + 1),
                    flat.gradParameters(),
                    start,
                    each.gradients().get(i));
            start += each.weights().get(i).nElement();
        }
        assertEquals(start - 1, flat.parameters().nElement());
    }

    private static void assertPart(String what, Tensor flat, long start, Tensor part) {
        assertEquals(Place.of(flat.narrow(1, start, part.nElement())), Place.of(part), "place of " + what);
    }

    /** Inputs of other sizes before, as the entry has them, leave nothing behind. */
    private static void othersBeforeChangeNothing(Catalogue.Entry entry, String input) {
        if (entry.spec().name().equals("BiSequencerLM")) {
            // As Torch's, its table of gradients keeps the steps of longer sequences before.
            return;
        }
        ModuleTrial trial = new ModuleTrial(entry, input);
        ModuleTrial.Results expected = trial.run();
        for (String other : entry.inputs()) {
            ModuleTrial before = new ModuleTrial(entry, other);
            before.run();
            before.module.zeroGradParameters();
            ModuleTrial.Results results = before.run(before.module, trial.inputs, trial.gradOutputs, 1);
            ModuleTrial.assertSame(expected, results, ROUNDING);
        }
    }

    /** All rows of a batch but the last, and then that one as a single sample, give together what the batch gives. */
    private static void rowsAreAlike(ModuleTrial trial) {
        if (!(trial.module instanceof RowWise rows)
                || !rows.isRowWise()
                || !(trial.inputs.get(0) instanceof Tensor batch)
                || batch.dim() < 2
                || (rows.sampleDimensions() != RowWise.ANY && batch.dim() != rows.sampleDimensions() + 1)
                || batch.size(1) < 2) {
            return;
        }
        ModuleTrial.Results whole = trial.run();
        trial.module.zeroGradParameters();
        for (UnaryOperator<Tensor> part : List.<UnaryOperator<Tensor>>of(
                tensor -> tensor.narrow(1, 1, tensor.size(1) - 1), tensor -> tensor.select(1, tensor.size(1)))) {
            ModuleTrial.Results results =
                    trial.run(trial.module, parts(trial.inputs, part), parts(trial.gradOutputs, part), 1);
            ModuleTrial.assertSame(
                    new ModuleTrial.Results(parts(whole.outputs(), part), parts(whole.gradInputs(), part), List.of()),
                    results,
                    ROUNDING);
        }
        List<Tensor> gradients = trial.module.parameters().gradients();
        for (int i = 0; i < gradients.size(); i++) {
            Samples.assertClose("sum of gradient " + (i + 1), whole.gradients().get(i), gradients.get(i), ROUNDING);
        }
    }

    private static List<Activity> parts(List<Activity> activities, UnaryOperator<Tensor> part) {
        return activities.stream().map(activity -> Samples.map(activity, part)).toList();
    }

    private static void specMakesTheSame(Catalogue.Entry entry) {
        for (String input : entry.inputs()) {
            ModuleTrial trial = new ModuleTrial(entry, input);
            ModuleSpec spec = ModuleSpec.parse(ModuleSpec.of(trial.module).toJson());
            Module made = trial.made(spec);
            assertEquals(trial.module.toString(), made.toString());
            assertEquals(ModuleSpec.of(trial.module), ModuleSpec.of(made));
            assertTrue(made.getClass() == trial.module.getClass());
            // The first forward adds copies to some containers, and so parameters.
            trial.forward(made, trial.inputs);
            List<Tensor> weights = trial.module.parameters().weights();
            List<Tensor> others = made.parameters().weights();
            assertEquals(
                    weights.stream().map(Tensor::describe).toList(),
                    others.stream().map(Tensor::describe).toList());
            for (int i = 0; i < weights.size(); i++) {
                others.get(i).copy(weights.get(i));
            }
            made.zeroGradParameters();
            ModuleTrial.assertSame(trial.run(), trial.run(made, trial.inputs, trial.gradOutputs, 1), EXACT);
        }
    }
}
