package org.rnn4j.facade.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM step and its gradient in float, over blocks of whole rows: the four gates of a block lie in one array each, so that every loop
 * runs over neighbours whatever the layout and however few units there are. An instance belongs to one thread.
 */
@AlsoInDouble
final class FloatLstm {
    private final FloatFunctions functions;
    private float[] i = {};
    private float[] f = {};
    private float[] g = {};
    private float[] o = {};
    private float[] previous = {};
    private float[] next = {};
    private float[] hidden = {};
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
            gradO = new float[size];
            gradCell = new float[size];
            peepholeI = new float[size];
            peepholeF = new float[size];
            peepholeO = new float[size];
        }
        return rows;
    }

    private void loadGates(LstmRows step, int first, int rows) {
        LstmGates layout = step.layout();
        int units = step.units();
        for (int r = 0; r < rows; r++) {
            int at = r * units;
            long row = 4L * (first + r);
            FloatArithmetic.load(step.gates(), (row + layout.input()) * units, i, at, units);
            FloatArithmetic.load(step.gates(), (row + layout.forget()) * units, f, at, units);
            FloatArithmetic.load(step.gates(), (row + layout.candidate()) * units, g, at, units);
            FloatArithmetic.load(step.gates(), (row + layout.output()) * units, o, at, units);
        }
    }

    private static void storeGates(
            LstmGates layout, float[] i, float[] f, float[] g, float[] o, Run gates, int first, int rows, int units) {
        for (int r = 0; r < rows; r++) {
            int at = r * units;
            long row = 4L * (first + r);
            FloatArithmetic.store(i, at, gates, (row + layout.input()) * units, units);
            FloatArithmetic.store(f, at, gates, (row + layout.forget()) * units, units);
            FloatArithmetic.store(g, at, gates, (row + layout.candidate()) * units, units);
            FloatArithmetic.store(o, at, gates, (row + layout.output()) * units, units);
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

    void step(LstmRows step, Run hiddenRows, int first, int rows) {
        int units = step.units();
        Run peepholes = step.peepholes();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        if (peepholes != null) {
            loadPeepholes(peepholes, rowsInBlock, units);
        }
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int n = count * units;
            long start = (long) row * units;
            loadGates(step, row, count);
            loadPrevious(step.previousCell(), start, n);
            if (peepholes != null) {
                addProducts(peepholeI, previous, i, n);
                addProducts(peepholeF, previous, f, n);
            }
            functions.sigmoid(i, n);
            functions.sigmoid(f, n);
            functions.tanh(g, n);
            multiply(f, previous, next, n);
            addProducts(i, g, next, n);
            if (peepholes != null) {
                addProducts(peepholeO, next, o, n);
            }
            functions.sigmoid(o, n);
            System.arraycopy(next, 0, hidden, 0, n);
            functions.tanh(hidden, n);
            multiply(o, hidden, hidden, n);
            storeGates(step.layout(), i, f, g, o, step.gates(), row, count, units);
            FloatArithmetic.store(next, 0, step.cell(), start, n);
            FloatArithmetic.store(hidden, 0, hiddenRows, start, n);
        }
    }

    void stepBackward(LstmRows step, Run gradHidden, Run gradCellRows, Run gradGates, int first, int rows) {
        int units = step.units();
        Run peepholes = step.peepholes();
        int rowsInBlock = Math.min(rows, makeRoom(units));
        if (peepholes != null) {
            loadPeepholes(peepholes, rowsInBlock, units);
        }
        for (int row = first; row < first + rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, first + rows - row);
            int n = count * units;
            long start = (long) row * units;
            loadGates(step, row, count);
            loadPrevious(step.previousCell(), start, n);
            FloatArithmetic.load(step.cell(), start, next, 0, n);
            FloatArithmetic.load(gradHidden, start, hidden, 0, n);
            FloatArithmetic.load(gradCellRows, start, gradCell, 0, n);
            functions.tanh(next, n);
            throughHidden(hidden, o, next, gradO, gradCell, n);
            if (peepholes != null) {
                addProducts(peepholeO, gradO, gradCell, n);
            }
            throughCell(gradCell, previous, i, f, g, n);
            if (peepholes != null) {
                addProducts(peepholeI, i, gradCell, n);
                addProducts(peepholeF, f, gradCell, n);
            }
            storeGates(step.layout(), i, f, g, gradO, gradGates, row, count, units);
            FloatArithmetic.store(gradCell, 0, gradCellRows, start, n);
        }
    }

    /** From dL/dh' to the gradient of the output gate's sum and, added to it, that of c'. */
    private static void throughHidden(
            float[] gradHidden, float[] o, float[] tanh, float[] gradO, float[] gradCell, int n) {
        for (int j = 0; j < n; j++) {
            gradO[j] = gradHidden[j] * tanh[j] * o[j] * (1 - o[j]);
            gradCell[j] += gradHidden[j] * o[j] * (1 - tanh[j] * tanh[j]);
        }
    }

    /** From dL/dc' to dL/dc, and from the values of the gates to the gradients of their sums. */
    private static void throughCell(float[] gradCell, float[] previous, float[] i, float[] f, float[] g, int n) {
        for (int j = 0; j < n; j++) {
            float grad = gradCell[j];
            float input = i[j];
            float forget = f[j];
            float candidate = g[j];
            i[j] = grad * candidate * input * (1 - input);
            g[j] = grad * input * (1 - candidate * candidate);
            f[j] = grad * previous[j] * forget * (1 - forget);
            gradCell[j] = grad * forget;
        }
    }

    void addPeepholeGradients(LstmRows step, Run gradGates, Run gradPeepholes, float scale) {
        Run previousCell = step.previousCell();
        if (previousCell != null) {
            addPeepholeGradient(step, gradGates, step.layout().input(), previousCell, gradPeepholes, 0, scale);
            addPeepholeGradient(step, gradGates, step.layout().forget(), previousCell, gradPeepholes, 1, scale);
        }
        addPeepholeGradient(step, gradGates, step.layout().output(), step.cell(), gradPeepholes, 2, scale);
    }

    /** One gate's: the sum over the rows of the gradient of its sum times the cell that it looks at. */
    private void addPeepholeGradient(
            LstmRows step, Run gradGates, int gate, Run cell, Run gradPeepholes, int peephole, float scale) {
        int units = step.units();
        makeRoom(units);
        float[] sum = next;
        Arrays.fill(sum, 0, units, 0);
        for (int row = 0; row < step.rows(); row++) {
            FloatArithmetic.load(gradGates, (4L * row + gate) * units, i, 0, units);
            FloatArithmetic.load(cell, (long) row * units, previous, 0, units);
            addProducts(i, previous, sum, units);
        }
        FloatArithmetic.load(gradPeepholes, (long) peephole * units, i, 0, units);
        for (int j = 0; j < units; j++) {
            i[j] += scale * sum[j];
        }
        FloatArithmetic.store(i, 0, gradPeepholes, (long) peephole * units, units);
    }

    private static void multiply(float[] x, float[] y, float[] product, int n) {
        for (int j = 0; j < n; j++) {
            product[j] = x[j] * y[j];
        }
    }

    private static void addProducts(float[] x, float[] y, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += x[j] * y[j];
        }
    }
}
