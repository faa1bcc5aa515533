package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.tensor.Tensor;

/** Sizes around those of a chunk, views that begin in the middle of a storage, both types. */
final class ElementwiseTest {
    private static final int OFFSET = 3;

    private static Tensor counted(ElementType type, int size) {
        Tensor whole = new Tensor(type, size + OFFSET);
        for (int i = 0; i < size + OFFSET; i++) {
            whole.storage().putDouble(i, i - OFFSET);
        }
        return whole.narrow(1, 1 + OFFSET, size);
    }

    private static double[] expected(int size, double factor, double constant) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = factor * i + constant;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 511, 512, 513, 1024, 1537})
    void everyElementIsVisitedOnce(int size) {
        for (ElementType type : new ElementType[] {ElementType.DOUBLE, ElementType.FLOAT}) {
            Tensor x = counted(type, size);
            Tensor y = new Tensor(type, size);
            Elementwise.map(a -> 2 * a + 1, x, y);
            assertArrayEquals(expected(size, 2, 1), y.toDoubleArray());
            Elementwise.map((a, b) -> b - a, x, y, y);
            assertArrayEquals(expected(size, 1, 1), y.toDoubleArray());
            assertEquals((double) size, Elementwise.sum((a, b) -> b - a, x, y));
            assertArrayEquals(expected(size, 1, 0), x.toDoubleArray());
        }
    }
}
