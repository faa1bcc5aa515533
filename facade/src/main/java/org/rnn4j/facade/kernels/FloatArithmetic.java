package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** {@link Arithmetic} in float. */
@AlsoInDouble
final class FloatArithmetic implements Arithmetic {
    static final ThreadLocal<FloatArithmetic> THREAD = ThreadLocal.withInitial(FloatArithmetic::new);

    private final FloatBlas blas = new FloatBlas();
    private final FloatFunctions functions = new FloatFunctions();
    private final FloatLstm lstm = new FloatLstm(functions);
    private final FloatGru gru = new FloatGru(functions);
    private final FloatWindows windows = new FloatWindows();
    private final FloatPlanes planes = new FloatPlanes();
    private final FloatUpdates updates = new FloatUpdates();
    private final float[] a = new float[BLOCK];
    private final float[] b = new float[BLOCK];

    @Override
    public Blas blas() {
        return blas;
    }

    @Override
    public WindowArithmetic windows() {
        return windows;
    }

    @Override
    public PlaneArithmetic planes() {
        return planes;
    }

    /** Copies {@code count} numbers, from number {@code start} of the run on, to {@code block} from {@code at} on. */
    static void load(Run x, long start, float[] block, int at, int count) {
        FloatBuffer memory = x.storage.floats();
        long from = x.offset + start * x.step;
        if (x.step == 1) {
            memory.get((int) from, block, at, count);
        } else {
            for (int i = 0; i < count; i++) {
                block[at + i] = memory.get((int) (from + i * x.step));
            }
        }
        Reference.reachabilityFence(x.storage);
    }

    /** The way back of {@link #load}. */
    static void store(float[] block, int at, Run x, long start, int count) {
        FloatBuffer memory = x.storage.floats();
        long to = x.offset + start * x.step;
        if (x.step == 1) {
            memory.put((int) to, block, at, count);
        } else {
            for (int i = 0; i < count; i++) {
                memory.put((int) (to + i * x.step), block[at + i]);
            }
        }
        Reference.reachabilityFence(x.storage);
    }

    private static int length(long start, long count) {
        return (int) Math.min(BLOCK, count - start);
    }

    @Override
    public void fill(double value, Run x, long count) {
        Arrays.fill(a, 0, length(0, count), (float) value);
        for (long start = 0; start < count; start += BLOCK) {
            store(a, 0, x, start, length(start, count));
        }
    }

    @Override
    public void copy(Run x, Run y, long count) {
        if (x.step == 1 && y.step == 1) {
            y.storage.floats().put((int) y.offset, x.storage.floats(), (int) x.offset, (int) count);
            Reference.reachabilityFence(x.storage);
            Reference.reachabilityFence(y.storage);
            return;
        }
        for (long start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            store(a, 0, y, start, n);
        }
    }

    @Override
    public void transpose(Matrix x, Matrix y) {
        for (int row = 0; row < y.rows(); row += TILE) {
            int rows = Math.min(TILE, y.rows() - row);
            for (int column = 0; column < y.columns(); column += TILE) {
                int columns = Math.min(TILE, y.columns() - column);
                for (int c = 0; c < columns; c++) {
                    load(x.row(column + c), row, a, c * TILE, rows);
                }
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        b[r * TILE + c] = a[c * TILE + r];
                    }
                    store(b, r * TILE, y.row(row + r), column, columns);
                }
            }
        }
    }

    @Override
    public void multiply(Run x, Run y, Run z, long count) {
        for (long start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            load(y, start, b, 0, n);
            for (int i = 0; i < n; i++) {
                a[i] *= b[i];
            }
            store(a, 0, z, start, n);
        }
    }

    @Override
    public void axpy(double alpha, Run x, Run y, long count) {
        long bulk = x.step == 1 && y.step == 1 ? count - count % Blas.BULK : 0;
        if (bulk > 0) {
            blas.axpy((int) bulk, alpha, x, y);
        }
        float factor = (float) alpha;
        for (long start = bulk; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            load(y, start, b, 0, n);
            for (int i = 0; i < n; i++) {
                b[i] = Math.fma(factor, a[i], b[i]);
            }
            store(b, 0, y, start, n);
        }
    }

    @Override
    public double dot(Run x, Run y, long count) {
        double sum = 0;
        for (long start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            load(y, start, b, 0, n);
            sum += sumOfProducts(a, b, n);
        }
        return sum;
    }

    @Override
    public double dotInOrder(Run x, Run y, int count) {
        load(x, 0, a, 0, count);
        load(y, 0, b, 0, count);
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    @Override
    public void transfer(Transfer function, Run x, Run y, long count) {
        for (long start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            switch (function) {
                case SIGMOID -> functions.sigmoid(a, n);
                case TANH -> functions.tanh(a, n);
                case RELU -> functions.relu(a, n);
            }
            store(a, 0, y, start, n);
        }
    }

    @Override
    public void transferBackward(Transfer function, Run y, Run gradY, Run gradX, long count) {
        for (long start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(y, start, a, 0, n);
            load(gradY, start, b, 0, n);
            switch (function) {
                case SIGMOID -> sigmoidBackward(a, b, n);
                case TANH -> tanhBackward(a, b, n);
                case RELU -> reluBackward(a, b, n);
            }
            store(b, 0, gradX, start, n);
        }
    }

    private static void sigmoidBackward(float[] y, float[] grad, int n) {
        for (int i = 0; i < n; i++) {
            grad[i] *= y[i] * (1 - y[i]);
        }
    }

    private static void tanhBackward(float[] y, float[] grad, int n) {
        for (int i = 0; i < n; i++) {
            grad[i] *= 1 - y[i] * y[i];
        }
    }

    private static void reluBackward(float[] y, float[] grad, int n) {
        for (int i = 0; i < n; i++) {
            grad[i] = y[i] > 0 ? grad[i] : 0;
        }
    }

    @Override
    public void addColumnSums(double alpha, Matrix matrix, Run row) {
        int columns = matrix.columns();
        for (int start = 0; start < columns; start += BLOCK) {
            int n = length(start, columns);
            Arrays.fill(a, 0, n, 0);
            for (int r = 0; r < matrix.rows(); r++) {
                load(matrix.row(r), start, b, 0, n);
                for (int i = 0; i < n; i++) {
                    a[i] += b[i];
                }
            }
            load(row, start, b, 0, n);
            float factor = (float) alpha;
            for (int i = 0; i < n; i++) {
                b[i] += factor * a[i];
            }
            store(b, 0, row, start, n);
        }
    }

    @Override
    public void logSoftMax(Run x, Run y, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            max = Math.max(max, max(a, n));
        }
        double sum = 0;
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            subtract(a, max, 0, n);
            functions.exp(a, n);
            sum += sum(a, 0, n);
        }
        float logSum = (float) Math.log(sum);
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            subtract(a, max, logSum, n);
            store(a, 0, y, start, n);
        }
    }

    private static void subtract(float[] x, float first, float second, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = x[i] - first - second;
        }
    }

    @Override
    public void logSoftMaxBackward(Run y, Run gradY, Run gradX, int count) {
        double sum = 0;
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(gradY, start, a, 0, n);
            sum += sum(a, 0, n);
        }
        float total = (float) sum;
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(y, start, a, 0, n);
            load(gradY, start, b, 0, n);
            functions.exp(a, n);
            for (int i = 0; i < n; i++) {
                b[i] -= a[i] * total;
            }
            store(b, 0, gradX, start, n);
        }
    }

    @Override
    public double norm(Run x, int count) {
        double sum = 0;
        for (int start = 0; start < count; start += BLOCK) {
            int n = length(start, count);
            load(x, start, a, 0, n);
            sum += sumOfProducts(a, a, 0, n);
        }
        return Math.sqrt(sum);
    }

    // Four strands each, because a chain of dependent additions or comparisons leaves the processor waiting.

    private static float max(float[] x, int n) {
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            m0 = Math.max(m0, x[i]);
            m1 = Math.max(m1, x[i + 1]);
            m2 = Math.max(m2, x[i + 2]);
            m3 = Math.max(m3, x[i + 3]);
        }
        for (; i < n; i++) {
            m0 = Math.max(m0, x[i]);
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    static double sum(float[] x, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + count;
        int i = from;
        for (; i + 3 < end; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < end; i++) {
            s0 += x[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    static double sumOfProducts(float[] x, float[] y, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + count;
        int i = from;
        for (; i + 3 < end; i += 4) {
            s0 += (double) x[i] * y[i];
            s1 += (double) x[i + 1] * y[i + 1];
            s2 += (double) x[i + 2] * y[i + 2];
            s3 += (double) x[i + 3] * y[i + 3];
        }
        for (; i < end; i++) {
            s0 += (double) x[i] * y[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static double sumOfProducts(float[] x, float[] y, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += (double) x[i] * y[i];
            s1 += (double) x[i + 1] * y[i + 1];
            s2 += (double) x[i + 2] * y[i + 2];
            s3 += (double) x[i + 3] * y[i + 3];
        }
        for (; i < n; i++) {
            s0 += (double) x[i] * y[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    @Override
    public void lstmStep(LstmRows step, Run hidden, int first, int count) {
        lstm.step(step, hidden, first, count);
    }

    @Override
    public void lstmStepBackward(LstmRows step, Run gradHidden, Run gradCell, Run gradGates, int first, int count) {
        lstm.stepBackward(step, gradHidden, gradCell, gradGates, first, count);
    }

    @Override
    public void addPeepholeGradients(LstmRows step, Run gradGates, Run gradPeepholes, double scale) {
        lstm.addPeepholeGradients(step, gradGates, gradPeepholes, (float) scale);
    }

    @Override
    public void gruReset(GruRows step, Run resetHidden, int first, int count) {
        gru.reset(step, resetHidden, first, count);
    }

    @Override
    public void gruStep(GruRows step, Run hidden, int first, int count) {
        gru.step(step, hidden, first, count);
    }

    @Override
    public void gruStepBackward(GruRows step, Run gradHidden, Run gradPrevious, Run gradGates, int first, int count) {
        gru.stepBackward(step, gradHidden, gradPrevious, gradGates, first, count);
    }

    @Override
    public void gruResetBackward(GruRows step, Run gradReset, Run gradPrevious, Run gradGates, int first, int count) {
        gru.resetBackward(step, gradReset, gradPrevious, gradGates, first, count);
    }

    @Override
    public void update(UpdateRule rule, double[] factors, Run[] operands, long first, long count) {
        updates.update(rule, factors, operands, first, count);
    }
}
