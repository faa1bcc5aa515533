package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.ReLU;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.recurrent.SequenceRunner;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Which nets a Sequencer runs over whole sequences in one go, and what may be done to them in the middle. */
@ExtendWith(InDouble.class)
class SequencerPlanningTest {
    /** The same sums, added up in another order. */
    private static final double SAME = 1e-12;

    record Net(String name, Supplier<Module> make, Tensor steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor numbers(long... sizes) {
        return Generator.global().normal(new Tensor(ElementType.DOUBLE, sizes), 0, 1);
    }

    private static Tensor words(long... sizes) {
        return new Tensor(ElementType.LONG, sizes).fill(2);
    }

    private static Net net(String name, Supplier<Module> make) {
        return new Net(name, make, numbers(3, 2, 4));
    }

    private static Sequential chain(Module... modules) {
        Sequential chain = new Sequential();
        for (Module module : modules) {
            chain.add(module);
        }
        return chain;
    }

    private static Recurrent recurrent(Module input) {
        return new Recurrent(4, input, new Linear(4, 4), new Tanh());
    }

    private static Recurrence recurrence(Module input, int nInputDim) {
        return new Recurrence(
                chain(new ParallelTable().add(input).add(new Linear(4, 4)), new CAddTable(), new Tanh()), 4, nInputDim);
    }

    private static AbstractRecurrent inner(Sequencer sequencer) {
        return (AbstractRecurrent) sequencer.module();
    }

    private static SequenceRunner runner(Sequencer sequencer) {
        return new SequenceRunner(inner(sequencer));
    }

    private static void assertSameNumbers(Activity expected, Activity actual) {
        Samples.assertClose("result", expected, actual, SAME);
    }

    static Stream<Net> inOneGo() {
        return Stream.of(
                net("FastLSTM", () -> new FastLSTM(4)),
                net("LSTM", () -> new LSTM(4)),
                net("LSTM without peepholes", () -> new LSTM(4, 4, null, false)),
                net("GRU", () -> new GRU(4)),
                net("Recurrent", () -> recurrent(new Linear(4, 4))),
                net("Recurrence", () -> recurrence(new Linear(4, 4), 1)),
                net("masked FastLSTM", () -> new FastLSTM(4).maskZero(1)),
                net("masked GRU", () -> new GRU(4).maskZero(1)),
                net("Linear", () -> new Linear(4, 3)),
                net("LSTM with NormStabilizer", () -> chain(new LSTM(4), new NormStabilizer())),
                net("nested", () -> chain(chain(new Linear(4, 3), new Tanh()), chain(new GRU(3), new LogSoftMax()))),
                new Net("words in front", () -> chain(new LookupTable(5, 4), new FastLSTM(4)), words(3, 2)),
                new Net("Recurrent over words", () -> recurrent(new LookupTable(5, 4)), words(3, 2)),
                new Net("Recurrence over words", () -> recurrence(new LookupTable(5, 4), 0), words(3, 2)),
                new Net("no batch", () -> chain(new Linear(4, 3), new LSTM(3)), numbers(3, 4)));
    }

    static Stream<Net> stepByStep() {
        return Stream.of(
                net("Dropout", () -> chain(new LSTM(4), new Dropout(0.5))),
                net("ReLU in place", () -> chain(new LSTM(4), new ReLU(true))),
                net(
                        "ConcatTable",
                        () -> chain(
                                new ConcatTable().add(new Identity()).add(new Tanh()), new CAddTable(), new LSTM(4))),
                net("one LSTM at two places", () -> atTwoPlaces(new LSTM(4))),
                net("one NormStabilizer at two places", () -> atTwoPlaces(new NormStabilizer())),
                net("one Linear at two places", () -> atTwoPlaces(new Linear(4, 4))),
                net("trimZero", () -> new LSTM(4).trimZero(1)),
                net("masks twice", () -> ((AbstractRecurrent) new LSTM(4).maskZero(1)).maskZero(1)),
                net("masks of matrices", () -> new LSTM(4).maskZero(2)),
                net("LSTM with dropout", () -> new LSTM(4, 4, null, true, 0.5)),
                net("GRU with dropout", () -> new GRU(4, 4, null, 0.5)),
                net("normalised LSTM", SequencerPlanningTest::normalized),
                net(
                        "Recurrent with another transfer",
                        () -> new Recurrent(4, new Linear(4, 4), new Linear(4, 4), new LogSoftMax())),
                net(
                        "Recurrent with another merge",
                        () -> new Recurrent(4, new Linear(4, 4), new Linear(4, 4), null, null, new ConcatTable())),
                new Net("numbers of another type", () -> new LSTM(4), new Tensor(ElementType.FLOAT, 3, 2, 4)),
                new Net("steps of too many dimensions", () -> new LSTM(4), numbers(3, 2, 2, 4)),
                new Net(
                        "gradients by frequency",
                        () -> chain(new LookupTable(5, 4).scaleGradByFreq(), new LSTM(4)),
                        words(3, 2)));
    }

    private static Module atTwoPlaces(Module module) {
        return chain(module, chain(new Tanh(), module));
    }

    private static Module normalized() {
        boolean before = FastLSTM.bn();
        FastLSTM.bn(true);
        try {
            return new FastLSTM(4);
        } finally {
            FastLSTM.bn(before);
        }
    }

    @ParameterizedTest
    @MethodSource("inOneGo")
    void runsInOneGo(Net net) {
        Sequencer sequencer = new Sequencer(net.make().get());
        assertNotNull(runner((Sequencer) sequencer.clone()).forward(net.steps()));
        Sequencer other = ((Sequencer) sequencer.clone()).stepByStep(true);
        Activity output = sequencer.forward(net.steps());
        assertTrue(runner(sequencer).canGoBack(3));
        assertSameNumbers(other.forward(net.steps()), output);
        Activity gradOutput = new Samples(1).like(output);
        sequencer.zeroGradParameters();
        other.zeroGradParameters();
        assertSameNumbers(
                other.updateGradInput(net.steps(), gradOutput), sequencer.updateGradInput(net.steps(), gradOutput));
        assertTrue(runner(sequencer).canAccumulate(3));
        other.accGradParameters(net.steps(), gradOutput, 1);
        sequencer.accGradParameters(net.steps(), gradOutput, 1);
        for (int i = 0; i < other.parameters().size(); i++) {
            assertSameNumbers(
                    other.parameters().gradients().get(i),
                    sequencer.parameters().gradients().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("stepByStep")
    void goesStepByStep(Net net) {
        assertNull(runner(new Sequencer(net.make().get())).forward(net.steps()));
    }

    @Test
    void aRecurrentModuleAtTwoPlacesIsCalledTwiceForEachStep() {
        GRU gru = new GRU(4);
        Sequencer sequencer = new Sequencer(chain(gru, new Tanh(), gru));
        sequencer.zeroGradParameters();
        Sequencer other = ((Sequencer) sequencer.clone()).stepByStep(true);
        // The longer sequence leaves enough copies for backward through both calls of all steps of the next one.
        for (Tensor input : List.of(numbers(6, 2, 4), numbers(3, 2, 4))) {
            assertSameNumbers(other.forward(input), sequencer.forward(input));
            assertEquals(2 * input.size(1) + 1, gru.step());
        }
        Tensor input = numbers(3, 2, 4);
        Tensor gradOutput = numbers(3, 2, 4);
        assertSameNumbers(other.forward(input), sequencer.forward(input));
        assertSameNumbers(other.backward(input, gradOutput), sequencer.backward(input, gradOutput));
        for (int i = 0; i < other.parameters().size(); i++) {
            assertSameNumbers(
                    other.parameters().gradients().get(i),
                    sequencer.parameters().gradients().get(i));
        }
    }

    @Test
    void oneModuleAsInputAndFeedbackIsCalledTwiceForEachStep() {
        Linear both = new Linear(4, 4);
        Sequencer sequencer = new Sequencer(new Recurrent(4, both, both, new Tanh()));
        Sequencer other = ((Sequencer) sequencer.clone()).stepByStep(true);
        Tensor input = numbers(3, 2, 4);
        assertSameNumbers(other.forward(input), sequencer.forward(input));
    }

    @Test
    void stepByStepIsObeyed() {
        Sequencer sequencer = new Sequencer(new LSTM(4)).stepByStep(true);
        sequencer.forward(numbers(3, 2, 4));
        assertFalse(runner(sequencer).canGoBack(3));
    }

    @Nested
    class Results {
        @Test
        void useTheSameMemoryAgain() {
            Sequencer sequencer = new Sequencer(chain(new Linear(4, 3), new FastLSTM(3), new Linear(3, 2)));
            Tensor input = numbers(3, 2, 4);
            Tensor gradOutput = numbers(3, 2, 2);
            var output = sequencer.forward(input).toTensor().storage();
            var gradInput = sequencer.backward(input, gradOutput).toTensor().storage();
            assertSame(output, sequencer.forward(input).toTensor().storage());
            assertSame(
                    gradInput, sequencer.backward(input, gradOutput).toTensor().storage());
        }

        @Test
        void ofEntriesThatAreNotAlikeAreThoseOfSteps() {
            Module net = chain(new Linear(4, 3), new Tanh());
            Sequencer sequencer = new Sequencer(net);
            Tensor two = numbers(2, 4);
            Tensor three = numbers(3, 4);
            Table output = sequencer.forward(Table.of(two, three)).toTable();
            assertFalse(runner(sequencer).canGoBack(2));
            Module alone = net.clone();
            assertSameNumbers(alone.forward(two), output.get(1));
            assertSameNumbers(alone.forward(three), output.get(2));
            Table gradOutput = Table.of(numbers(2, 3), numbers(3, 3));
            assertSameNumbers(
                    alone.updateGradInput(three, gradOutput.get(2)),
                    sequencer
                            .backward(Table.of(two, three), gradOutput)
                            .toTable()
                            .get(2));
        }

        @Test
        void stayWhenAStepByHandFollows() {
            Sequencer sequencer = new Sequencer(chain(new Linear(4, 3), new Tanh(), new Linear(3, 2)));
            Tensor input = numbers(3, 2, 4);
            for (boolean training : List.of(true, false)) {
                if (!training) {
                    sequencer.evaluate();
                }
                Tensor output = sequencer.forward(input).toTensor();
                Tensor before = output.copy();
                inner(sequencer).forward(numbers(2, 4));
                assertSameNumbers(before, output);
            }
        }

        @Test
        void ofStepsAreNotWrittenIntoTheMemoryOfAModuleInside() {
            Sequencer sequencer = new Sequencer(new Linear(4, 3));
            sequencer.evaluate();
            Tensor input = numbers(3, 2, 4);
            Tensor expected = sequencer.forward(input).toTensor().copy();
            assertSameNumbers(expected, sequencer.stepByStep(true).forward(input));
        }

        @Test
        void evaluationKeepsTheLastStateOnly() {
            int steps = 20_000;
            FastLSTM lstm = new FastLSTM(4);
            Sequencer sequencer = new Sequencer(lstm);
            sequencer.evaluate();
            sequencer.forward(numbers(steps, 1, 4));
            assertEquals(steps + 1, lstm.step());
            assertNotNull(lstm.getHiddenState(steps));
            for (int step = 0; step < steps; step++) {
                assertEquals(
                        0,
                        Objects.requireNonNull(lstm.getHiddenState(step))
                                .toTable()
                                .size());
            }
        }
    }

    @Nested
    class InTheMiddle {
        private final Tensor input = numbers(3, 2, 4);
        private final Tensor gradOutput = numbers(3, 2, 4);

        private Activity hidden(AbstractRecurrent module, int step) {
            return Objects.requireNonNull(module.getHiddenState(step));
        }

        @Test
        void aStateSetInsideANetReachesBackward() {
            for (int step = 0; step <= 3; step++) {
                GRU gru = new GRU(4);
                Sequencer sequencer = new Sequencer(chain(gru, new Tanh()));
                Sequencer other = ((Sequencer) sequencer.clone()).stepByStep(true);
                Activity state = numbers(2, 4);
                for (Sequencer each : List.of(sequencer, other)) {
                    each.forward(input);
                    each.module().modules().get(0).modules().get(0).setHiddenState(step, state);
                }
                assertSameNumbers(other.backward(input, gradOutput), sequencer.backward(input, gradOutput));
                assertSameNumbers(state, hidden(gru, step));
            }
        }

        @Test
        void aLastStateThatWasSetIsStillThereInAClone() {
            FastLSTM lstm = new FastLSTM(4);
            new Sequencer(lstm).forward(input);
            Table state = Table.of(numbers(2, 4), numbers(2, 4));
            lstm.setHiddenState(3, state);
            assertSameNumbers(state, hidden((AbstractRecurrent) lstm.clone(), 3));
        }

        @Test
        void aCloneAfterAnUpdateHasTheStatesOfBefore() {
            for (AbstractRecurrent module : List.of(new LSTM(4), new GRU(4), recurrence(new Linear(4, 4), 1))) {
                Sequencer sequencer = new Sequencer(module);
                sequencer.forward(input);
                sequencer.backward(input, gradOutput);
                Activity expected = hidden(module, 3).copy();
                module.updateParameters(0.5);
                assertSameNumbers(expected, hidden((AbstractRecurrent) module.clone(), 3));
                assertSameNumbers(expected, hidden(module, 3));
            }
        }

        @Test
        void theGradientOfTheFirstStateIsThatOfBeforeAnUpdate() {
            GRU gru = new GRU(4);
            Sequencer sequencer = new Sequencer(gru);
            sequencer.forward(input);
            sequencer.backward(input, gradOutput);
            Activity expected =
                    Objects.requireNonNull(gru.getGradHiddenState(0)).copy();
            gru.updateParameters(0.5);
            assertSameNumbers(expected, Objects.requireNonNull(gru.getGradHiddenState(0)));
            assertSameNumbers(expected, Objects.requireNonNull(gru.clone().getGradHiddenState(0)));
        }

        @Test
        void anInputThatIsUsedForTheNextBatchDoesNotSpoilAClone() {
            FastLSTM lstm = new FastLSTM(4);
            Tensor reused = input.copy();
            Sequencer sequencer = new Sequencer(lstm);
            sequencer.forward(reused);
            Tensor reusedGradient = gradOutput.copy();
            sequencer.backward(reused, reusedGradient);
            Activity expected = hidden(lstm, 3).copy();
            reused.resize(2, 1, 4).fill(1);
            reusedGradient.resize(2, 1, 4).fill(1);
            assertSameNumbers(expected, hidden((AbstractRecurrent) lstm.clone(), 3));
        }

        @Test
        void aGradientSetBehindStepsToComeIsUsed() {
            GRU gru = new GRU(4);
            Sequencer sequencer = new Sequencer(gru);
            sequencer.remember("both");
            Sequencer other = ((Sequencer) sequencer.clone()).stepByStep(true);
            Tensor gradient = numbers(2, 4);
            for (Sequencer each : List.of(sequencer, other)) {
                each.forward(input);
                each.setGradHiddenState(6, gradient);
                each.forward(input);
            }
            assertSameNumbers(other.backward(input, gradOutput), sequencer.backward(input, gradOutput));
        }

        @Test
        void forgettingInsideANetIsNoticed() {
            List<String> messages = new ArrayList<>();
            for (boolean stepByStep : List.of(true, false)) {
                GRU gru = new GRU(4);
                Sequencer sequencer = new Sequencer(chain(gru, new Tanh())).stepByStep(stepByStep);
                sequencer.forward(input);
                gru.forget();
                assertEquals(1, gru.step());
                messages.add(assertThrows(IllegalStateException.class, () -> sequencer.backward(input, gradOutput))
                        .getMessage());
            }
            assertEquals(messages.get(0), messages.get(1));
        }

        @Test
        void aLongerSequenceOfBeforeRaisesTheLimitOfStepsKept() {
            for (boolean stepByStep : List.of(true, false)) {
                Sequencer sequencer = new Sequencer(new GRU(4)).stepByStep(stepByStep);
                sequencer.forward(numbers(6, 2, 4));
                sequencer.forward(numbers(1, 2, 4));
                AbstractRecurrent module = inner(sequencer);
                Tensor step = numbers(2, 4);
                for (int t = 2; t <= 6; t++) {
                    module.forward(step);
                }
                for (int t = 6; t >= 1; t--) {
                    module.backward(step, step);
                }
            }
        }
    }

    @Nested
    class Errors {
        private void refused(String message, Module net, Tensor input) {
            Sequencer sequencer = new Sequencer(net);
            for (boolean stepByStep : List.of(true, false)) {
                sequencer.stepByStep(stepByStep);
                var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.forward(input));
                assertEquals(message, failure.getMessage());
            }
        }

        @Test
        void aWrongSizeNamesThePath() {
            String expected = "FastLSTM(4 -> 4): expected input of size 4 in the last of 1 or 2 dimensions, got [2, 5]";
            refused("Sequencer > Recursor > Sequential[1] > " + expected, chain(new FastLSTM(4)), numbers(3, 2, 5));
            refused(
                    "Sequencer > Recursor > Sequential[2] > Sequential[1] > " + expected,
                    chain(new Tanh(), chain(new FastLSTM(4))),
                    numbers(3, 2, 5));
            refused("Sequencer > " + expected, new FastLSTM(4), numbers(3, 2, 5));
        }

        @Test
        void aWrongSizeForARowWiseModuleIsShownAsRowsOfAllSteps() {
            Sequencer sequencer = new Sequencer(chain(new Linear(4, 4)));
            var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.forward(numbers(3, 2, 5)));
            assertEquals(
                    "Sequencer > Recursor > Sequential[1] > Linear(4 -> 4): expected input of size 4 in the last dimension, got [6, 5]",
                    failure.getMessage());
        }

        @Test
        void aWrongSizeInARecurrentNamesThePath() {
            for (Module net : List.of(recurrent(new Linear(4, 4)), recurrence(new Linear(4, 4), 1))) {
                Sequencer sequencer = new Sequencer(net);
                Tensor wrong = numbers(3, 2, 5);
                var expected = assertThrows(
                        IllegalArgumentException.class,
                        () -> ((Sequencer) sequencer.clone()).stepByStep(true).forward(wrong));
                var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.forward(wrong));
                assertEquals(expected.getMessage().replace("[2, 5]", "[6, 5]"), failure.getMessage());
            }
        }

        @Test
        void aWrongGradOutputNamesThePath() {
            Sequencer sequencer = new Sequencer(chain(new GRU(4)));
            Tensor input = numbers(3, 2, 4);
            sequencer.forward(input);
            var failure =
                    assertThrows(IllegalArgumentException.class, () -> sequencer.backward(input, numbers(3, 2, 5)));
            assertEquals("Sequencer: expected gradOutput of size [3, 2, 4], got [3, 2, 5]", failure.getMessage());
            sequencer.backward(input, numbers(3, 2, 4));
        }

        @Test
        void aCellOfAnotherBatchIsRefused() {
            FastLSTM lstm = new FastLSTM(4);
            lstm.setUserPrevCell(numbers(3, 4));
            refused(
                    "Sequencer > FastLSTM(4 -> 4): expected a batch like that of the step before, whose hidden state is [3, 4], got [2, 4];"
                            + " call forget() before the batch size changes",
                    lstm,
                    numbers(3, 2, 4));
        }
    }
}
