package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

class ReductionsTest {
    private static final double[] A = {3, 1, 2, 5, 4, 6};

    /** Sums of a few numbers in another order; floats hold seven digits. */
    private static final double DOUBLE = 1e-14;

    private static final double FLOAT = 1e-6;

    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    private static Stream<Arguments> floating() {
        return Layout.floating();
    }

    private static double tolerance(ElementType type) {
        return type == ElementType.FLOAT ? FLOAT : DOUBLE;
    }

    private static void holds(Tensor tensor, long[] sizes, double... expected) {
        assertArrayEquals(sizes, tensor.size());
        assertArrayEquals(expected, tensor.toDoubleArray(), tolerance(tensor.elementType()) * 10);
    }

    private static long[] sizes(long... sizes) {
        return sizes;
    }

    @Nested
    class Sums {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ReductionsTest#layouts")
        void sumAndProductOfAllAndAlongEachDimension(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            assertEquals(21, x.sum());
            holds(x.sum(1), sizes(1, 3), 8, 5, 8);
            holds(x.sum(2), sizes(2, 1), 6, 15);
            assertEquals(720, x.prod());
            holds(x.prod(1), sizes(1, 3), 15, 4, 12);
            Tensor rows = x.prod(2);
            holds(rows, sizes(2, 1), 6, 120);
            assertEquals(type, rows.elementType());
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ReductionsTest#floating")
        void meansVariancesDeviationsNorms(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            double tolerance = tolerance(type);
            assertEquals(3.5, x.mean(), tolerance);
            holds(x.mean(1), sizes(1, 3), 4, 2.5, 4);
            holds(x.mean(2), sizes(2, 1), 2, 5);
            assertEquals(3.5, x.var(), tolerance);
            assertEquals(17.5 / 6, x.var(true), tolerance);
            holds(x.var(2), sizes(2, 1), 1, 1);
            holds(x.var(1, true), sizes(1, 3), 1, 2.25, 4);
            assertEquals(Math.sqrt(3.5), x.std(), tolerance);
            assertEquals(Math.sqrt(17.5 / 6), x.std(true), tolerance);
            holds(x.std(1), sizes(1, 3), Math.sqrt(2), Math.sqrt(4.5), Math.sqrt(8));
            holds(x.std(2, true), sizes(2, 1), Math.sqrt(2.0 / 3), Math.sqrt(2.0 / 3));
            assertEquals(Math.sqrt(91), x.norm(), 10 * tolerance);
            assertEquals(21, x.norm(1), tolerance);
            assertEquals(
                    1, x.norm(Double.POSITIVE_INFINITY), "Torch takes the root 1 / p of what is left of the powers");
            assertEquals(Math.cbrt(27 + 1 + 8 + 125 + 64 + 216), x.norm(3), 10 * tolerance);
            holds(x.norm(2, 2), sizes(2, 1), Math.sqrt(14), Math.sqrt(77));
            holds(x.norm(1, 1), sizes(1, 3), 8, 5, 8);
        }

        @Test
        void theZeroNormCounts() {
            assertEquals(2, Tensor.of(0.0, -3, 0, 2).norm(0));
            holds(Tensor.of(0.0, -3, 0, 2).view(2, 2).norm(0, 1), sizes(1, 2), 0, 2);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 1023, 1024, 1025, 5000, 1_100_000})
        void manyElements(int n) {
            Tensor x = new Tensor(ElementType.DOUBLE, n).fill(0.1);
            assertEquals(0.1 * n, x.sum(), 1e-12 * n);
            assertEquals(0.1 * n, x.sum(1).item(), 1e-11 * n);
            assertEquals(n, new Tensor(ElementType.LONG, n).fill(1).sum());
            assertEquals(Math.sqrt(0.01 * n), x.norm(), 1e-11 * n);
            assertEquals(7, x.put(7, n).max());
            assertEquals(0.1, x.view(n, 1).t().put(0.1, 1, n).max());
        }

        @Test
        void floatsAreSummedInDouble() {
            Tensor x = new Tensor(ElementType.FLOAT, 1001).fill(1).put(1e8, 1);
            assertEquals(100_001_000, x.sum());
        }

        @Test
        void theFarAwayHaveASmallVarianceStill() {
            Tensor x = Tensor.of(1e9 + 1, 1e9 + 2, 1e9 + 3);
            assertEquals(1, x.var());
            assertEquals(1, x.var(1).item());
        }

        @Test
        void integersWrapAroundInTheirTypeOnly() {
            Tensor bytes = new Tensor(ElementType.BYTE, 2, 200).fill(2);
            assertEquals(800, bytes.sum());
            holds(bytes.sum(2), sizes(2, 1), 400 - 256, 400 - 256);
        }

        @Test
        void oneDimensionStays() {
            holds(Tensor.of(1.0, 2, 3).sum(1), sizes(1), 6);
            holds(new Tensor(ElementType.DOUBLE, 2, 3, 4).fill(1).sum(2), sizes(2, 1, 4), 3, 3, 3, 3, 3, 3, 3, 3);
        }

        @Test
        void anExpandedTensorCountsInFull() {
            Tensor x = Tensor.of(1.0, 2).view(2, 1).expand(2, 3);
            assertEquals(9, x.sum());
            holds(x.sum(2), sizes(2, 1), 3, 6);
        }

        @Test
        void aTensorInFrontGivesTheElements() {
            Tensor x = Layout.TRANSPOSED.of(2, 3, A);
            Tensor result = new Tensor(ElementType.DOUBLE, 7);
            assertSame(result, result.sum(x, 1));
            holds(result, sizes(1, 3), 8, 5, 8);
            holds(result.mean(x, 2), sizes(2, 1), 2, 5);
            holds(result.prod(x, 1), sizes(1, 3), 15, 4, 12);
            holds(result.norm(x, 1, 2), sizes(2, 1), 6, 15);
            Tensor own = x.copy();
            holds(own.sum(own, 1), sizes(1, 3), 8, 5, 8);
        }

        @Test
        void nothingSumsUpToNothing() {
            Tensor empty = new Tensor(ElementType.DOUBLE);
            assertEquals(0, empty.sum());
            assertEquals(1, empty.prod());
            assertEquals(0, empty.norm());
            refused("mean: expected a tensor with elements, got empty", empty::mean);
            refused("max: expected a tensor with elements, got empty", empty::max);
            refused("sum: expected a dimension from 1 to 0 of empty, got 1", () -> empty.sum(1));
        }

        @Test
        void integersHaveNoMean() {
            String message =
                    ": expected a torch.FloatTensor or torch.DoubleTensor, got LongTensor [2]; convert it first";
            Tensor x = Tensor.of(1L, 2);
            refused("mean" + message, x::mean);
            refused("mean" + message, () -> x.mean(1));
            refused("var" + message, x::var);
            refused("std" + message, () -> x.std(1));
            refused("norm" + message, x::norm);
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 3})
        void otherDimensionsAreRefused(int dimension) {
            Tensor x = Layout.CONTIGUOUS.of(2, 3, A);
            String message = ": expected a dimension from 1 to 2 of [2, 3], got " + dimension;
            refused("sum" + message, () -> x.sum(dimension));
            refused("max" + message, () -> x.max(dimension));
            refused("cumsum" + message, () -> x.cumsum(dimension));
            refused("sort" + message, () -> x.sort(dimension));
        }
    }

    @Nested
    class Distances {
        @Test
        void normOfTheDifference() {
            Tensor x = Tensor.of(1.0, 2, 3);
            Tensor y = Tensor.of(4.0, -2, 3);
            assertEquals(5, x.dist(y));
            assertEquals(7, x.dist(y, 1));
            assertArrayEquals(new double[] {1, 2, 3}, x.toDoubleArray());
        }

        @Test
        void renormScalesWhatIsTooLong() {
            Tensor x = Layout.NARROWED.of(2, 2, 3, 4, 0.3, 0.4);
            assertSame(x, x.renorm(2, 1, 1));
            assertArrayEquals(new double[] {3 / (5 + 1e-7), 4 / (5 + 1e-7), 0.3, 0.4}, x.toDoubleArray(), DOUBLE);
            Tensor y = Layout.CONTIGUOUS.of(2, 2, 3, 4, 1, 1).renorm(1, 2, 4);
            assertArrayEquals(new double[] {3, 4 * 4 / (5 + 1e-7), 1, 4 / (5 + 1e-7)}, y.toDoubleArray(), DOUBLE);
        }
    }

    @Nested
    class Running {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ReductionsTest#layouts")
        void sumsAndProducts(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            holds(x.cumsum(), sizes(2, 3), 3, 1, 2, 8, 5, 8);
            holds(x.cumsum(2), sizes(2, 3), 3, 4, 6, 5, 9, 15);
            holds(x.cumprod(), sizes(2, 3), 3, 1, 2, 15, 4, 12);
            holds(x.cumprod(2), sizes(2, 3), 3, 3, 6, 5, 20, 120);
            assertArrayEquals(A, x.toDoubleArray());
        }
    }

    @Nested
    class Orders {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ReductionsTest#layouts")
        void extremesAndWhereTheyAre(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            assertEquals(6, x.max());
            assertEquals(1, x.min());
            holds(x.max(1).values(), sizes(1, 3), 5, 4, 6);
            holds(x.max(1).indices(), sizes(1, 3), 2, 2, 2);
            holds(x.max(2).values(), sizes(2, 1), 3, 6);
            holds(x.max(2).indices(), sizes(2, 1), 1, 3);
            holds(x.min(1).values(), sizes(1, 3), 3, 1, 2);
            holds(x.min(2).indices(), sizes(2, 1), 2, 2);
            assertEquals(type, x.min(2).values().elementType());
            assertEquals(ElementType.LONG, x.min(2).indices().elementType());
        }

        @Test
        void ofEqualOnesTheFirstCounts() {
            Tensor x = Tensor.of(2.0, 7, 7, 2);
            assertEquals(2, x.max(1).indices().item());
            assertEquals(1, x.min(1).indices().item());
        }

        @Test
        void aNaNIsBothGreatestAndSmallest() {
            Tensor x = Tensor.of(2.0, Double.NaN, 7, Double.NaN);
            assertTrue(Double.isNaN(x.max()));
            assertTrue(Double.isNaN(x.min()));
            assertEquals(2, x.max(1).indices().item());
            assertEquals(2, x.min(1).indices().item());
        }

        @Test
        void longsAreComparedExactly() {
            Tensor x = Tensor.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE - 2);
            assertEquals(2, x.max(1).indices().item());
            assertEquals(Long.MAX_VALUE, x.max(1).values().getLong(1));
            assertArrayEquals(new long[] {3, 1, 2}, x.sort().indices().toLongArray());
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ReductionsTest#layouts")
        void sortedAlongEachDimension(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            holds(x.sort().values(), sizes(2, 3), 1, 2, 3, 4, 5, 6);
            holds(x.sort().indices(), sizes(2, 3), 2, 3, 1, 2, 1, 3);
            holds(x.sort(1).values(), sizes(2, 3), 3, 1, 2, 5, 4, 6);
            holds(x.sort(1, true).values(), sizes(2, 3), 5, 4, 6, 3, 1, 2);
            holds(x.sort(2, true).values(), sizes(2, 3), 3, 2, 1, 6, 5, 4);
            holds(x.sort(2, true).indices(), sizes(2, 3), 1, 3, 2, 3, 1, 2);
            assertArrayEquals(A, x.toDoubleArray());
        }

        @Test
        void shortSortsKeepTheOrderOfEqualOnesAndDoNotMoveNaN() {
            assertArrayEquals(
                    new long[] {5, 6, 2, 4, 1, 3},
                    Tensor.of(2.0, 1, 2, 1, 0, -0.0).sort().indices().toLongArray());
            assertArrayEquals(
                    new long[] {1, 2, 3},
                    Tensor.of(1.0, Double.NaN, -1).sort().indices().toLongArray());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 7, 64, 1000, 3001})
        void sortsMany(int n) {
            Generator generator = new Generator();
            generator.manualSeed(n);
            double[] values = DoubleStream.generate(generator::uniform).limit(n).toArray();
            double[] sorted = values.clone();
            java.util.Arrays.sort(sorted);
            Indexed result = Tensor.of(values).sort();
            assertArrayEquals(sorted, result.values().toDoubleArray());
            for (int i = 1; i <= n; i++) {
                assertEquals(sorted[i - 1], values[(int) result.indices().get(i) - 1]);
            }
        }

        @Test
        void topkTakesTheSmallestUnlessToldOtherwise() {
            Tensor x = Layout.TRANSPOSED.of(2, 3, A);
            holds(x.topk(2).values(), sizes(2, 2), 1, 2, 4, 5);
            holds(x.topk(1, 1).values(), sizes(1, 3), 3, 1, 2);
            holds(x.topk(2, 2, true, true).values(), sizes(2, 2), 3, 2, 6, 5);
            holds(x.topk(2, 2, true, true).indices(), sizes(2, 2), 1, 3, 3, 1);
            refused("topk: expected a number from 1 to 3 for dimension 2 of [2, 3], got 4", () -> x.topk(4));
            refused("topk: expected a number from 1 to 3 for dimension 2 of [2, 3], got 0", () -> x.topk(0));
        }

        @Test
        void middlesAndRanks() {
            Tensor x = Layout.SCATTERED.of(2, 4, 9, 1, 5, 3, 2, 2, 8, 4);
            holds(x.median().values(), sizes(2, 1), 3, 2);
            holds(x.median(2).values(), sizes(2, 1), 3, 2);
            assertEquals(4, x.median(2).indices().get(1, 1));
            holds(x.median(1).values(), sizes(1, 4), 2, 1, 5, 3);
            holds(x.kthvalue(3).values(), sizes(2, 1), 5, 4);
            holds(x.kthvalue(3).indices(), sizes(2, 1), 3, 4);
            holds(x.kthvalue(2, 1).values(), sizes(1, 4), 9, 2, 8, 4);
            holds(Tensor.of(9.0, 1, 5).median().values(), sizes(1), 5);
        }

        @Test
        void modesAreTheSmallestOfTheMostFrequent() {
            Tensor x = Layout.NARROWED.of(2, 5, 4, 2, 4, 2, 1, 7, 7, 7, 1, 1);
            holds(x.mode().values(), sizes(2, 1), 2, 7);
            holds(x.mode().indices(), sizes(2, 1), 4, 3);
            holds(x.mode(1).values(), sizes(1, 5), 4, 2, 4, 1, 1);
        }
    }

    /** Three dimensions against loops written out here. */
    @Nested
    class ThreeDimensions {
        private final Tensor x = numbers().transpose(1, 3);

        private Tensor numbers() {
            Generator generator = new Generator();
            generator.manualSeed(3);
            return generator.uniform(new Tensor(ElementType.DOUBLE, 4, 3, 5));
        }

        private void along(
                int dimension, BiFunction<Tensor, Integer, Tensor> reduction, ToDoubleFunction<double[]> expected) {
            Tensor result = reduction.apply(x, dimension);
            for (int i = 1; i <= (dimension == 1 ? 1 : 5); i++) {
                for (int j = 1; j <= (dimension == 2 ? 1 : 3); j++) {
                    for (int k = 1; k <= (dimension == 3 ? 1 : 4); k++) {
                        double[] slice = new double[(int) x.size(dimension)];
                        for (int n = 1; n <= slice.length; n++) {
                            slice[n - 1] =
                                    x.get(dimension == 1 ? n : i, dimension == 2 ? n : j, dimension == 3 ? n : k);
                        }
                        assertEquals(expected.applyAsDouble(slice), result.get(i, j, k), DOUBLE);
                    }
                }
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void eachDimension(int dimension) {
            along(dimension, Tensor::sum, slice -> DoubleStream.of(slice).sum());
            along(
                    dimension,
                    Tensor::mean,
                    slice -> DoubleStream.of(slice).average().orElseThrow());
            along(dimension, Tensor::prod, slice -> DoubleStream.of(slice).reduce(1, (a, b) -> a * b));
            along(
                    dimension,
                    (t, d) -> t.max(d).values(),
                    slice -> DoubleStream.of(slice).max().orElseThrow());
            along(
                    dimension,
                    (t, d) -> t.min(d).values(),
                    slice -> DoubleStream.of(slice).min().orElseThrow());
            along(
                    dimension,
                    (t, d) -> t.norm(2, d),
                    slice -> Math.sqrt(DoubleStream.of(slice).map(v -> v * v).sum()));
            along(
                    dimension,
                    (t, d) -> t.median(d).values(),
                    slice -> DoubleStream.of(slice)
                            .sorted()
                            .skip((slice.length - 1) / 2)
                            .findFirst()
                            .orElseThrow());
        }
    }
}
