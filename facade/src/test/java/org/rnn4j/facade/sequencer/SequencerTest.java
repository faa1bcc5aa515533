package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

class SequencerTest {
    /** The same sums in the same order: nothing but the order of steps may differ. */
    private static final double SAME = 1e-7;

    private final Module net = new Sequential().add(new FastLSTM(3, 4)).add(new Linear(4, 2));
    private final Sequencer sequencer = new Sequencer(net);

    private static Tensor random(long... sizes) {
        return Generator.global().normal(new Tensor(sizes), 0, 1);
    }

    private static Table steps(Tensor sequence) {
        Table table = new Table();
        for (int step = 1; step <= sequence.size(1); step++) {
            table.set(step, sequence.select(1, step));
        }
        return table;
    }

    @Nested
    class Forward {
        @Test
        void aTableGivesWhatATensorGives() {
            Tensor sequence = random(5, 2, 3);
            Tensor joined = sequencer.forward(sequence).toTensor().copy();
            Table outputs = sequencer.forward(steps(sequence)).toTable();
            for (int step = 1; step <= 5; step++) {
                assertArrayEquals(
                        joined.select(1, step).toDoubleArray(),
                        outputs.tensor(step).toDoubleArray(),
                        SAME);
            }
        }

        @Test
        void isTheLoopThatOneWouldWrite() {
            Tensor sequence = random(4, 2, 3);
            Recursor stepByStep = new Recursor(net.clone());
            Tensor joined = sequencer.forward(sequence).toTensor();
            for (int step = 1; step <= 4; step++) {
                assertArrayEquals(
                        stepByStep.forward(sequence.select(1, step)).toTensor().toDoubleArray(),
                        joined.select(1, step).toDoubleArray(),
                        SAME);
            }
        }

        @Test
        void outputsOfEvaluationOutliveTheNextForward() {
            sequencer.evaluate();
            Table outputs = sequencer.forward(steps(random(3, 2, 3))).toTable();
            double[] first = outputs.tensor(1).toDoubleArray();
            double[] last = outputs.tensor(3).toDoubleArray();
            assertFalse(Arrays.equals(first, last));
        }
    }

    @Nested
    class State {
        @Test
        void everyForwardStartsAnewUnlessRemembered() {
            Tensor sequence = random(3, 2, 3);
            double[] once = sequencer.forward(sequence).toTensor().toDoubleArray();
            assertArrayEquals(once, sequencer.forward(sequence).toTensor().toDoubleArray(), SAME);
            sequencer.remember("both");
            double[] continued = sequencer.forward(sequence).toTensor().toDoubleArray();
            assertFalse(Arrays.equals(once, continued));
            sequencer.forget();
            assertArrayEquals(once, sequencer.forward(sequence).toTensor().toDoubleArray(), SAME);
        }

        @Test
        void twoHalvesRememberedAreTheWhole() {
            Tensor sequence = random(6, 2, 3);
            double[] whole = sequencer.forward(sequence).toTensor().toDoubleArray();
            sequencer.remember("both").forget();
            sequencer.forward(sequence.narrow(1, 1, 3));
            double[] second =
                    sequencer.forward(sequence.narrow(1, 4, 3)).toTensor().toDoubleArray();
            assertArrayEquals(Arrays.copyOfRange(whole, whole.length / 2, whole.length), second, SAME);
        }
    }

    @Nested
    class Errors {
        @Test
        void aWrongStepNamesThePath() {
            var failure = assertThrows(
                    IllegalArgumentException.class, () -> sequencer.forward(Table.of(random(2, 3), random(2, 5))));
            assertEquals(
                    "Sequencer > Recursor > Sequential[1] > FastLSTM(3 -> 4): expected input of size 3 in the last of 1 or 2 dimensions,"
                            + " got [2, 5]",
                    failure.getMessage());
        }

        @Test
        void anUnknownWordToRememberIsRefused() {
            var failure = assertThrows(IllegalArgumentException.class, () -> sequencer.remember("always"));
            assertEquals("remember: expected neither, train, eval or both, got always", failure.getMessage());
        }

        @Test
        void gradOutputsOfAnotherLengthAreRefused() {
            Tensor sequence = random(3, 2, 3);
            sequencer.forward(sequence);
            var failure =
                    assertThrows(IllegalArgumentException.class, () -> sequencer.backward(sequence, random(2, 2, 2)));
            assertEquals(
                    "Sequencer: expected gradOutput of as many time steps as the input, 3, got [2, 2, 2]",
                    failure.getMessage());
        }

        @Test
        void backwardBeforeForwardIsRefused() {
            var failure = assertThrows(
                    IllegalStateException.class, () -> sequencer.backward(random(3, 2, 3), random(3, 2, 2)));
            assertEquals(
                    "Sequencer: expected forward before backward; call forward with the same input first",
                    failure.getMessage());
        }
    }

    @Test
    void printsTheRecursorThatItPutsAroundANet() {
        assertEquals("nn.Sequencer @ nn.Recursor @ nn.Linear(2 -> 3)", new Sequencer(new Linear(2, 3)).toString());
    }
}
