package org.rnn4j.facade.layer.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SpatialConvolutionTest {
    private final SpatialConvolution convolution = new SpatialConvolution(1, 1, 2, 1);

    @Nested
    class Forward {
        @Test
        void everyWindowIsMultipliedAndAddedUp() {
            convolution.weight().copy(Tensor.of(1.0, 10).view(1, 1, 1, 2));
            convolution.parameters().weights().get(1).fill(100);
            Tensor image = Tensor.of(1.0, 2, 3, 4, 5, 6).view(1, 2, 3);
            Expect.values(convolution.forward(image), 121, 132, 154, 165);
            assertArrayEquals(
                    new long[] {1, 1, 2, 2},
                    convolution.forward(image.view(1, 1, 2, 3)).toTensor().size());
        }

        @Test
        void secondForwardReusesOutput() {
            Tensor image = new Tensor(1, 3, 3);
            assertSame(convolution.forward(image), convolution.forward(image.copy()));
        }

        @Test
        void paddingAboveIsThatOnTheLeftUnlessTold() {
            Tensor image = new Tensor(1, 3, 3);
            assertArrayEquals(
                    new long[] {1, 5, 5},
                    new SpatialConvolution(1, 1, 3, 3, 1, 1, 2)
                            .forward(image)
                            .toTensor()
                            .size());
            assertArrayEquals(
                    new long[] {1, 1, 5},
                    new SpatialConvolution(1, 1, 3, 3, 1, 1, 2, 0)
                            .forward(image)
                            .toTensor()
                            .size());
        }
    }

    @Nested
    class ParametersOfIt {
        @Test
        void allAreWeightThenBias() {
            SpatialConvolution wide = new SpatialConvolution(2, 3, 5, 4);
            List<Tensor> weights = wide.parameters().weights();
            assertArrayEquals(new long[] {3, 2, 4, 5}, weights.get(0).size());
            assertArrayEquals(new long[] {3}, weights.get(1).size());
            assertEquals(123, wide.getParameters().parameters().nElement());
        }

        @Test
        void theBiasCanBeTakenAway() {
            assertSame(convolution, convolution.noBias());
            assertNull(convolution.bias());
            assertEquals(1, convolution.parameters().size());
            assertEquals("nn.SpatialConvolution(1 -> 1, 2x1) without bias", convolution.toString());
        }

        @Test
        void theMatrixHasTheNumbersOfTheSameSeed() {
            Generator.global().manualSeed(3);
            Tensor weight = new SpatialConvolution(2, 3, 3, 2).weight();
            Generator.global().manualSeed(3);
            Tensor matrix = new SpatialConvolutionMM(2, 3, 3, 2).weight();
            assertArrayEquals(new long[] {3, 12}, matrix.size());
            Expect.values(matrix, weight.toDoubleArray());
        }
    }

    @Nested
    class Errors {
        private final SpatialConvolution strided = new SpatialConvolution(2, 3, 3, 2, 2, 1, 0, 1);

        @Test
        void sizesAreChecked() {
            String who = "SpatialConvolution(2 -> 3, 3x2, 2,1, 0,1): expected ";
            Expect.refused(
                    who + "an image of size [C, H, W] or a batch of them as input, got [2, 5]",
                    () -> strided.forward(new Tensor(2, 5)));
            Expect.refused(who + "input of 2 planes, got [3, 4, 4]", () -> strided.forward(new Tensor(3, 4, 4)));
            Expect.refused(
                    who + "input of a height and width that hold a window, got [1, 2, 4, 2]",
                    () -> strided.forward(new Tensor(1, 2, 4, 2)));
            Expect.refused(
                    who + "gradOutput of size [3, 5, 2] for input [2, 4, 5], got [3, 4, 2]",
                    () -> strided.backward(new Tensor(2, 4, 5), new Tensor(3, 4, 2)));
        }

        @Test
        void argumentsAreChecked() {
            Expect.refused(
                    "SpatialConvolution: expected positive numbers of planes, got 0 and 3",
                    () -> new SpatialConvolution(0, 3, 1, 1));
            Expect.refused(
                    "SpatialConvolution: expected a window of at least 1x1, got 0x1",
                    () -> new SpatialConvolution(1, 3, 0, 1));
            Expect.refused(
                    "SpatialConvolutionMM: expected positive steps, got 1,0",
                    () -> new SpatialConvolutionMM(1, 3, 1, 1, 1, 0));
            Expect.refused(
                    "SpatialConvolution: expected padding of at least 0, got -1,-1",
                    () -> new SpatialConvolution(1, 3, 1, 1, 1, 1, -1));
            Expect.refused(
                    "SpatialDilatedConvolution: expected a positive dilationH, got 0",
                    () -> new SpatialDilatedConvolution(1, 3, 1, 1, 1, 1, 0, 0, 1, 0));
        }
    }
}
