package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatFunctionsTest {
    // Worst errors in units in the last place, as the class promises them; found by going through all floats.
    private static final double EXP_ERROR = 1.3;
    private static final double SIGMOID_ERROR = 2.5;
    private static final double TANH_ERROR = 3.4;

    /** Distance between the floats tried, in floats: prime, and small enough for two million of them. */
    private static final int STRIDE = 1009;

    private static final float LARGEST = 200;

    private final FloatFunctions functions = new FloatFunctions();

    @Test
    void expIsAccurateWhereTheResultIsNormal() {
        assertError(EXP_ERROR, functions::exp, Math::exp, Float.MIN_NORMAL, 88);
    }

    @Test
    void sigmoidIsAccurateWhereTheResultIsNormal() {
        assertError(SIGMOID_ERROR, functions::sigmoid, x -> 1 / (1 + Math.exp(-x)), Float.MIN_NORMAL, LARGEST);
    }

    @Test
    void tanhIsAccurateEverywhere() {
        assertError(TANH_ERROR, functions::tanh, Math::tanh, 0, LARGEST);
    }

    private static void assertError(
            double limit,
            BiConsumer<float[], Integer> function,
            DoubleUnaryOperator truth,
            float smallestResult,
            float largest) {
        float[] x = new float[Arithmetic.BLOCK];
        int last = Float.floatToIntBits(largest);
        for (int sign = 0; sign < 2; sign++) {
            for (int bits = sign; bits <= last - STRIDE; ) {
                int n = 0;
                while (n < x.length && bits <= last - STRIDE) {
                    x[n++] = Float.intBitsToFloat(bits) * (1 - 2 * sign);
                    bits += STRIDE;
                }
                float[] y = x.clone();
                function.accept(y, n);
                for (int i = 0; i < n; i++) {
                    double expected = truth.applyAsDouble(x[i]);
                    double error = Math.abs(y[i] - expected) / Math.ulp((float) expected);
                    if (Math.abs(expected) >= smallestResult && !(error <= limit)) {
                        fail("at " + x[i] + ": " + y[i] + " is off by " + error);
                    }
                }
            }
        }
    }

    @Test
    void largeArgumentsSaturate() {
        float[] large = {-Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 20};
        assertArrayEquals(new float[] {0, 0, 1, 1, 1}, apply(functions::sigmoid, large));
        assertArrayEquals(new float[] {-1, -1, 1, 1, 1}, apply(functions::tanh, large));
        assertArrayEquals(new float[] {0, 0}, apply(functions::exp, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY));
    }

    @Test
    void nothingLeavesItsRange() {
        float[] x = new float[20000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 10000) * 0.01f;
        }
        for (float y : apply(functions::tanh, x)) {
            assertTrue(y >= -1 && y <= 1);
        }
        for (float y : apply(functions::sigmoid, x)) {
            assertTrue(y >= 0 && y <= 1);
        }
    }

    @Test
    void notANumberStaysOne() {
        assertTrue(Float.isNaN(apply(functions::exp, Float.NaN)[0]));
        assertTrue(Float.isNaN(apply(functions::sigmoid, Float.NaN)[0]));
        assertTrue(Float.isNaN(apply(functions::tanh, Float.NaN)[0]));
        assertTrue(Float.isNaN(apply(functions::relu, Float.NaN)[0]));
    }

    @Test
    void zerosKeepTheirSignInTanh() {
        float[] zeros = apply(functions::tanh, 0f, -0f);
        assertEquals(Float.floatToRawIntBits(0f), Float.floatToRawIntBits(zeros[0]));
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(zeros[1]));
    }

    @Test
    void resultsDoNotDependOnTheNeighbours() {
        float[] x = new float[Arithmetic.BLOCK + 13];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(i) * 9;
        }
        float[] together = apply(functions::sigmoid, x);
        for (int i = 0; i < x.length; i++) {
            assertEquals(apply(functions::sigmoid, x[i])[0], together[i]);
        }
    }

    private static float[] apply(BiConsumer<float[], Integer> function, float... x) {
        float[] y = Arrays.copyOf(x, x.length);
        function.accept(y, y.length);
        return y;
    }
}
