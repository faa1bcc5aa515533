package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuKernelsTest {
    private static final int[] SIZES = {1, 2, 3, 7, 31, 64};

    private final Kernels kernels = new CpuKernels();
    private final Random random = new Random(5);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void productsOfAllSizesAndLayoutsAreRight(ElementType type) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    for (int form = 0; form < 32; form++) {
                        product(type, m, n, k, form);
                    }
                }
            }
        }
    }

    private void product(ElementType type, int m, int n, int k, int form) {
        boolean transposeA = (form & 1) != 0;
        boolean transposeB = (form & 2) != 0;
        TestView a = matrix(type, transposeA ? k : m, transposeA ? m : k, (form & 4) != 0)
                .random(random, 1);
        TestView b = matrix(type, transposeB ? n : k, transposeB ? k : n, (form & 8) != 0)
                .random(random, 1);
        TestView c = matrix(type, m, n, (form & 16) != 0);
        kernels.gemm(0.5, a, transposeA, b, transposeB, 0, c);
        double[] expected = new double[m * n];
        for (int i = 0; i < m * n; i++) {
            for (int l = 0; l < k; l++) {
                double x = transposeA ? a.get(l, i / n) : a.get(i / n, l);
                double y = transposeB ? b.get(i % n, l) : b.get(l, i % n);
                expected[i] += 0.5 * x * y;
            }
        }
        double tolerance = (type == ElementType.FLOAT ? 1e-6 : 1e-15) * (k + 1);
        assertArrayEquals(expected, c.values(), tolerance);
        kernels.gemm(1, a, transposeA, b, transposeB, 1, c);
        for (int i = 0; i < m * n; i++) {
            expected[i] *= 3;
        }
        assertArrayEquals(expected, c.values(), 3 * tolerance);
        assertTrue(c.isUntouchedAround());
    }

    private static TestView matrix(ElementType type, int rows, int columns, boolean byColumns) {
        return byColumns ? TestView.byColumns(type, 2, rows, columns) : TestView.apart(type, 2, rows, columns);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void lstm(ElementType type) {
        int n = 3;
        int h = 5;
        TestView gates = TestView.of(type, n, 4L * h).random(random, 1);
        TestView sums = gates.copy();
        TestView peepholes = TestView.of(type, 3, h).random(random, 1);
        TestView previous = TestView.of(type, n, h).random(random, 1);
        TestView cell = TestView.of(type, n, h);
        TestView hidden = TestView.of(type, n, h);
        kernels.lstmStep(LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT, gates, peepholes, previous, cell, hidden);
        double[] expected = new double[n * h];
        for (int r = 0; r < n; r++) {
            for (int j = 0; j < h; j++) {
                double c = previous.get(r, j);
                double i = sigmoid(sums.get(r, j) + peepholes.get(0, j) * c);
                double f = sigmoid(sums.get(r, 2 * h + j) + peepholes.get(1, j) * c);
                double next = f * c + i * Math.tanh(sums.get(r, h + j));
                expected[r * h + j] = sigmoid(sums.get(r, 3 * h + j) + peepholes.get(2, j) * next) * Math.tanh(next);
            }
        }
        assertArrayEquals(expected, hidden.values(), type == ElementType.FLOAT ? 1e-6 : 1e-15);
        TestView gradCell = TestView.of(type, n, h).random(random, 1);
        TestView gradPeepholes = TestView.of(type, 3, h).random(random, 0);
        kernels.lstmStepBackward(
                LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT,
                gates,
                peepholes,
                previous,
                cell,
                TestView.of(type, n, h).random(random, 1),
                gradCell,
                gates,
                gradPeepholes,
                1);
        assertTrue(gates.isUntouchedAround() && gradCell.isUntouchedAround() && cell.isUntouchedAround());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void elementwiseOnStridedMatrices(ElementType type) {
        TestView x = TestView.byColumns(type, 1, 5, 3).random(random, 1);
        TestView y = TestView.apart(type, 4, 5, 3);
        TestView z = TestView.of(type, 5, 3);
        kernels.copy(x, y);
        assertArrayEquals(x.values(), y.values());
        kernels.axpy(2, x, y);
        kernels.scale(y, 0.5);
        kernels.multiply(x, y, z);
        for (int i = 0; i < 15; i++) {
            assertTrue(Math.abs(z.get(i) - 1.5 * x.get(i) * x.get(i)) < 1e-5);
        }
        kernels.fill(y, 3);
        kernels.transfer(Transfer.RELU, x, y);
        TestView sums = TestView.of(type, 3).set(1, 1, 1);
        kernels.addColumnSums(2, x, sums);
        kernels.setRows(sums, y);
        TestView norms = TestView.of(type, 5);
        kernels.rowNorms(y, norms);
        kernels.logSoftMax(x, z);
        for (int r = 0; r < 5; r++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += Math.exp(z.get(r, c));
            }
            assertTrue(Math.abs(sum - 1) < 1e-6);
        }
        TestView indices = TestView.of(ElementType.LONG, 4).set(5, 1, 1, 3);
        TestView rows = TestView.of(type, 4, 3);
        kernels.gatherRows(x, indices, 1, rows);
        assertTrue(rows.get(0, 1) == x.get(4, 1) && rows.get(2, 2) == x.get(0, 2));
        kernels.fill(y, 0);
        kernels.scatterAddRows(1, rows, indices, 1, y);
        assertTrue(y.get(0, 0) == 2 * x.get(0, 0) && y.get(4, 1) == x.get(4, 1));
        assertTrue(y.isUntouchedAround() && z.isUntouchedAround() && norms.isUntouchedAround());
    }
}
