package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Scripts rely on which object they are given, as well as on what is in it. */
final class IdentityTest {
    /** {@code net.output} is the very object that forward returned, {@code net.gradInput} that of backward, tables too. */
    @TestFactory
    Stream<DynamicTest> whatIsKeptIsWhatWasReturned() {
        return Catalogue.MODULES.stream()
                .filter(entry -> Catalogue.failure(entry.spec()::build).isEmpty())
                .flatMap(entry -> entry.inputs().stream()
                        .map(input -> dynamicTest(entry.spec() + " " + input, () -> isKept(entry, input))));
    }

    private static void isKept(Catalogue.Entry entry, String input) {
        ModuleTrial trial = new ModuleTrial(entry, input);
        for (Activity x : trial.inputs) {
            assertSame(trial.module.forward(x), trial.module.output(), entry + " " + input + " output");
        }
        for (int i = trial.inputs.size() - 1; i >= 0 && trial.hasBackward(); i--) {
            Activity result = trial.module.backward(trial.inputs.get(i), trial.gradOutputs.get(i));
            assertSame(result, trial.module.gradInput(), entry + " " + input + " gradInput");
        }
    }

    private static Stream<Sequencer> sequencers() {
        return Stream.of(
                nn.Sequencer(nn.Linear(3, 4)),
                nn.Sequencer(nn.FastLSTM(3, 4)),
                nn.Sequencer(nn.Recurrent(4, nn.Linear(3, 4), nn.Linear(4, 4))),
                nn.Sequencer(nn.FastLSTM(3, 4)).stepByStep(true));
    }

    /** Torch's Sequencer makes a new table at each forward in training. */
    @Test
    void tablesOfATrainingSequencerStay() {
        sequencers().forEach(net -> {
            Table input = (Table) new Samples(1).parse("{[2,3],[2,3]}");
            Table first = net.forward(input).toTable();
            Table second = net.forward(input).toTable();
            assertNotSame(first, second, net.toString());
            assertSame(second, net.output(), net.toString());
        });
    }

    /** In evaluation it refills one table. */
    @Test
    void theTableOfAnEvaluatingSequencerIsRefilled() {
        sequencers().forEach(net -> {
            net.evaluate();
            Table first =
                    net.forward(new Samples(1).parse("{[2,3],[2,3],[2,3]}")).toTable();
            Tensor step = first.tensor(2);
            assertSame(first, net.forward(new Samples(2).parse("{[2,3],[2,3]}")), net.toString());
            assertEquals(2, first.size(), net.toString());
            assertSame(step, first.tensor(2), net.toString());
        });
    }

    /** For a tensor, there is one tensor. */
    @Test
    void tensorsOfASequencerAreWrittenToAgain() {
        sequencers().forEach(net -> {
            for (boolean training : new boolean[] {true, false}) {
                if (!training) {
                    net.evaluate();
                }
                Activity input = new Samples(1).parse("[3,2,3]");
                Activity first = net.forward(input);
                assertSame(first, net.forward(new Samples(2).parse("[2,2,3]")), net.toString());
                if (training) {
                    Activity gradInput = net.backward(new Samples(2).parse("[2,2,3]"), new Samples(3).parse("[2,2,4]"));
                    net.forward(input);
                    assertSame(gradInput, net.backward(input, new Samples(3).parse("[3,2,4]")), net.toString());
                }
            }
        });
    }
}
