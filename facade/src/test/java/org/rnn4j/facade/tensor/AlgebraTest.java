package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

class AlgebraTest {
    /** Small whole numbers, exact in every type. */
    private static Tensor whole(ElementType type, Layout layout, long rows, long columns, long seed) {
        Generator generator = new Generator();
        generator.manualSeed(seed);
        double[] values = new double[(int) (rows * columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = generator.random(5) - 2.0;
        }
        return layout.of(type, rows, columns, values);
    }

    private static double[] naive(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        double[] result = new double[(int) (a.size(1) * b.size(2))];
        for (int i = 1; i <= a.size(1); i++) {
            for (int j = 1; j <= b.size(2); j++) {
                double sum = 0;
                for (int k = 1; k <= a.size(2); k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                result[(int) ((i - 1) * b.size(2) + j - 1)] = beta * (beta == 0 ? 0 : c.get(i, j)) + alpha * sum;
            }
        }
        return result;
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(ElementType.values())
                .filter(type -> type != ElementType.BYTE)
                .flatMap(type -> Stream.of(Layout.values())
                        .flatMap(a -> Stream.of(Layout.values()).map(b -> Arguments.of(type, a, b))));
    }

    @Nested
    class Matrices {
        @ParameterizedTest(name = "{0} {1} {2}")
        @MethodSource("org.rnn4j.facade.tensor.AlgebraTest#pairs")
        void everyTypeAndLayout(ElementType type, Layout left, Layout right) {
            Tensor a = whole(type, left, 3, 4, 1);
            Tensor b = whole(type, right, 4, 2, 2);
            assertArrayEquals(naive(0, a, 1, a, b), a.mm(b).toDoubleArray());
            Tensor c = whole(type, left, 3, 2, 3);
            double[] expected = naive(2, c, 3, a, b);
            assertSame(c, c.addmm(2, 3, a, b));
            assertArrayEquals(expected, c.toDoubleArray());
            expected = naive(1, c, 1, a, b);
            assertArrayEquals(expected, c.addmm(a, b).toDoubleArray());
            Tensor result = new Tensor(type, 1);
            assertArrayEquals(
                    naive(2, c, -1, a, b), result.addmm(2, c, -1, a, b).toDoubleArray());
            assertArrayEquals(new long[] {3, 2}, result.size());
            assertArrayEquals(naive(1, c, 1, a, b), result.addmm(c, a, b).toDoubleArray());
        }

        @ParameterizedTest
        @CsvSource({"1, 1, 1", "1, 5, 1", "5, 1, 1", "1, 1, 5", "1, 3, 4", "3, 1, 4", "3, 4, 1", "17, 33, 9"})
        void everySize(long n, long m, long p) {
            for (Layout layout : Layout.values()) {
                for (ElementType type : new ElementType[] {ElementType.FLOAT, ElementType.DOUBLE, ElementType.INT}) {
                    Tensor a = whole(type, layout, n, m, 1);
                    Tensor b = whole(type, layout, m, p, 2);
                    Tensor c = whole(type, layout, n, p, 3);
                    double[] expected = naive(1, c, 2, a, b);
                    assertArrayEquals(expected, c.addmm(2, a, b).toDoubleArray(), layout + " " + type);
                }
            }
        }

        @Test
        void expandedOnesCountInFull() {
            Tensor a = Tensor.of(1.0, 2, 3).view(1, 3).expand(2, 3);
            Tensor b = Tensor.of(1.0, 2, 3).view(3, 1).expand(3, 2);
            assertArrayEquals(new double[] {14, 14, 14, 14}, a.mm(b).toDoubleArray());
        }

        @Test
        void betaZeroOverwritesNaN() {
            Tensor c = new Tensor(ElementType.DOUBLE, 1, 1).fill(Double.NaN);
            assertEquals(
                    6,
                    c.addmm(0, 1, Tensor.of(2.0).view(1, 1), Tensor.of(3.0).view(1, 1))
                            .item());
        }

        @Test
        void theResultMayBeAnOperand() {
            Tensor a = Layout.CONTIGUOUS.of(2, 2, 1, 2, 3, 4);
            Tensor b = Layout.CONTIGUOUS.of(2, 2, 5, 6, 7, 8);
            double[] expected = naive(0, a, 1, a, b);
            assertArrayEquals(expected, a.mm(a, b).toDoubleArray());
        }

        @Test
        void otherSizesAndTypesAreRefused() {
            Tensor a = new Tensor(ElementType.DOUBLE, 2, 3);
            Tensor c = new Tensor(ElementType.DOUBLE, 2, 2);
            refused(
                    "mm: expected as many rows in the second operand as columns in the first, got [2, 3] and [2, 3]",
                    () -> a.mm(a));
            refused("mm: expected two matrices, got [2, 3] and [3]", () -> a.mm(new Tensor(ElementType.DOUBLE, 3)));
            refused(
                    "addmm: expected [2, 5] to add to, got [2, 2]",
                    () -> c.addmm(a, new Tensor(ElementType.DOUBLE, 3, 5)));
            refused(
                    "mm: expected a torch.DoubleTensor, got the torch.FloatTensor [3, 2]; convert it first",
                    () -> a.mm(new Tensor(ElementType.FLOAT, 3, 2)));
        }
    }

    @Nested
    class Vectors {
        @ParameterizedTest
        @EnumSource(Layout.class)
        void matricesTimesVectors(Layout layout) {
            for (ElementType type : new ElementType[] {ElementType.FLOAT, ElementType.DOUBLE, ElementType.LONG}) {
                Tensor a = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
                Tensor x = layout.of(type, 3, 2, 1, 9, 0, 9, 2, 9).select(2, 1);
                assertArrayEquals(new double[] {7, 16}, a.mv(x).toDoubleArray());
                Tensor y = layout.of(type, 2, 2, 1, 0, 1, 0).select(2, 1);
                assertArrayEquals(new double[] {8, 17}, y.addmv(a, x).toDoubleArray());
                assertArrayEquals(new double[] {22, 49}, y.addmv(2, a, x).toDoubleArray());
                assertArrayEquals(new double[] {73, 163}, y.addmv(3, 1, a, x).toDoubleArray());
                assertArrayEquals(new long[] {2}, a.mv(x).size());
            }
        }

        @ParameterizedTest
        @EnumSource(Layout.class)
        void outerProducts(Layout layout) {
            for (ElementType type : new ElementType[] {ElementType.FLOAT, ElementType.DOUBLE, ElementType.LONG}) {
                Tensor x = layout.of(type, 2, 2, 1, 9, 2, 9).select(2, 1);
                Tensor y = layout.of(type, 3, 2, 3, 9, 4, 9, 5, 9).select(2, 1);
                assertArrayEquals(new double[] {3, 4, 5, 6, 8, 10}, x.ger(y).toDoubleArray());
                Tensor c = layout.of(type, 2, 3, 1, 1, 1, 1, 1, 1);
                assertArrayEquals(new double[] {4, 5, 6, 7, 9, 11}, c.addr(x, y).toDoubleArray());
                assertArrayEquals(
                        new double[] {10, 13, 16, 19, 25, 31}, c.addr(2, x, y).toDoubleArray());
                assertArrayEquals(
                        new double[] {23, 30, 37, 44, 58, 72},
                        c.addr(2, 1, x, y).toDoubleArray());
            }
        }

        @Test
        void dotTakesAnySizesAndTypes() {
            assertEquals(32, Tensor.of(1.0, 2, 3).dot(Tensor.of(4.0, 5, 6)));
            assertEquals(32, Tensor.of(1f, 2, 3).view(3, 1).dot(Tensor.of(4f, 5, 6)));
            assertEquals(
                    80000, new Tensor(ElementType.BYTE, 2).fill(200).dot(new Tensor(ElementType.BYTE, 2).fill(200)));
            assertEquals(
                    2100,
                    new Tensor(ElementType.DOUBLE, 2100).fill(2).dot(new Tensor(ElementType.DOUBLE, 2100).fill(0.5)));
            refused(
                    "dot: expected 2 elements as [2] has, got [1]",
                    () -> Tensor.of(1.0, 2).dot(Tensor.of(1.0)));
        }

        @Test
        void crossProducts() {
            Tensor x = Layout.TRANSPOSED.of(2, 3, 1, 0, 0, 1, 2, 3);
            Tensor y = Layout.CONTIGUOUS.of(2, 3, 0, 1, 0, 4, 5, 6);
            assertArrayEquals(new double[] {0, 0, 1, -3, 6, -3}, x.cross(y).toDoubleArray());
            assertArrayEquals(
                    new double[] {0, 0, 1},
                    Tensor.of(1.0, 0, 0).cross(Tensor.of(0.0, 1, 0), 1).toDoubleArray());
            refused(
                    "cross: expected a dimension of size 3, got [2]",
                    () -> Tensor.of(1.0, 2).cross(Tensor.of(1.0, 2)));
        }

        @Test
        void otherSizesAreRefused() {
            Tensor a = new Tensor(ElementType.DOUBLE, 2, 3);
            refused(
                    "mv: expected as many rows in the second operand as columns in the first, got [2, 3] and [2, 1]",
                    () -> a.mv(Tensor.of(1.0, 2)));
            refused("ger: expected two vectors, got [2, 3] and [1]", () -> a.ger(Tensor.of(1.0)));
        }
    }

    @Nested
    class Batches {
        private final Tensor a = Tensor.of(1.0, 2, 3, 4, 5, 6).view(2, 1, 3);
        private final Tensor b = Tensor.of(1.0, 0, 0, 1, 1, 1, 2, 0, 0, 2, 2, 2).view(2, 3, 2);

        @Test
        void eachMatrixTimesItsOwn() {
            Tensor product = a.bmm(b);
            assertArrayEquals(new long[] {2, 1, 2}, product.size());
            assertArrayEquals(new double[] {4, 5, 20, 22}, product.toDoubleArray());
            Tensor c = new Tensor(ElementType.DOUBLE, 2, 1, 2).fill(1);
            assertSame(c, c.baddbmm(a, b));
            assertArrayEquals(new double[] {5, 6, 21, 23}, c.toDoubleArray());
            assertArrayEquals(
                    new double[] {18, 22, 82, 90}, c.baddbmm(2, 2, a, b).toDoubleArray());
        }

        @Test
        void sumOfTheProducts() {
            Tensor c = new Tensor(ElementType.DOUBLE, 1, 2).fill(1);
            assertSame(c, c.addbmm(a, b));
            assertArrayEquals(new double[] {25, 28}, c.toDoubleArray());
            assertArrayEquals(new double[] {98, 110}, c.addbmm(2, 2, a, b).toDoubleArray());
        }

        @Test
        void otherSizesAreRefused() {
            refused(
                    "bmm: expected batches of sizes [N, n, m] and [N, m, p], got [2, 1, 3] and [2, 1, 3]",
                    () -> a.bmm(a));
            refused(
                    "baddbmm: expected [2, 1, 2] to add to, got [2]",
                    () -> new Tensor(ElementType.DOUBLE, 2).baddbmm(a, b));
        }
    }

    @Nested
    class Parts {
        @ParameterizedTest
        @EnumSource(Layout.class)
        void diagonals(Layout layout) {
            Tensor x = layout.of(ElementType.INT, 2, 3, 1, 2, 3, 4, 5, 6);
            assertArrayEquals(new double[] {1, 5}, x.diag().toDoubleArray());
            assertArrayEquals(new double[] {2, 6}, x.diag(1).toDoubleArray());
            assertArrayEquals(new double[] {3}, x.diag(2).toDoubleArray());
            assertArrayEquals(new double[] {4}, x.diag(-1).toDoubleArray());
            assertEquals(6, x.trace());
            x.diag().fill(0);
            assertEquals(6, x.trace(), "diagonals are copies");
            refused("diag: expected a vector, or a matrix with a diagonal 3, got IntTensor [2, 3]", () -> x.diag(3));
        }

        @Test
        void matricesOfDiagonals() {
            Tensor x = Tensor.of(1.0, 2);
            assertArrayEquals(new double[] {1, 0, 0, 2}, x.diag().toDoubleArray());
            assertArrayEquals(
                    new double[] {0, 1, 0, 0, 0, 2, 0, 0, 0}, x.diag(1).toDoubleArray());
            assertArrayEquals(
                    new double[] {0, 0, 0, 1, 0, 0, 0, 2, 0}, x.diag(-1).toDoubleArray());
        }

        @ParameterizedTest
        @EnumSource(Layout.class)
        void triangles(Layout layout) {
            double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
            Tensor x = layout.of(3, 4, values);
            for (int k = -4; k <= 5; k++) {
                double[] lower = new double[12];
                double[] upper = new double[12];
                for (int i = 0; i < 12; i++) {
                    boolean onOrBelow = i % 4 - i / 4 <= k;
                    boolean onOrAbove = i % 4 - i / 4 >= k;
                    lower[i] = onOrBelow ? values[i] : 0;
                    upper[i] = onOrAbove ? values[i] : 0;
                }
                assertArrayEquals(lower, x.tril(k).toDoubleArray(), "tril " + k);
                assertArrayEquals(upper, x.triu(k).toDoubleArray(), "triu " + k);
            }
            assertArrayEquals(x.tril(0).toDoubleArray(), x.tril().toDoubleArray());
            assertArrayEquals(x.triu(0).toDoubleArray(), x.triu().toDoubleArray());
            assertArrayEquals(values, x.toDoubleArray());
        }
    }
}
