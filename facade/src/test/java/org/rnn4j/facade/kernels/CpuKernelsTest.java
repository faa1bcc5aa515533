package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuKernelsTest {
    private final Kernels kernels = new CpuKernels(new Workers(2));
    private final Random random = new Random(5);

    @Nested
    class Products {
        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "DOUBLE"})
        void betaOfZeroOverwritesNotANumber(ElementType type) {
            for (int[] size : new int[][] {{1, 1}, {1, 5}, {5, 1}, {3, 7}, {40, 33}, {300, 200}}) {
                for (boolean byColumns : new boolean[] {false, true}) {
                    TestView a = TestView.of(type, size[0], 30).random(random, 1);
                    TestView b = TestView.of(type, 30, size[1]).random(random, 1);
                    TestView c = byColumns
                            ? TestView.byColumns(type, 2, size[0], size[1])
                            : TestView.of(type, size[0], size[1]);
                    kernels.gemm(1, a, false, b, false, 0, c);
                    for (double value : c.values()) {
                        assertTrue(Double.isFinite(value));
                    }
                }
            }
        }

        @Test
        void areExactOnSmallIntegers() {
            TestView a = TestView.of(ElementType.DOUBLE, 2, 3).set(1, 2, 3, 4, 5, 6);
            TestView b = TestView.of(ElementType.DOUBLE, 3, 2).set(1, 0, -1, 2, 3, 1);
            TestView c = TestView.of(ElementType.DOUBLE, 2, 2);
            kernels.gemm(1, a, false, b, false, 0, c);
            assertArrayEquals(new double[] {8, 7, 17, 16}, c.values());
            kernels.gemm(2, b, true, a, true, -1, c.transpose());
            assertArrayEquals(new double[] {8, 7, 17, 16}, c.values());
        }
    }

    @Test
    void transferKeepsNotANumberAndSaturates() {
        TestView x =
                TestView.of(ElementType.FLOAT, 3).set(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        TestView y = TestView.of(ElementType.FLOAT, 3);
        kernels.transfer(Transfer.TANH, x, y);
        assertArrayEquals(new double[] {Double.NaN, -1, 1}, y.values());
        kernels.transfer(Transfer.SIGMOID, x, y);
        assertArrayEquals(new double[] {Double.NaN, 0, 1}, y.values());
        kernels.transfer(Transfer.RELU, x, y);
        assertArrayEquals(new double[] {Double.NaN, 0, Double.POSITIVE_INFINITY}, y.values());
    }

    @Test
    void logSoftMaxStandsLargeAndImpossibleScores() {
        TestView x = TestView.of(ElementType.FLOAT, 2, 2).set(1e30, -1e30, Double.NEGATIVE_INFINITY, 3);
        kernels.logSoftMax(x, x);
        assertArrayEquals(new double[] {0, (float) -2e30, Double.NEGATIVE_INFINITY, 0}, x.values());
    }

    @Test
    void threadsMayComputeSideBySide() throws Exception {
        TestView a = TestView.of(ElementType.FLOAT, 128, 100).random(random, 1);
        TestView b = TestView.of(ElementType.FLOAT, 100, 256).random(random, 1);
        TestView expected = TestView.of(ElementType.FLOAT, 128, 256);
        new CpuKernels(new Workers(1)).gemm(1, a, false, b, false, 0, expected);
        new CpuKernels(new Workers(1)).transfer(Transfer.TANH, expected, expected);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<?> result : IntStream.range(0, 3)
                    .mapToObj(thread -> threads.submit(() -> {
                        TestView c = TestView.of(ElementType.FLOAT, 128, 256);
                        for (int round = 0; round < 50; round++) {
                            kernels.gemm(1, a, false, b, false, 0, c);
                            kernels.transfer(Transfer.TANH, c, c);
                            assertArrayEquals(expected.values(), c.values(), 1e-5);
                        }
                    }))
                    .toList()) {
                result.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void integersAreCopiedAndFilledExactly() {
        TestView x = TestView.byColumns(ElementType.LONG, 1, 2, 3);
        x.storage().putLong(x.offset(), Long.MAX_VALUE);
        TestView y = TestView.of(ElementType.LONG, 2, 3);
        kernels.copy(x, y);
        assertEquals(Long.MAX_VALUE, y.storage().getLong(y.offset()));
        kernels.fill(x, 7);
        assertArrayEquals(new double[] {7, 7, 7, 7, 7, 7}, x.values());
        assertTrue(x.isUntouchedAround());
    }

    @Nested
    class Guards {
        private final TestView three = TestView.of(ElementType.FLOAT, 3);
        private final TestView matrix = TestView.of(ElementType.FLOAT, 2, 3);

        private void assertRefused(String message, Runnable call) {
            RuntimeException thrown = assertThrows(RuntimeException.class, call::run);
            assertEquals(message, thrown.getMessage());
        }

        @Test
        void sizesThatDoNotFit() {
            assertRefused(
                    "gemm: expected sizes that fit, got [2, 3] times [2, 3] into [1, 3]",
                    () -> kernels.gemm(1, matrix, false, matrix, false, 0, three));
            assertRefused(
                    "axpy: expected views of the same size, got [2, 3] and [3]", () -> kernels.axpy(1, matrix, three));
            assertRefused(
                    "setRows: expected 3 contiguous elements, got [2]",
                    () -> kernels.setRows(TestView.of(ElementType.FLOAT, 2), matrix));
            assertRefused(
                    "lstmStep: expected 12 contiguous elements, got [2, 3]",
                    () -> kernels.lstmStep(LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, matrix, null, null, three, three));
            assertRefused(
                    "gruReset: expected 9 contiguous elements, got [2, 3]",
                    () -> kernels.gruReset(matrix, null, three));
        }

        @Test
        void typesThatDiffer() {
            assertRefused(
                    "copy: expected views of one type, got FLOAT and DOUBLE",
                    () -> kernels.copy(three, TestView.of(ElementType.DOUBLE, 3)));
            assertRefused(
                    "scale: expected float or double, got torch.LongTensor",
                    () -> kernels.scale(TestView.of(ElementType.LONG, 3), 2));
        }

        @Test
        void expandedRows() {
            TestView expanded = three.expand(2);
            assertRefused(
                    "gemm: expected neighbouring elements along rows or columns, got steps 0 and 1 in [2, 3];"
                            + " copy the matrix first",
                    () -> kernels.gemm(1, matrix, false, expanded, true, 0, TestView.of(ElementType.FLOAT, 2, 2)));
        }

        @Test
        void indicesOutOfRange() {
            TestView index = TestView.of(ElementType.LONG, 1).set(3);
            assertRefused(
                    "gatherRows: expected a row from 0 to 1, got 2", () -> kernels.gatherRows(matrix, index, 1, three));
        }

        @Test
        void storagesThatHaveShrunk() {
            TestView view = TestView.of(ElementType.FLOAT, 3);
            view.storage().resize(4);
            assertRefused("scale: expected a storage of more than 5 numbers, got 4", () -> kernels.scale(view, 2));
        }
    }
}
