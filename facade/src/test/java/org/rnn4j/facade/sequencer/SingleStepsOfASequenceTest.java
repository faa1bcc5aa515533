package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SelectTable;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Single steps of sequences that were computed in one go: what they show is what step by step would show. */
@ExtendWith(InDouble.class)
class SingleStepsOfASequenceTest {
    /** The same sums, added up in another order. */
    private static final double SAME = 1e-12;

    record Net(String name, Supplier<Module> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Net> recurrentNets() {
        return Stream.of(
                new Net("GRU", () -> new GRU(3, 3)),
                new Net("LSTM", () -> new LSTM(3, 3)),
                new Net("LSTM with masks", () -> new LSTM(3, 3).maskZero(1)),
                new Net("FastLSTM", () -> new FastLSTM(3, 3)),
                new Net("Recurrence", SingleStepsOfASequenceTest::recurrence),
                new Net(
                        "net",
                        () -> new Sequential()
                                .add(new Linear(3, 3))
                                .add(new Tanh())
                                .add(new GRU(3, 3))
                                .add(new Linear(3, 3))));
    }

    private static Module recurrence() {
        Module step = new Sequential()
                .add(new ParallelTable().add(new Linear(3, 3)).add(new Linear(3, 3)))
                .add(new CAddTable())
                .add(new Tanh());
        return new Recurrence(step, 3, 1);
    }

    private static Tensor numbers(long... sizes) {
        return Generator.global().normal(new Tensor(sizes), 0, 1);
    }

    private static void assertSame(Activity expected, Activity actual) {
        Samples.assertClose("result", expected, actual, SAME);
    }

    /** Does {@code actions} to a Sequencer that goes step by step and to one that does not; both must show the same. */
    private static void assertAlike(Net net, Function<Sequencer, Activity> actions) {
        Sequencer planned = new Sequencer(net.make().get());
        planned.zeroGradParameters();
        Sequencer stepwise = ((Sequencer) planned.clone()).stepByStep(true);
        long seed = Generator.global().random();
        Generator.global().manualSeed(seed);
        Activity expected = actions.apply(stepwise);
        Generator.global().manualSeed(seed);
        assertSame(expected, actions.apply(planned));
        for (int i = 0; i < stepwise.parameters().size(); i++) {
            assertSame(
                    stepwise.parameters().gradients().get(i),
                    planned.parameters().gradients().get(i));
        }
    }

    private static AbstractRecurrent inner(Sequencer sequencer) {
        return (AbstractRecurrent) sequencer.module();
    }

    @ParameterizedTest
    @MethodSource("recurrentNets")
    void gradientsOfAllStatesAreThoseOfBackwardWhateverChangesAfterwards(Net net) {
        assertAlike(net, sequencer -> {
            Tensor input = numbers(4, 2, 3);
            sequencer.forward(input);
            sequencer.backward(input, numbers(4, 2, 3));
            sequencer.updateParameters(0.5);
            input.fill(7);
            Table seen = new Table();
            for (int step = 0; step <= 3; step++) {
                seen.insert(Objects.requireNonNull(sequencer.getGradHiddenState(step))
                        .copy());
            }
            Module clone = sequencer.clone();
            for (int step = 0; step <= 3; step++) {
                seen.insert(
                        Objects.requireNonNull(clone.getGradHiddenState(step)).copy());
            }
            return seen;
        });
    }

    @ParameterizedTest
    @MethodSource("recurrentNets")
    void singleStepsGoBackWithTheGatesOfTheirTimeAfterAnUpdate(Net net) {
        assertAlike(net, sequencer -> {
            Tensor input = numbers(4, 2, 3);
            sequencer.forward(input);
            sequencer.updateParameters(1);
            sequencer.parameters().weights().forEach(weight -> weight.mul(0.7));
            Table seen = new Table();
            for (int step = 4; step >= 1; step--) {
                seen.insert(inner(sequencer)
                        .backward(input.select(1, step), numbers(2, 3))
                        .copy());
            }
            return seen;
        });
    }

    @ParameterizedTest
    @MethodSource("recurrentNets")
    void stepsOfARememberedSequenceAreThereAsFarAsRhoReaches(Net net) {
        assertAlike(net, sequencer -> {
            sequencer.remember("both");
            Tensor input = numbers(9, 2, 3);
            Table seen = new Table();
            sequencer.forward(input.narrow(1, 1, 4));
            sequencer.forward(input.narrow(1, 5, 1));
            seen.insert(Objects.requireNonNull(sequencer.getHiddenState(2)).copy());
            sequencer.forward(input.narrow(1, 6, 1));
            seen.insert(Objects.requireNonNull(sequencer.getHiddenState(4)).copy());
            for (int step = 6; step >= 4; step--) {
                seen.insert(inner(sequencer)
                        .backward(input.select(1, step), numbers(2, 3))
                        .copy());
            }
            return seen;
        });
    }

    @ParameterizedTest
    @MethodSource("recurrentNets")
    void aStepOfTheSequenceBeforeGoesBackWithItsOwnGates(Net net) {
        assertAlike(net, sequencer -> {
            sequencer.remember("both");
            Tensor input = numbers(6, 2, 3);
            Tensor gradOutput = numbers(3, 2, 3);
            sequencer.forward(input.narrow(1, 1, 3));
            sequencer.backward(input.narrow(1, 1, 3), gradOutput);
            sequencer.updateParameters(0.3);
            sequencer.forward(input.narrow(1, 4, 3));
            sequencer.backward(input.narrow(1, 4, 3), gradOutput);
            return inner(sequencer).backward(input.select(1, 3), numbers(2, 3)).copy();
        });
    }

    @Test
    void aStateBehindTheLastStepLeavesNothing() {
        Sequencer sequencer = new Sequencer(
                new Sequential().add(new LSTM(3, 3)).add(new Linear(3, 3)).add(new GRU(3, 3)));
        Sequencer other = (Sequencer) sequencer.clone();
        Tensor input = numbers(2, 1, 3);
        Tensor gradOutput = numbers(2, 1, 3);
        other.forward(input);
        Activity expected = other.backward(input, gradOutput);
        sequencer.forward(input);
        sequencer.getHiddenState(3);
        sequencer.setGradHiddenState(0, new Table());
        assertSame(expected, sequencer.backward(input, gradOutput));
    }

    @Test
    void aStateThatWasNeverComputedIsEmptyOrNone() {
        FastLSTM lstm = new FastLSTM(3, 3);
        GRU gru = new GRU(3, 3);
        assertEquals(0, Objects.requireNonNull(lstm.getHiddenState(5)).toTable().size());
        assertNull(gru.getHiddenState(5));
    }

    @Nested
    class InsideARecurrence {
        @Test
        void eachOuterStepOfARecursorGoesBackThroughItsOwnSequence() {
            for (boolean stepByStep : List.of(true, false)) {
                Sequencer inside = new Sequencer(new LSTM(3, 3)).stepByStep(stepByStep);
                inside.zeroGradParameters();
                Sequencer alone = (Sequencer) inside.clone();
                Recursor outer = new Recursor(inside);
                Tensor inputs = numbers(3, 4, 2, 3);
                Tensor gradOutputs = numbers(3, 4, 2, 3);
                for (int step = 1; step <= 3; step++) {
                    outer.forward(inputs.select(1, step));
                }
                for (int step = 3; step >= 1; step--) {
                    Activity gradInput = outer.backward(inputs.select(1, step), gradOutputs.select(1, step));
                    alone.forward(inputs.select(1, step));
                    assertSame(alone.backward(inputs.select(1, step), gradOutputs.select(1, step)), gradInput);
                }
                for (int i = 0; i < alone.parameters().size(); i++) {
                    assertSame(
                            alone.parameters().gradients().get(i),
                            outer.parameters().gradients().get(i));
                }
            }
        }

        @Test
        void oneOuterStepOfANestedSequencerGoesBack() {
            for (Module inside : List.of(new Sequencer(new LSTM(4, 4)), new BiSequencer(new LSTM(4, 2), null))) {
                Module net = new Sequential().add(inside).add(new SelectTable(-1));
                Module alone = net.clone();
                Recurrence outer = new Recurrence(net, 4, 1);
                Tensor input = numbers(4);
                Tensor gradOutput = numbers(4);
                assertSame(alone.forward(Table.of(input, new Tensor(4L).zero())), outer.forward(input));
                Activity expected = alone.backward(Table.of(input, new Tensor(4L).zero()), gradOutput);
                assertSame(expected.toTable().get(1), outer.backward(input, gradOutput));
            }
        }

        @Test
        void severalOuterStepsOfANestedSequencerAreRefusedInOneLine() {
            Module net = new Sequential().add(new Sequencer(new LSTM(4, 4))).add(new SelectTable(-1));
            Recurrence outer = new Recurrence(net, 4, 1);
            Tensor input = numbers(4);
            for (int step = 1; step <= 3; step++) {
                outer.forward(input);
            }
            outer.backward(input, input);
            var failure = assertThrows(IllegalStateException.class, () -> outer.backward(input, input));
            assertEquals(
                    "Recurrence > Sequential[1] > Sequencer: expected backward before the module inside begins another sequence, got it"
                            + " afterwards; within a recurrence, copies of a Sequencer share the recurrent module inside, so that only the last of"
                            + " its sequences can go back",
                    failure.getMessage());
        }
    }

    @Nested
    class Errors {
        private final Sequencer sequencer = new Sequencer(new LSTM(3, 4));

        private void refused(String message, Tensor input, Tensor gradOutput) {
            var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.backward(input, gradOutput));
            assertEquals(message, failure.getMessage());
        }

        @Test
        void anInputOfOtherSizesThanInForwardIsRefused() {
            Tensor input = numbers(4, 2, 3);
            sequencer.forward(input);
            refused(
                    "Sequencer: expected the input of the last forward, [4, 2, 3], got [4, 5, 7]",
                    numbers(4, 5, 7),
                    numbers(4, 2, 4));
            refused(
                    "Sequencer: expected the input of the last forward, [4, 2, 3], got FloatTensor [4, 2, 3]",
                    input.to(ElementType.FLOAT),
                    numbers(4, 2, 4));
            sequencer.backward(input, numbers(4, 2, 4));
        }

        @Test
        void aGradientOfAnotherTypeIsNamedByItsType() {
            SeqLSTM seqLstm = new SeqLSTM(3, 4);
            Tensor input = numbers(4, 2, 3);
            seqLstm.forward(input);
            Tensor gradOutput = numbers(4, 2, 4).to(ElementType.FLOAT);
            var failure = assertThrows(IllegalArgumentException.class, () -> seqLstm.backward(input, gradOutput));
            assertEquals(
                    "SeqLSTM: expected gradOutput of type torch.DoubleTensor, got FloatTensor [4, 2, 4]; toDouble() converts it,"
                            + " toFloat() a module",
                    failure.getMessage());
        }

        @Test
        void aStateOfAnotherSizeIsCalledAState() {
            LSTM lstm = (LSTM) sequencer.module();
            lstm.setUserPrevOutput(numbers(2, 5));
            for (boolean stepByStep : List.of(true, false)) {
                sequencer.stepByStep(stepByStep);
                var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.forward(numbers(4, 2, 3)));
                assertTrue(failure.getMessage().contains("hidden state of size 4"), failure.getMessage());
                assertTrue(failure.getMessage().endsWith("[2, 5]"), failure.getMessage());
            }
        }
    }
}
