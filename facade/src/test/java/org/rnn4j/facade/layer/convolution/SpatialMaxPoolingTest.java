package org.rnn4j.facade.layer.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SpatialMaxPoolingTest {
    private final SpatialMaxPooling pooling = new SpatialMaxPooling(2, 2);
    private final Tensor image = Tensor.of(1.0, 5, 2, 5, 5, 0, 3, 3, 3).view(1, 3, 3);

    @Test
    void theFirstOfEqualNumbersCounts() {
        Expect.values(pooling.forward(image), 5);
        assertArrayEquals(new long[] {1, 1, 1}, pooling.indices().size());
        assertEquals(2, pooling.indices().get(1, 1, 1));
        Expect.values(pooling.backward(image, Tensor.of(7.0).view(1, 1, 1)), 0, 7, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void whatIsLeftIsAWindowAfterCeil() {
        Expect.values(pooling.ceil().forward(image), 5, 2, 3, 3);
        Expect.values(pooling.floor().forward(image), 5);
    }

    /** As in Torch: nothing in it is the largest, and no gradient passes. */
    @Test
    void aWindowBehindTheEndHasNoLargestNumber() {
        SpatialPooling sparse = new SpatialMaxPooling(1, 1, 1, 3).ceil();
        Tensor column = Tensor.of(1.0, 2, 3).view(1, 3, 1);
        Expect.values(sparse.forward(column), 1, Double.NEGATIVE_INFINITY);
        Expect.values(sparse.backward(column, Tensor.of(4.0, 5).view(1, 2, 1)), 4, 0, 0);
    }

    @Test
    void aGradientOfAnotherBatchIsRefused() {
        Expect.tooEarly(
                "SpatialMaxPooling(2x2, 2,2): expected forward before backward; call forward with the same input first",
                () -> pooling.backward(new Tensor(3, 1, 4, 4), new Tensor(3, 1, 2, 2)));
        pooling.forward(new Tensor(2, 1, 4, 4));
        Expect.refused(
                "SpatialMaxPooling(2x2, 2,2): expected gradOutput of size [2, 1, 2, 2] as the last output has, got [3, 1, 2, 2]",
                () -> pooling.backward(new Tensor(3, 1, 4, 4), new Tensor(3, 1, 2, 2)));
    }

    @Nested
    class Errors {
        @Test
        void argumentsAreChecked() {
            Expect.refused(
                    "SpatialMaxPooling: expected padding of at most half a window of 3x3, got 2,0",
                    () -> new SpatialMaxPooling(3, 3, 1, 1, 2, 0));
            Expect.refused(
                    "SpatialAveragePooling: expected positive steps, got 0,1",
                    () -> new SpatialAveragePooling(3, 3, 0, 1));
        }

        @Test
        void sizesAreChecked() {
            Expect.refused(
                    "SpatialMaxPooling(2x2, 2,2): expected input of a height and width that hold a window, got [1, 1, 4]",
                    () -> pooling.forward(new Tensor(1, 1, 4)));
        }
    }
}
