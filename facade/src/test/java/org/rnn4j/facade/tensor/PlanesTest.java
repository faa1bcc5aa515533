package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.facade.kernels.ElementType;

/** Slices side by side give what they give one by one, which is how tensors are read that are not contiguous. */
final class PlanesTest {
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource({"3, 4, 8, 2", "1, 5, 1025, 2", "2, 1, 9, 2", "5, 7, 300, 1", "1, 1, 8, 1", "2, 3, 2049, 2"})
    void sameAsOneByOne(long first, long second, long third, int dimension) {
        for (ElementType type : new ElementType[] {ElementType.DOUBLE, ElementType.FLOAT}) {
            Tensor x = new Tensor(type, first, second, third);
            Generator generator = new Generator();
            generator.manualSeed(first + second + third);
            generator.uniform(x, -1, 1);
            // Few numbers, so that many are equal.
            Tensor coarse = x.copy().mul(3).round();
            same(x, dimension);
            same(coarse, dimension);
        }
    }

    private static void same(Tensor x, int dimension) {
        Tensor scattered = new Tensor(x.elementType(), x.size(1), x.size(2), 2 * x.size(3)).narrow(3, 2, x.size(3));
        scattered.copy(x);
        assertEquals(0, x.sum(dimension).csub(scattered.sum(dimension)).norm(), ROUNDING * (double) x.nElement());
        for (boolean greatest : new boolean[] {true, false}) {
            Indexed together = greatest ? x.max(dimension) : x.min(dimension);
            Indexed apart = greatest ? scattered.max(dimension) : scattered.min(dimension);
            assertEquals(true, together.values().equal(apart.values()));
            assertEquals(true, together.indices().equal(apart.indices()));
        }
    }

    @Test
    void theFirstNaNIsTheGreatestAndTheSmallest() {
        Tensor x = new Tensor(ElementType.DOUBLE, 3, 8).fill(1);
        x.put(Double.NaN, 2, 3).put(Double.NaN, 3, 3).put(Double.NaN, 1, 8).put(7, 3, 1);
        for (Indexed found : new Indexed[] {x.max(1), x.min(1)}) {
            assertEquals(Double.NaN, found.values().get(1, 3));
            assertEquals(2, found.indices().getLong(1, 3));
            assertEquals(1, found.indices().getLong(1, 8));
        }
        assertEquals(3, x.max(1).indices().getLong(1, 1));
        assertEquals(1, x.min(1).indices().getLong(1, 1));
    }

    @Test
    void resultsMayTakeTheMemoryOfTheSource() {
        Tensor x = new Tensor(ElementType.DOUBLE, 2, 8).fill(1);
        x.put(5, 2, 4);
        x.max(new Tensor(ElementType.LONG), x, 1);
        assertEquals("[1, 8]", x.describe());
        assertEquals(12, x.sum());
    }
}
