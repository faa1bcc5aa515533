package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.sameStep;
import static org.rnn4j.bridge.Agreement.sameTraining;
import static org.rnn4j.bridge.Agreement.steps;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.BatchNormalization;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.MapTable;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Copies of compiled modules, made by hand or by the modules around them. */
@ExtendWith(Doubles.class)
final class CopiesTest {
    private static Module layers() {
        return new Sequential()
                .add(new ConcatTable()
                        .add(new Sequential().add(new Linear(4, 3)).add(new Tanh()))
                        .add(new Linear(4, 3)))
                .add(new CAddTable());
    }

    private static Arguments around(String name, UnaryOperator<Module> around, Activity input) {
        return Arguments.of(name, around, input);
    }

    static Stream<Arguments> eachStepHasAGraphOfItsOwn() {
        return Stream.of(
                around("Sequencer of a tensor", Sequencer::new, random(5, 2, 4)),
                around("Sequencer of a table", Sequencer::new, steps(random(5, 2, 4))),
                around("Sequencer of single examples", Sequencer::new, random(5, 4)),
                around(
                        "Sequencer of a recurrent net",
                        net -> new Sequencer(new Sequential().add(net).add(new FastLSTM(3, 2))),
                        random(5, 2, 4)),
                around("MapTable", MapTable::new, steps(random(5, 2, 4))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void eachStepHasAGraphOfItsOwn(String name, UnaryOperator<Module> around, Activity input) {
        Module net = layers();
        Module eager = around.apply(net);
        Module compiled = around.apply(Dl4j.compile(net));
        copy(eager, compiled);
        sameTraining(eager, compiled, input);
        eager.evaluate();
        compiled.evaluate();
        equal("in evaluation", eager.forward(input), compiled.forward(input));
    }

    private static void copy(Module from, Module to) {
        for (int i = 0; i < from.parameters().size(); i++) {
            to.parameters().weights().get(i).copy(from.parameters().weights().get(i));
        }
    }

    @Test
    void stepByStepInARecursor() {
        Module net = layers();
        Module eager = new Recursor(net);
        Module compiled = new Recursor(Dl4j.compile(net));
        eager.zeroGradParameters();
        compiled.zeroGradParameters();
        Table inputs = steps(random(5, 2, 4));
        Table outputs = new Table();
        for (Activity input : inputs) {
            Activity output = eager.forward(input);
            outputs.insert(output);
            equal("output", output, compiled.forward(input));
        }
        for (int t = inputs.size(); t >= 1; t--) {
            Activity gradient = Agreement.randomLike(outputs.get(t));
            equal("gradInput", eager.backward(inputs.get(t), gradient), compiled.backward(inputs.get(t), gradient));
        }
        Agreement.parametersEqual("afterwards", eager, compiled);
    }

    @Test
    void aCopyGoesOnFromTheHiddenState() {
        Module eager = new Sequencer(new FastLSTM(4, 3)).remember();
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        sameStep("first", eager, compiled, random(5, 2, 4));
        Module eagerCopy = eager.clone();
        Module copy = compiled.clone();
        Tensor next = random(3, 2, 4);
        sameStep("the copy", eagerCopy, copy, next);
        sameStep("what was copied", eager, compiled, next);
        eagerCopy.forget();
        copy.forget();
        sameStep("the copy from the start", eagerCopy, copy, next);
    }

    @Test
    void whatACloneSharesAndWhatItDoesNot() {
        GraphModule compiled = Dl4j.compile(new Linear(4, 3));
        Tensor flat = compiled.getParameters().parameters();
        GraphModule shared = (GraphModule) compiled.sharedClone();
        GraphModule apart = (GraphModule) compiled.clone();
        assertNotSame(compiled.graph(), shared.graph());
        assertNotSame(compiled.graph(), apart.graph());
        Tensor input = random(2, 4);
        Tensor before = compiled.forward(input).toTensor().copy();
        flat.mul(2);
        equal("shared", before.copy().mul(2), shared.forward(input));
        equal("apart", before, apart.forward(input));
        assertTrue(compiled.parameters()
                .gradients()
                .get(0)
                .isSetTo(shared.parameters().gradients().get(0)));
    }

    @Test
    void runningStatisticsAreThoseOfAllCopies() {
        Module net = new Sequential().add(new Linear(4, 3)).add(new BatchNormalization(3));
        Module eager = new Sequencer(net);
        Module compiled = new Sequencer(Dl4j.compile(net));
        eager.forward(random(5, 6, 4));
        compiled.forward(random(5, 6, 4));
        Tensor input = random(5, 6, 4);
        for (Module module : List.of(eager, compiled)) {
            module.statistics().forEach(statistic -> statistic.fill(1));
            module.forward(input);
        }
        equal("statistics", eager.statistics(), compiled.statistics());
        List<Module> copies = List.of(eager.clone(), compiled.clone());
        eager.forward(random(5, 6, 4));
        compiled.forward(random(5, 6, 4));
        copies.forEach(Module::evaluate);
        equal("in evaluation", copies.get(0).forward(input), copies.get(1).forward(input));
    }

    @Test
    void backwardOfACopyBeginsWithForward() {
        Module compiled = Dl4j.compile(new Linear(4, 3));
        Tensor input = random(2, 4);
        compiled.forward(input);
        Module copy = compiled.clone();
        assertEquals(
                "Linear(4 -> 3): expected forward before backward, got none since the graph was made; copies, and modules of"
                        + " another type, begin with forward",
                assertThrows(IllegalStateException.class, () -> copy.backward(input, random(2, 3)))
                        .getMessage());
        compiled.backward(input, random(2, 3));
    }

    @Test
    void aCopyOfARecurrentThatRemembersSaysThatItCannotGoOn() {
        Module compiled = Dl4j.compile(
                new Sequencer(new Recurrent(3, new Linear(4, 3), new Linear(3, 3), new Tanh())).remember());
        compiled.forward(random(5, 2, 4));
        Module copy = compiled.clone();
        compiled.forward(random(5, 2, 4));
        String message = assertThrows(UnsupportedOperationException.class, () -> copy.forward(random(5, 2, 4)))
                .getMessage();
        assertEquals(
                "recurrent > a hidden state of a module that has no way to tell or set it, as Recurrent has none; it can only go on at"
                        + " once where it stopped, Recurrence can do more",
                message);
        copy.forget();
        copy.forward(random(5, 2, 4));
    }

    @Test
    void oneThatRemembersIsNotCopiedForSteps() {
        Module compiled = Dl4j.compile(new Sequencer(new FastLSTM(4, 3)));
        Module around = new Sequencer(new Sequential().add(compiled).add(new Tanh()));
        Table sequences = Table.of(random(5, 2, 4), random(5, 2, 4));
        around.forward(sequences);
        compiled.remember();
        around.remember();
        around.forward(Table.of(random(5, 2, 4)));
        assertEquals(
                "Sequencer > Recursor > Sequential[1] > Sequencer: remembers, and is copied for each step of a recurrence,"
                        + " where every copy would remember for itself; compile the whole recurrence, or leave remember out",
                assertThrows(UnsupportedOperationException.class, () -> around.forward(sequences))
                        .getMessage());
    }

    /** Deeplearning4j's layer for such functions works in place where nothing is trained. */
    @Test
    void transferFunctionsLeaveTheirInputToOthersInEvaluation() {
        for (Module function : new Module[] {new Tanh(), new Sigmoid(), new ReLU(), new HardTanh()}) {
            Module eager = new Sequential()
                    .add(new Linear(4, 3))
                    .add(new ConcatTable().add(new Identity()).add(function).add(new Tanh()))
                    .add(new CAddTable());
            Module compiled = Dl4j.compile(eager);
            eager.evaluate();
            compiled.evaluate();
            Tensor input = random(5, 4);
            equal(function.who(), eager.forward(input), compiled.forward(input));
        }
    }
}
