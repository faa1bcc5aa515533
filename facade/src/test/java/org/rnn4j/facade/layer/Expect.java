package org.rnn4j.facade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What tests of layers ask for. */
public final class Expect {
    /** A few roundings of numbers near 1. */
    private static final double ROUNDING = 1e-14;

    private Expect() {}

    /** The call throws an IllegalArgumentException with exactly this message. */
    public static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** The call throws an IllegalStateException with exactly this message. */
    public static void tooEarly(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
    }

    /** The elements, row by row. */
    public static void values(Activity actual, double... expected) {
        assertArrayEquals(expected, actual.toTensor().toDoubleArray(), ROUNDING);
    }

    /** A matrix of doubles, row by row. */
    public static Tensor matrix(int rows, double... values) {
        return Tensor.of(values).view(rows, -1);
    }
}
