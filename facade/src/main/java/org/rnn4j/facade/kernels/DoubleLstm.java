package org.rnn4j.facade.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM step and its gradient in double, over blocks of whole rows: the four gates of a block lie in one array each, so that every loop
 * runs over neighbours whatever the layout and however few units there are. An instance belongs to one thread.
 */
final class DoubleLstm {
    private final DoubleFunctions functions;
    private double[] i = {};
    private double[] f = {};
    private double[] g = {};
    private double[] o = {};
    private double[] previous = {};
    private double[] next = {};
    private double[] hidden = {};
    private double[] gradI = {};
    private double[] gradF = {};
    private double[] gradG = {};
    private double[] gradO = {};
    private double[] gradCell = {};
    private double[] peepholeI = {};
    private double[] peepholeF = {};
    private double[] peepholeO = {};

    DoubleLstm(DoubleFunctions functions) {
        this.functions = functions;
    }

    /** Rows in a block, for which there is room on return. */
    private int makeRoom(int units) {
        int rows = Math.max(1, Arithmetic.BLOCK / units);
        int size = rows * units;
        if (i.length < size) {
            i = new double[size];
            f = new double[size];
            g = new double[size];
            o = new double[size];
            previous = new double[size];
            next = new double[size];
            hidden = new double[size];
            gradI = new double[size];
            gradF = new double[size];
            gradG = new double[size];
            gradO = new double[size];
            gradCell = new double[size];
            peepholeI = new double[size];
            peepholeF = new double[size];
            peepholeO = new double[size];
        }
        return rows;
    }

    private static void loadGate(Run gates, int block, int firstRow, int rows, int units, double[] gate) {
        for (int r = 0; r < rows; r++) {
            DoubleArithmetic.load(gates, (4L * (firstRow + r) + block) * units, gate, r * units, units);
        }
    }

    private static void storeGate(double[] gate, Run gates, int block, int firstRow, int rows, int units) {
        for (int r = 0; r < rows; r++) {
            DoubleArithmetic.store(gate, r * units, gates, (4L * (firstRow + r) + block) * units, units);
        }
    }

    private void loadPrevious(@Nullable Run previousCell, long start, int n) {
        if (previousCell == null) {
            Arrays.fill(previous, 0, n, 0);
        } else {
            DoubleArithmetic.load(previousCell, start, previous, 0, n);
        }
    }

    /** Every row of a block needs the peepholes beside its units. */
    private void loadPeepholes(Run peepholes, int rows, int units) {
        for (int r = 0; r < rows; r++) {
            DoubleArithmetic.load(peepholes, 0, peepholeI, r * units, units);
            DoubleArithmetic.load(peepholes, units, peepholeF, r * units, units);
            DoubleArithmetic.load(peepholes, 2L * units, peepholeO, r * units, units);
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
            DoubleArithmetic.store(next, 0, cell, start, n);
            DoubleArithmetic.store(hidden, 0, hiddenOut, start, n);
        }
    }

    private static void addProducts(double[] x, double[] y, double[] sum, int n) {
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
            DoubleArithmetic.load(cell, start, next, 0, n);
            DoubleArithmetic.load(gradHidden, start, hidden, 0, n);
            DoubleArithmetic.load(gradCellRun, start, gradCell, 0, n);
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
            DoubleArithmetic.store(gradCell, 0, gradCellRun, start, n);
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
        double[] tanh = gradO;
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
            double[] gradGate, double[] beside, Run gradPeepholes, int block, double scale, int rows, int units) {
        double factor = scale;
        DoubleArithmetic.load(gradPeepholes, (long) block * units, i, 0, units);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < units; j++) {
                i[j] += factor * gradGate[r * units + j] * beside[r * units + j];
            }
        }
        DoubleArithmetic.store(i, 0, gradPeepholes, (long) block * units, units);
    }
}
