package org.rnn4j.facade.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Transfer functions over arrays of float, in place, in loops that C2 turns into vector code. An instance belongs to one thread.
 *
 * <pre>
 * z = m ln 2 + r, |r| at most ln(2)/2      exp(z) = s + s q, with s = 2^m and q = exp(r) - 1, a polynomial
 * sigmoid(x) = e / (1 + e), e = exp(x)     tanh(x) = d / (d + 2), d = exp(2 x) - 1 = s q - (1 - s)
 * </pre>
 *
 * Errors against the true values, over all floats whose result is a normal number: exp 1.3, sigmoid 2.5, tanh 3.4 units in the
 * last place. NaN stays NaN, tanh(-0) is -0, large arguments give exactly 0, 1 or -1; results of exp and sigmoid below
 * 2^-126 lose precision or are 0.
 *
 * <p>C2 of JDK 17 vectorises neither conversions between float and int nor {@link Float#intBitsToFloat}. So m is rounded by adding a large
 * constant, which leaves it in the last bits of the sum, and blocks change their type by way of a buffer that is looked at as both.
 */
final class FloatFunctions {
    private static final float LOWEST = -88;
    private static final float HIGHEST = 88;
    /** exp(2 x) + 1 equals exp(2 x) long before. */
    private static final float HIGHEST_OF_TANH = 10;

    private static final float LOG2_E = 1.442695f;
    /** ln 2 in two parts: multiples of the first by up to 128 are exact. */
    private static final float LN_2_HIGH = 0.69314575f;

    private static final float LN_2_LOW = 1.4286068e-6f;

    /** A sum with this ends in the bits of m + 127, the exponent of 2^m as it stands in a float. */
    private static final float ROUNDING = 3 * (1 << 22) + 127;

    private static final int EXPONENT_SHIFT = 23;

    // Minimax polynomial: exp(r) - 1 = r + r^2 (C2 + C3 r + ... + C6 r^4), relative error 1.3e-8 for |r| up to ln(2)/2.
    private static final float C2 = 0.49999997f;
    private static final float C3 = 0.16666543f;
    private static final float C4 = 0.0416672f;
    private static final float C5 = 0.008366558f;
    private static final float C6 = 0.0013882514f;

    private float[] clamped = {};
    private float[] rounded = {};
    private int[] bits = {};
    private float[] power = {};
    private FloatBuffer asFloats = FloatBuffer.allocate(0);
    private IntBuffer asInts = IntBuffer.allocate(0);

    /** {@code x = exp(x)} for the first n numbers, all of them at most 88. */
    void exp(float[] x, int n) {
        split(x, n, LOWEST, HIGHEST, 1);
        float[] s = power;
        for (int i = 0; i < n; i++) {
            x[i] = s[i] + s[i] * x[i];
        }
    }

    /** {@code x = 1 / (1 + exp(-x))} for the first n numbers. */
    void sigmoid(float[] x, int n) {
        split(x, n, LOWEST, HIGHEST, 1);
        float[] s = power;
        for (int i = 0; i < n; i++) {
            float e = s[i] + s[i] * x[i];
            x[i] = e / (1 + e);
        }
    }

    /** {@code x = tanh(x)} for the first n numbers. */
    void tanh(float[] x, int n) {
        split(x, n, -HIGHEST_OF_TANH, HIGHEST_OF_TANH, 2);
        float[] s = power;
        for (int i = 0; i < n; i++) {
            float d = s[i] * x[i] - (1 - s[i]);
            x[i] = d / (d + 2);
        }
    }

    /** {@code x = max(0, x)} for the first n numbers. */
    void relu(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }

    /** Writes s = 2^m to {@link #power} and q to x, for z = factor * clamp(x). */
    private void split(float[] x, int n, float lowest, float highest, float factor) {
        makeRoom(n);
        float[] z = clamped;
        float[] sum = rounded;
        for (int i = 0; i < n; i++) {
            z[i] = factor * Math.max(lowest, Math.min(highest, x[i]));
            sum[i] = z[i] * LOG2_E + ROUNDING;
        }
        int[] exponent = bits;
        asFloats.put(0, sum, 0, n);
        asInts.get(0, exponent, 0, n);
        for (int i = 0; i < n; i++) {
            exponent[i] <<= EXPONENT_SHIFT;
        }
        asInts.put(0, exponent, 0, n);
        asFloats.get(0, power, 0, n);
        for (int i = 0; i < n; i++) {
            float m = sum[i] - ROUNDING;
            float r = z[i] - m * LN_2_HIGH - m * LN_2_LOW;
            x[i] = r * (1 + r * (C2 + r * (C3 + r * (C4 + r * (C5 + r * C6)))));
        }
    }

    private void makeRoom(int n) {
        if (power.length < n) {
            int room = Math.max(n, Arithmetic.BLOCK);
            clamped = new float[room];
            rounded = new float[room];
            bits = new int[room];
            power = new float[room];
            ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * room).order(ByteOrder.nativeOrder());
            asFloats = buffer.asFloatBuffer();
            asInts = buffer.asIntBuffer();
        }
    }
}
