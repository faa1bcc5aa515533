package org.rnn4j.facade.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM step and its gradient in float, over blocks of whole rows: the four gates of a block lie in one array each, so that every loop
 * runs over neighbours whatever the layout and however few units there are. An instance belongs to one thread.
 */
final class FloatLstm {
    private final FloatFunctions functions;
    private float[] i = {};
    private float[] f = {};
    private float[] g = {};
    private float[] o = {};
    private float[] previous = {};
    private float[] next = {};
    private float[] hidden = {};
    private float[] gradI = {};
    private float[] gradF = {};
    private float[] gradG = {};
    private float[] gradO = {};
    private float[] gradCell = {};
    private float[] peepholeI = {};
    private float[] peepholeF = {};
    private float[] peepholeO = {};

    FloatLstm(FloatFunctions functions) {
        this.functions = functions;
    }

    /** Rows in a block, for which there is room on return. */
    private int makeRoom(int units) {
        int rows = Math.max(1, Arithmetic.BLOCK / units);
        int size = rows * units;
        if (i.length < size) {
            i = new float[size];
            f = new float[size];
            g = new float[size];
            o = new float[size];
            previous = new float[size];
            next = new float[size];
            hidden = new float[size];
            gradI = new float[size];
            gradF = new float[size];
            gradG = new float[size];
            gradO = new float[size];
            gradCell = new float[size];
            peepholeI = new float[size];
            peepholeF = new float[size];
            peepholeO = new float[size];
        }
        return rows;
    }

    private static void loadGate(Run gates, int block, int firstRow, int rows, int units, float[] gate) {
        for (int r = 0; r < rows; r++) {
            FloatArithmetic.load(gates, (4L * (firstRow + r) + block) * units, gate, r * units, units);
        }
    }

    private static void storeGate(float[] gate, Run gates, int block, int firstRow, int rows, int units) {
        for (int r = 0; r < rows; r++) {
            FloatArithmetic.store(gate, r * units, gates, (4L * (firstRow + r) + block) * units, units);
        }
    }

    private void loadPrevious(@Nullable Run previousCell, long start, int n) {
        if (previousCell == null) {
            Arrays.fill(previous, 0, n, 0);
        } else {
            FloatArithmetic.load(previousCell, start, previous, 0, n);
        }
    }

    /** Every row of a block needs the peepholes beside its units. */
    private void loadPeepholes(Run peepholes, int rows, int units) {
        for (int r = 0; r < rows; r++) {
            FloatArithmetic.load(peepholes, 0, peepholeI, r * units, units);
            FloatArithmetic.load(peepholes, units, peepholeF, r * units, units);
            FloatArithmetic.load(peepholes, 2L * units, peepholeO, r * units, units);
        }
    }

    void step(
            LstmGates layout,
            Run gates,
            @Nullable Run peepholes,
            @Nullable Run previousCell,
            Run cell,
            Run hiddenOut,
            int rows,
            int units) {
        int rowsInBlock = Math.min(rows, makeRoom(units));
        if (peepholes != null) {
            loadPeepholes(peepholes, rowsInBlock, units);
        }
        for (int row = 0; row < rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, rows - row);
            int n = count * units;
            long start = (long) row * units;
            loadGate(gates, layout.input(), row, count, units, i);
            loadGate(gates, layout.forget(), row, count, units, f);
            loadGate(gates, layout.candidate(), row, count, units, g);
            loadGate(gates, layout.output(), row, count, units, o);
            loadPrevious(previousCell, start, n);
            if (peepholes != null) {
                addProducts(peepholeI, previous, i, n);
                addProducts(peepholeF, previous, f, n);
            }
            functions.sigmoid(i, n);
            functions.sigmoid(f, n);
            functions.tanh(g, n);
            for (int j = 0; j < n; j++) {
                next[j] = f[j] * previous[j] + i[j] * g[j];
            }
            if (peepholes != null) {
                addProducts(peepholeO, next, o, n);
            }
            functions.sigmoid(o, n);
            System.arraycopy(next, 0, hidden, 0, n);
            functions.tanh(hidden, n);
            for (int j = 0; j < n; j++) {
                hidden[j] *= o[j];
            }
            storeGate(i, gates, layout.input(), row, count, units);
            storeGate(f, gates, layout.forget(), row, count, units);
            storeGate(g, gates, layout.candidate(), row, count, units);
            storeGate(o, gates, layout.output(), row, count, units);
            FloatArithmetic.store(next, 0, cell, start, n);
            FloatArithmetic.store(hidden, 0, hiddenOut, start, n);
        }
    }

    private static void addProducts(float[] x, float[] y, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += x[j] * y[j];
        }
    }

    void stepBackward(
            LstmGates layout,
            Run gates,
            @Nullable Run peepholes,
            @Nullable Run previousCell,
            Run cell,
            Run gradHidden,
            Run gradCellRun,
            Run gradGates,
            @Nullable Run gradPeepholes,
            double scale,
            int rows,
            int units) {
        int rowsInBlock = Math.min(rows, makeRoom(units));
        if (peepholes != null) {
            loadPeepholes(peepholes, rowsInBlock, units);
        }
        for (int row = 0; row < rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, rows - row);
            int n = count * units;
            long start = (long) row * units;
            loadGate(gates, layout.input(), row, count, units, i);
            loadGate(gates, layout.forget(), row, count, units, f);
            loadGate(gates, layout.candidate(), row, count, units, g);
            loadGate(gates, layout.output(), row, count, units, o);
            loadPrevious(previousCell, start, n);
            FloatArithmetic.load(cell, start, next, 0, n);
            FloatArithmetic.load(gradHidden, start, hidden, 0, n);
            FloatArithmetic.load(gradCellRun, start, gradCell, 0, n);
            outputGradient(n);
            if (peepholes != null) {
                addProducts(peepholeO, gradO, gradCell, n);
            }
            gateGradients(n);
            for (int j = 0; j < n; j++) {
                gradCell[j] *= f[j];
            }
            if (peepholes != null) {
                addProducts(peepholeI, gradI, gradCell, n);
                addProducts(peepholeF, gradF, gradCell, n);
            }
            storeGate(gradI, gradGates, layout.input(), row, count, units);
            storeGate(gradF, gradGates, layout.forget(), row, count, units);
            storeGate(gradG, gradGates, layout.candidate(), row, count, units);
            storeGate(gradO, gradGates, layout.output(), row, count, units);
            FloatArithmetic.store(gradCell, 0, gradCellRun, start, n);
            if (gradPeepholes != null) {
                if (previousCell != null) {
                    addPeephole(gradI, previous, gradPeepholes, 0, scale, count, units);
                    addPeephole(gradF, previous, gradPeepholes, 1, scale, count, units);
                }
                addPeephole(gradO, next, gradPeepholes, 2, scale, count, units);
            }
        }
    }

    /** From the gradient of the hidden units to that of the output gate's sum and, added, that of the cell. */
    private void outputGradient(int n) {
        float[] tanh = gradO;
        System.arraycopy(next, 0, tanh, 0, n);
        functions.tanh(tanh, n);
        for (int j = 0; j < n; j++) {
            gradCell[j] += hidden[j] * o[j] * (1 - tanh[j] * tanh[j]);
        }
        for (int j = 0; j < n; j++) {
            gradO[j] = hidden[j] * tanh[j] * o[j] * (1 - o[j]);
        }
    }

    private void gateGradients(int n) {
        for (int j = 0; j < n; j++) {
            gradI[j] = gradCell[j] * g[j] * i[j] * (1 - i[j]);
        }
        for (int j = 0; j < n; j++) {
            gradG[j] = gradCell[j] * i[j] * (1 - g[j] * g[j]);
        }
        for (int j = 0; j < n; j++) {
            gradF[j] = gradCell[j] * previous[j] * f[j] * (1 - f[j]);
        }
    }

    /** Overwrites {@code gradGate}, which is done with. */
    private void addPeephole(
            float[] gradGate, float[] beside, Run gradPeepholes, int block, double scale, int rows, int units) {
        float factor = (float) scale;
        FloatArithmetic.load(gradPeepholes, (long) block * units, i, 0, units);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < units; j++) {
                i[j] += factor * gradGate[r * units + j] * beside[r * units + j];
            }
        }
        FloatArithmetic.store(i, 0, gradPeepholes, (long) block * units, units);
    }
}
