package org.rnn4j.facade.layer.stochastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class DropoutTest {
    private static Tensor ones() {
        return new Tensor(100, 50).fill(1);
    }

    @Nested
    class Training {
        @Test
        void theMeanStaysAndTheRestIsScaled() {
            Tensor y = new Dropout(0.2).updateOutput(ones());
            assertEquals(1, y.mean(), 0.03);
            assertTrue(Arrays.stream(y.toDoubleArray()).allMatch(v -> v == 0 || Math.abs(v - 1.25) < 1e-15));
        }

        @Test
        void versionOneScalesInEvaluation() {
            Dropout dropout = new Dropout(0.2, true);
            assertEquals(1, dropout.updateOutput(ones()).max());
            dropout.evaluate();
            assertEquals(0.8, dropout.updateOutput(ones()).min());
            assertEquals(0.8, dropout.updateGradInput(ones(), ones()).max());
        }

        @Test
        void backwardUsesTheSameNoise() {
            Dropout dropout = new Dropout();
            double[] y = dropout.updateOutput(ones()).toDoubleArray();
            Expect.values(dropout.backward(ones(), ones()), y);
        }

        @Test
        void everyForwardDrawsUnlessLazy() {
            assertFalse(drawsTheSame(new Dropout(0.5), false));
            assertTrue(drawsTheSame(new Dropout(0.5, false, false, true), false));
            assertFalse(drawsTheSame(new Dropout(0.5, false, false, true), true));
        }

        private boolean drawsTheSame(Dropout dropout, boolean backwardBetween) {
            double[] first = dropout.updateOutput(ones()).toDoubleArray();
            if (backwardBetween) {
                dropout.backward(ones(), ones());
            }
            return Arrays.equals(first, dropout.updateOutput(ones()).toDoubleArray());
        }

        @Test
        void monoGivesAllSamplesTheSameNoise() {
            Dropout dropout = new Dropout(0.5, false, false, true, true);
            Tensor y = dropout.updateOutput(ones());
            Tensor first = y.select(1, 1).copy();
            for (int n = 2; n <= 100; n++) {
                Expect.values(y.select(1, n), first.toDoubleArray());
            }
            Expect.values(dropout.forward(new Tensor(1, 50).fill(1)), first.toDoubleArray());
        }

        @Test
        void clearStateDropsTheNoise() {
            Dropout dropout = new Dropout(0.5, false, false, true);
            dropout.forward(ones());
            dropout.clearState();
            assertTrue(dropout.updateOutput(new Tensor(3, 2).fill(1)).isSize(3, 2));
        }

        @Test
        void inPlaceOverwritesTheInput() {
            Tensor x = ones();
            assertSame(x, new Dropout(0.5, false, true).forward(x));
            assertEquals(0, x.min());
        }
    }

    @Nested
    class Evaluation {
        @Test
        void nothingIsDroppedUnlessAskedFor() {
            Dropout dropout = new Dropout();
            dropout.evaluate();
            assertEquals(1, dropout.updateOutput(ones()).min());
            assertEquals(
                    0, dropout.stochasticInference(true).updateOutput(ones()).min());
        }
    }

    @Nested
    class Errors {
        @Test
        void probabilitiesAreChecked() {
            Expect.refused("Dropout: expected a probability from 0 to below 1, got 1.0", () -> new Dropout(1));
            Expect.refused("Dropout: expected a probability from 0 to below 1, got NaN", () -> new Dropout(Double.NaN));
            Expect.refused(
                    "Dropout: expected a probability from 0 to below 1, got -0.1", () -> new Dropout().setp(-0.1));
        }

        @Test
        void lazyNoiseFitsOneSize() {
            Dropout dropout = new Dropout(0.5, false, false, true);
            dropout.forward(ones());
            Expect.refused(
                    "Dropout(0.5, lazy): expected input of size [100, 50], as there is noise for, until the next"
                            + " backward, got [2, 50]",
                    () -> dropout.forward(new Tensor(2, 50)));
        }

        @Test
        void backwardNeedsNoise() {
            Dropout dropout = new Dropout();
            dropout.evaluate();
            dropout.forward(ones());
            dropout.training();
            Expect.tooEarly(
                    "Dropout(0.5, busy): expected forward in this mode before backward",
                    () -> dropout.backward(ones(), ones()));
        }
    }

    @Nested
    class Printing {
        @Test
        void oneDigitAsCPrintsIt() {
            assertEquals("nn.Dropout(0.5, busy)", new Dropout().toString());
            assertEquals("nn.Dropout(0.2, lazy)", new Dropout(0.25, false, false, true).toString());
        }
    }
}
