package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

/** Sizes around those of a block, views that begin in the middle of a storage, both types. */
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
    @ValueSource(ints = {1, 2, 1023, 1024, 1025, 2048, 3073})
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

    @Test
    void elementsMayLieInAnyOrder() {
        Tensor x = Tensor.of(1f, 2, 3, 4, 5, 6).view(2, 3);
        Tensor y = new Tensor(ElementType.FLOAT, 3, 2).t();
        Elementwise.map((a, b) -> 10 * a + b, x, Tensor.of(1f, 2, 3).view(1, 3).expand(2, 3), y);
        assertArrayEquals(new double[] {11, 22, 33, 41, 52, 63}, y.toDoubleArray());
        assertEquals(91.0, Elementwise.sum((a, b) -> a * b, x.t(), x.t()));
    }

    @Test
    void theFunctionMayUseTensorsItself() {
        Tensor x = Tensor.of(1.0, 2, 3);
        Tensor y = new Tensor(ElementType.DOUBLE, 3);
        Elementwise.map(a -> a + Tensor.of(5.0, 7).add(Tensor.of(1.0, 1)).sum(), x, y);
        assertArrayEquals(new double[] {15, 16, 17}, y.toDoubleArray());
    }

    @Test
    void aFunctionThatFailsLeavesTheNextCallsAlone() {
        Tensor x = Tensor.of(1.0, 2, 3);
        assertThrows(ArithmeticException.class, () -> Elementwise.map(a -> Math.toIntExact((long) (1e12 * a)), x, x));
        Elementwise.map(a -> 2 * a, x, x);
        assertArrayEquals(new double[] {2, 4, 6}, x.toDoubleArray());
    }
}
