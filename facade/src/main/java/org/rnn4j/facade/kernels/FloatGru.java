package org.rnn4j.facade.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The two halves of a GRU step and their gradients in float, over blocks of whole rows as in {@link FloatLstm}. An instance belongs to one thread. */
@AlsoInDouble
final class FloatGru {
    private final FloatFunctions functions;
    private float[] r = {};
    private float[] z = {};
    private float[] n = {};
    private float[] previous = {};
    private float[] result = {};
    private float[] gradient = {};

    FloatGru(FloatFunctions functions) {
        this.functions = functions;
    }

    /** Rows in a block, for which there is room on return. */
    private int makeRoom(int units) {
        int rows = Math.max(1, Arithmetic.BLOCK / units);
        int size = rows * units;
        if (r.length < size) {
            r = new float[size];
            z = new float[size];
            n = new float[size];
            previous = new float[size];
            result = new float[size];
            gradient = new float[size];
        }
        return rows;
    }

    private static void loadGate(Run gates, int gate, float[] block, int first, int rows, int units) {
        for (int row = 0; row < rows; row++) {
            FloatArithmetic.load(gates, (3L * (first + row) + gate) * units, block, row * units, units);
        }
    }

    private static void storeGate(float[] block, Run gates, int gate, int first, int rows, int units) {
        for (int row = 0; row < rows; row++) {
            FloatArithmetic.store(block, row * units, gates, (3L * (first + row) + gate) * units, units);
        }
    }

    private static void load(@Nullable Run state, long start, float[] block, int count) {
        if (state == null) {
            Arrays.fill(block, 0, count, 0);
        } else {
            FloatArithmetic.load(state, start, block, 0, count);
        }
    }

    void reset(GruRows step, Run resetHidden, int first, int rows) {
        int units = step.units();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int size = count * units;
            loadGate(step.gates(), 0, r, row, count, units);
            loadGate(step.gates(), 1, z, row, count, units);
            load(step.previous(), (long) row * units, previous, size);
            functions.sigmoid(r, size);
            functions.sigmoid(z, size);
            multiply(r, previous, result, size);
            storeGate(r, step.gates(), 0, row, count, units);
            storeGate(z, step.gates(), 1, row, count, units);
            FloatArithmetic.store(result, 0, resetHidden, (long) row * units, size);
        }
    }

    void step(GruRows step, Run hidden, int first, int rows) {
        int units = step.units();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int size = count * units;
            loadGate(step.gates(), 1, z, row, count, units);
            loadGate(step.gates(), 2, n, row, count, units);
            load(step.previous(), (long) row * units, previous, size);
            functions.tanh(n, size);
            interpolate(n, previous, z, result, size);
            storeGate(n, step.gates(), 2, row, count, units);
            FloatArithmetic.store(result, 0, hidden, (long) row * units, size);
        }
    }

    void stepBackward(GruRows step, Run gradHidden, Run gradPrevious, Run gradGates, int first, int rows) {
        int units = step.units();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int size = count * units;
            long start = (long) row * units;
            loadGate(step.gates(), 1, z, row, count, units);
            loadGate(step.gates(), 2, n, row, count, units);
            load(step.previous(), start, previous, size);
            FloatArithmetic.load(gradHidden, start, gradient, 0, size);
            throughInterpolation(gradient, previous, z, n, result, size);
            storeGate(z, gradGates, 1, row, count, units);
            storeGate(n, gradGates, 2, row, count, units);
            FloatArithmetic.store(result, 0, gradPrevious, start, size);
        }
    }

    void resetBackward(GruRows step, Run gradReset, Run gradPrevious, Run gradGates, int first, int rows) {
        int units = step.units();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int size = count * units;
            long start = (long) row * units;
            loadGate(step.gates(), 0, r, row, count, units);
            load(step.previous(), start, previous, size);
            FloatArithmetic.load(gradReset, start, gradient, 0, size);
            FloatArithmetic.load(gradPrevious, start, result, 0, size);
            throughReset(gradient, previous, r, result, size);
            storeGate(r, gradGates, 0, row, count, units);
            FloatArithmetic.store(result, 0, gradPrevious, start, size);
        }
    }

    private static void multiply(float[] x, float[] y, float[] product, int size) {
        for (int j = 0; j < size; j++) {
            product[j] = x[j] * y[j];
        }
    }

    private static void interpolate(float[] n, float[] previous, float[] z, float[] hidden, int size) {
        for (int j = 0; j < size; j++) {
            hidden[j] = n[j] + z[j] * (previous[j] - n[j]);
        }
    }

    /** From dL/dh' to dL/dh, and from the values of z and n to the gradients of their sums. */
    private static void throughInterpolation(
            float[] gradient, float[] previous, float[] z, float[] n, float[] gradPrevious, int size) {
        for (int j = 0; j < size; j++) {
            float grad = gradient[j];
            float update = z[j];
            float candidate = n[j];
            gradPrevious[j] = grad * update;
            z[j] = grad * (previous[j] - candidate) * update * (1 - update);
            n[j] = grad * (1 - update) * (1 - candidate * candidate);
        }
    }

    /** From dL/d(r . h), added, to dL/dh, and from the values of r to the gradient of its sum. */
    private static void throughReset(float[] gradient, float[] previous, float[] r, float[] gradPrevious, int size) {
        for (int j = 0; j < size; j++) {
            float grad = gradient[j];
            float reset = r[j];
            gradPrevious[j] += grad * reset;
            r[j] = grad * previous[j] * reset * (1 - reset);
        }
    }
}
