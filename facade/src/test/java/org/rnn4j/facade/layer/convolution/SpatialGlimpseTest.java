package org.rnn4j.facade.layer.convolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SpatialGlimpseTest {
    private final SpatialGlimpse glimpse = new SpatialGlimpse(1, 2, null);
    private final Tensor image = Tensor.of(1.0, 2, 3, 4, 5, 6, 7, 8, 9).view(1, 3, 3);

    @Test
    void patchesGrowAroundTheLocation() {
        Expect.values(glimpse.forward(Table.of(image, Tensor.of(0.0, 0))), 5, 3);
        Expect.values(glimpse.forward(Table.of(image, Tensor.of(-1.0, -1))), 1, 3);
        Expect.values(glimpse.forward(Table.of(image, Tensor.of(1.0, -1))), 7, 6);
        Expect.values(glimpse.forward(Table.of(image, Tensor.of(-1.0, 1))), 3, 4);
    }

    @Test
    void outsideAreZeros() {
        SpatialGlimpse wide = new SpatialGlimpse(new int[] {3, 1}, 1, 2);
        assertArrayEquals(
                new long[] {1, 3, 1},
                wide.forward(Table.of(image, Tensor.of(-1.0, 0))).toTensor().size());
        Expect.values(wide.forward(Table.of(image, Tensor.of(-1.0, 0))), 0, 2, 5);
    }

    @Test
    void argumentsAndSizesAreChecked() {
        assertEquals(
                "SpatialGlimpse: expected a scale of 2, got 3, which needs nnx.SpatialReSampling",
                assertThrows(UnsupportedOperationException.class, () -> new SpatialGlimpse(1, 2, 3))
                        .getMessage());
        Expect.refused(
                "SpatialGlimpse: expected a location of 2 numbers for each image, got {[1, 3, 3], [3]}",
                () -> glimpse.forward(Table.of(image, new Tensor(3L))));
        Expect.refused(
                "SpatialGlimpse: expected images that with their padding hold a patch of 4x4, got [1, 1, 3]",
                () -> new SpatialGlimpse(1).forward(Table.of(new Tensor(1, 1, 3), new Tensor(2L))));
    }
}
