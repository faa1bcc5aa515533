package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

/** Modules that pick parts of a tensor, put some in, or change the number of its dimensions. */
@ExtendWith(InDouble.class)
final class PartsAndSizesTest {
    private final Tensor four = Tensor.of(1.0, 2, 3, 4);

    @Nested
    class Narrowing {
        @Test
        void aNegativeOffsetLeavesOutTheEnd() {
            Expect.values(new Narrow(1, -1, 1).forward(four), 1, 2, 3);
            Expect.values(new Narrow(1, -3, 3).forward(four), 1);
        }

        @Test
        void aNegativeLengthCountsFromTheEnd() {
            Expect.values(new Narrow(1, 2, -1).forward(four), 2, 3, 4);
            Expect.values(new Narrow(-1, 2, -2).forward(four), 2, 3);
        }

        @Test
        void indicesStayIndices() {
            Narrow narrow = new Narrow(1, 2);
            Tensor words = Tensor.of(7L, 8, 9);
            assertEquals("LongTensor [1]", narrow.forward(words).describe());
            assertEquals(
                    "LongTensor [3]", narrow.backward(words, Tensor.of(1.0)).describe());
        }

        @Test
        void whatIsNotThereIsRefused() {
            Expect.refused(
                    "Narrow: expected input with the range of offset 4 and length 2 in dimension 1, got [4]",
                    () -> new Narrow(1, 4, 2).forward(four));
            Expect.refused(
                    "Narrow: expected input with the range of offset -1 and length 4 in dimension 1, got [4]",
                    () -> new Narrow(1, -1, 4).forward(four));
            Expect.refused("Narrow: expected an offset and a length other than 0, got 0 and 1", () -> new Narrow(1, 0));
        }
    }

    @Nested
    class PaddingBetween {
        @Test
        void anIndexCountsFromTheStartForNegativePads() {
            Expect.values(new Padding(1, -1, null, 9, 3).forward(four), 1, 2, 9, 3, 4);
            Expect.values(new Padding(1, -2, null, 9, 5).forward(four), 1, 2, 3, 4, 9, 9);
        }

        @Test
        void andFromTheEndForPositiveOnes() {
            Expect.values(new Padding(1, 1, null, 9, 2).forward(four), 1, 2, 3, 9, 4);
            Expect.values(new Padding(1, 2, null, 9, 5).forward(four), 9, 9, 1, 2, 3, 4);
        }

        @Test
        void theGradientComesFromBothSides() {
            Tensor gradient = Tensor.of(1.0, 2, 3, 4, 5);
            Padding padding = new Padding(1, 1, null, 0, 2);
            padding.forward(four);
            Expect.values(padding.backward(four, gradient), 1, 2, 3, 5);
        }

        @Test
        void noPadIsACopy() {
            Padding padding = new Padding(1, 0);
            Expect.values(padding.forward(four), 1, 2, 3, 4);
            Expect.values(padding.backward(four, four), 1, 2, 3, 4);
        }

        @Test
        void anIndexBehindTheEndIsRefused() {
            Expect.refused(
                    "Padding: expected input of size 5 at least in dimension 1, got [4]",
                    () -> new Padding(1, 1, null, 0, 6).forward(four));
        }
    }

    @Nested
    class Dimensions {
        @Test
        void aBatchOfOneStaysABatchWhenAllIsSqueezed() {
            Squeeze squeeze = new Squeeze(null, 2);
            assertEquals("[1, 3]", squeeze.forward(new Tensor(1, 1, 3)).describe());
            assertEquals("[2, 3]", squeeze.forward(new Tensor(2, 1, 3)).describe());
            assertEquals("[3]", squeeze.forward(new Tensor(1, 3)).describe());
            assertEquals("[1, 1]", squeeze.forward(new Tensor(1, 1, 1)).describe());
        }

        @Test
        void theFirstInputSaysWhatASampleIs() {
            Unsqueeze unsqueeze = new Unsqueeze(1);
            assertEquals("[1, 3]", unsqueeze.forward(new Tensor(3L)).describe());
            assertEquals("[2, 1, 3]", unsqueeze.forward(new Tensor(2, 3)).describe());
            Expect.refused(
                    "Unsqueeze(dim 3): expected input of 2 dimensions or more with room for a dimension 3 in a sample,"
                            + " got [3]",
                    () -> new Unsqueeze(3, 2).forward(new Tensor(3L)));
        }

        @Test
        void collapsedSamplesShareMemory() {
            Tensor x = new Tensor(2, 3, 4);
            Tensor y = new Collapse(2).updateOutput(x);
            assertEquals("[2, 12]", y.describe());
            assertSame(x.storage(), y.storage());
            assertEquals("[24]", new Collapse(3).forward(x).describe());
        }

        @Test
        void repeatedSamplesShareMemory() {
            Tensor x = new Tensor(2, 3);
            Tensor y = new Replicate(4, 2, 1).updateOutput(x);
            assertEquals("[2, 3, 4]", y.describe());
            assertSame(x.storage(), y.storage());
            Expect.refused(
                    "Replicate: expected input of 2 dimensions at least, got [3]",
                    () -> new Replicate(2, 3).forward(new Tensor(3L)));
        }
    }
}
