package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class LinearTest {
    private final Linear linear = new Linear(2, 3);
    private final Tensor x = Expect.matrix(2, 1, 2, 3, 4);

    @Nested
    class Forward {
        @Test
        void rowsAreTransformed() {
            linear.weight().copy(Tensor.of(1.0, 0, 0, 1, 1, 1));
            linear.parameters().weights().get(1).copy(Tensor.of(10.0, 20, 30));
            Expect.values(linear.forward(x), 11, 22, 33, 13, 24, 37);
            Expect.values(linear.forward(Tensor.of(1.0, 2)), 11, 22, 33);
        }

        @Test
        void secondForwardReusesOutput() {
            Tensor first = linear.updateOutput(x);
            assertSame(first, linear.updateOutput(x.copy()));
        }

        @Test
        void parametersAreWithinTheirBounds() {
            double bound = 1 / Math.sqrt(2);
            for (Tensor weight : linear.parameters().weights()) {
                assertTrue(weight.min() >= -bound && weight.max() <= bound);
            }
        }
    }

    @Nested
    class Errors {
        @Test
        void sizesAndTypesAreChecked() {
            Expect.refused(
                    "Linear(2 -> 3): expected input of size 2 in the last dimension, got [2, 5]",
                    () -> linear.forward(new Tensor(2, 5)));
            Expect.refused(
                    "Linear(2 -> 3): expected input of 1 or 2 dimensions, got [1, 1, 2]",
                    () -> linear.forward(new Tensor(1, 1, 2)));
            Expect.refused(
                    "Linear(2 -> 3): expected a tensor as input, got {[2, 2]}", () -> linear.forward(Table.of(x)));
            Expect.refused(
                    "Linear(2 -> 3): expected input of type torch.DoubleTensor, got FloatTensor [2, 2]; toDouble() converts it,"
                            + " toFloat() a module",
                    () -> linear.forward(x.to(ElementType.FLOAT)));
            Expect.refused("Linear: expected positive sizes, got 0 and 3", () -> new Linear(0, 3));
        }

        @Test
        void aFailedBackwardAddsNothing() {
            linear.zeroGradParameters();
            linear.forward(x);
            Expect.refused(
                    "Linear(2 -> 3): expected gradOutput of size 3 for each row of the input [2, 2], got [2, 2]",
                    () -> linear.backward(x, x));
            assertNull(linear.gradInput());
            assertEquals(0, linear.parameters().gradients().get(0).norm());
        }
    }

    @Nested
    class Printing {
        @Test
        void sizesAndTheMissingBias() {
            assertEquals("nn.Linear(2 -> 3)", linear.toString());
            assertEquals(
                    "nn.Linear(2 -> 3) without bias", new Linear(2, 3).noBias().toString());
            assertEquals("nn.LinearNoBias(2 -> 3) without bias", new LinearNoBias(2, 3).toString());
        }
    }
}
