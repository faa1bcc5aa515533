package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

/** Every view is checked element by element against the index it should take from the tensor it was made of. */
class ViewsTest {
    private static final int SEEDS = 25;

    /** The types that hold all numbers up to the count of elements. */
    private static final EnumSet<ElementType> WIDE =
            EnumSet.complementOf(EnumSet.of(ElementType.BYTE, ElementType.CHAR));

    static IntStream seeds() {
        return IntStream.rangeClosed(1, SEEDS);
    }

    private static RandomGenerator random(int seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** A tensor with distinct elements, of 1 to 4 dimensions of size 1 to 4; most are neither contiguous nor at the start. */
    private static Tensor arbitrary(RandomGenerator random) {
        int rank = random.nextInt(1, 5);
        long[] sizes = random.longs(rank, 1, 5).toArray();
        long[] room = Arrays.stream(sizes).map(size -> size + random.nextInt(3)).toArray();
        int a = random.nextInt(rank);
        int b = random.nextInt(rank);
        long swapped = room[a];
        room[a] = room[b];
        room[b] = swapped;
        Tensor tensor = counting(ElementType.DOUBLE, room).transpose(a + 1, b + 1);
        for (int d = 1; d <= rank; d++) {
            tensor = tensor.narrow(d, random.nextLong(tensor.size(d) - sizes[d - 1] + 1) + 1, sizes[d - 1]);
        }
        return tensor;
    }

    private static Tensor counting(ElementType type, long... sizes) {
        Tensor tensor = new Tensor(type, sizes);
        for (int i = 0; i < tensor.elements(); i++) {
            tensor.storage().putDouble(i, i + 1);
        }
        return tensor;
    }

    private static Tensor counting(long... sizes) {
        return counting(ElementType.DOUBLE, sizes);
    }

    /** Checks {@code view[index] == base[origin(index)]} for every index of the view, and that both are the same memory. */
    private static void assertViews(Tensor base, Tensor view, UnaryOperator<long[]> origin) {
        long[] index = new long[view.dim()];
        Arrays.fill(index, 1);
        for (long i = 0; i < view.elements(); i++) {
            String where = base.describe() + " -> " + view.describe() + " at " + Arrays.toString(index);
            long[] source = origin.apply(index.clone());
            assertEquals(base.get(source), view.get(index), where);
            double kept = base.get(source);
            view.put(-1, index);
            assertEquals(-1, base.get(source), where + ": not shared");
            view.put(kept, index);
            advance(index, view.size());
        }
    }

    private static void advance(long[] index, long[] sizes) {
        for (int d = index.length - 1; d >= 0 && ++index[d] > sizes[d]; d--) {
            index[d] = 1;
        }
    }

    @Nested
    class Parts {
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void narrowShiftsOneIndex(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int d = random.nextInt(base.dim());
            long size = random.nextLong(base.size(d + 1)) + 1;
            long first = random.nextLong(base.size(d + 1) - size + 1) + 1;
            Tensor view = base.narrow(d + 1, first, size);
            assertEquals(size, view.size(d + 1));
            assertViews(base, view, index -> {
                index[d] += first - 1;
                return index;
            });
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void selectFixesOneIndex(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int d = random.nextInt(base.dim());
            long at = random.nextLong(base.size(d + 1)) + 1;
            Tensor view = base.select(d + 1, at);
            if (base.dim() == 1) {
                assertTrue(view.isSize(1));
                assertViews(base, view, index -> new long[] {at});
            } else {
                assertEquals(base.dim() - 1, view.dim());
                assertViews(base, view, index -> StridedTensor.with(index, d, at));
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void unfoldedWindowsOverlap(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int d = random.nextInt(base.dim());
            long size = random.nextLong(base.size(d + 1)) + 1;
            long step = random.nextLong(3) + 1;
            Tensor view = base.unfold(d + 1, size, step);
            assertEquals((base.size(d + 1) - size) / step + 1, view.size(d + 1));
            assertEquals(size, view.size(view.dim()));
            assertViews(base, view, index -> {
                long[] source = Arrays.copyOf(index, index.length - 1);
                source[d] = (index[d] - 1) * step + index[index.length - 1];
                return source;
            });
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void splitPiecesFollowEachOther(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int d = random.nextInt(base.dim());
            long size = random.nextLong(4) + 1;
            long first = 0;
            for (Activity piece : base.split(size, d + 1)) {
                long before = first;
                assertEquals(
                        Math.min(size, base.size(d + 1) - before),
                        piece.toTensor().size(d + 1));
                assertViews(base, piece.toTensor(), index -> {
                    index[d] += before;
                    return index;
                });
                first += piece.toTensor().size(d + 1);
            }
            assertEquals(base.size(d + 1), first);
        }

        @Test
        void chunksAreEqualButForTheLast() {
            Table chunks = counting(7).chunk(3);
            assertEquals("{[3], [3], [1]}", chunks.describe());
            assertEquals("{[2], [2]}", counting(4).chunk(3).describe());
            assertEquals("{[2, 1], [2, 1]}", counting(2, 2).chunk(5, 2).describe());
        }

        @Test
        void subCountsFromEitherEnd() {
            Tensor base = counting(4, 5);
            assertArrayEquals(new double[] {7, 8, 12, 13}, base.sub(2, 3, 2, 3).toDoubleArray());
            assertArrayEquals(new double[] {19, 20}, base.sub(-1, -1, -2, -1).toDoubleArray());
            assertArrayEquals(new long[] {2, 5}, base.sub(3, 4).size());
        }
    }

    @Nested
    class Shapes {
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void transposeExchangesTwoIndices(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int a = random.nextInt(base.dim());
            int b = random.nextInt(base.dim());
            Tensor view = base.transpose(a + 1, b + 1);
            assertViews(base, view, index -> {
                long swapped = index[a];
                index[a] = index[b];
                index[b] = swapped;
                return index;
            });
            assertTrue(view.transpose(a + 1, b + 1).isSetTo(base));
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void permutedIndicesComeInTheOrderNamed(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int[] order = IntStream.rangeClosed(1, base.dim()).toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            assertViews(base, base.permute(order), index -> {
                long[] source = new long[index.length];
                for (int i = 0; i < order.length; i++) {
                    source[order[i] - 1] = index[i];
                }
                return source;
            });
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void viewKeepsTheOrderOfTheRows(int seed) {
            Tensor base = arbitrary(random(seed)).copy();
            long n = base.elements();
            for (long rows :
                    LongStream.rangeClosed(1, n).filter(k -> n % k == 0).toArray()) {
                Tensor view = base.view(rows, -1, 1);
                assertArrayEquals(new long[] {rows, n / rows, 1}, view.size());
                assertArrayEquals(base.toDoubleArray(), view.toDoubleArray());
                assertSame(base.storage(), view.storage());
                assertTrue(view.viewAs(base).isSetTo(base));
            }
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void reshapeCopies(int seed) {
            Tensor base = arbitrary(random(seed));
            Tensor copy = base.reshape(-1, 1);
            assertArrayEquals(new long[] {base.elements(), 1}, copy.size());
            assertArrayEquals(base.toDoubleArray(), copy.toDoubleArray());
            assertNotSame(base.storage(), copy.storage());
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void squeezeTakesBackWhatUnsqueezePutIn(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            int d = random.nextInt(base.dim() + 1);
            Tensor view = base.unsqueeze(d + 1);
            assertArrayEquals(StridedTensor.with(base.size(), d, 1), view.size());
            assertViews(base, view, index -> StridedTensor.without(index, d));
            assertTrue(view.squeeze(d + 1).isSetTo(base));
            long[] squeezed =
                    Arrays.stream(base.size()).filter(size -> size > 1).toArray();
            assertArrayEquals(
                    squeezed.length == 0 ? new long[] {1} : squeezed,
                    view.squeeze().size());
            assertArrayEquals(base.toDoubleArray(), view.squeeze().toDoubleArray());
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void expandedElementsAreTheSameOne(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            long[] sizes = base.size();
            for (int d = 0; d < sizes.length; d++) {
                sizes[d] = sizes[d] == 1 ? random.nextLong(4) + 1 : sizes[d];
            }
            long[] larger = StridedTensor.with(sizes, 0, random.nextLong(3) + 1);
            Tensor view = base.expand(larger);
            assertArrayEquals(larger, view.size());
            assertTrue(base.expandAs(view).isSetTo(view));
            assertViews(base, view, index -> {
                long[] source = StridedTensor.without(index, 0);
                for (int d = 0; d < source.length; d++) {
                    source[d] = base.size(d + 1) == 1 ? 1 : source[d];
                }
                return source;
            });
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void repeatedTensorsLieSideBySide(int seed) {
            RandomGenerator random = random(seed);
            Tensor base = arbitrary(random);
            long[] times = random.longs(base.dim() + 1L, 1, 4).toArray();
            Tensor copy = base.repeatTensor(times);
            assertNotSame(base.storage(), copy.storage());
            long[] index = new long[copy.dim()];
            Arrays.fill(index, 1);
            for (long i = 0; i < copy.elements(); i++) {
                long[] source = StridedTensor.without(index, 0);
                for (int d = 0; d < source.length; d++) {
                    source[d] = (source[d] - 1) % base.size(d + 1) + 1;
                }
                assertEquals(base.get(source), copy.get(index), Arrays.toString(index));
                advance(index, copy.size());
            }
        }
    }

    @Nested
    class Memory {
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void arraysSeeTheSameElements(int seed) {
            Tensor base = arbitrary(random(seed));
            Tensor again = Tensor.of(base.array());
            assertArrayEquals(base.size(), again.size());
            assertArrayEquals(base.toDoubleArray(), again.toDoubleArray());
            long[] last = base.size();
            base.put(-5, last);
            assertEquals(
                    -5,
                    base.array().getDouble(Arrays.stream(last).map(i -> i - 1).toArray()));
            assertEquals(-5, again.get(last));
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void contiguousCopiesOnlyIfItMust(int seed) {
            Tensor base = arbitrary(random(seed));
            Tensor rows = base.contiguous();
            assertTrue(rows.isContiguous());
            assertEquals(base.isContiguous(), rows == base);
            assertArrayEquals(base.toDoubleArray(), rows.toDoubleArray());
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsTest#seeds")
        void copyGoesThroughAnyViewAndType(int seed) {
            RandomGenerator random = random(seed);
            Tensor source = arbitrary(random);
            for (ElementType type : WIDE) {
                Tensor target = new Tensor(type, source.size());
                int last = target.dim();
                assertArrayEquals(
                        target.transpose(1, last)
                                .copy(source.transpose(1, last))
                                .toDoubleArray(),
                        source.transpose(1, last).toDoubleArray());
                assertArrayEquals(source.toDoubleArray(), target.toDoubleArray());
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 5, 100})
        void viewsStayAttachedWhenTheStorageGrows(long more) {
            Tensor base = counting(2, 3);
            Tensor column = base.select(2, 3);
            base.resize(2 + more, 3);
            base.put(-1, 1, 3);
            assertArrayEquals(new double[] {-1, 6}, column.toDoubleArray());
            assertArrayEquals(
                    new double[] {1, 2, -1, 4, 5, 6}, base.narrow(1, 1, 2).toDoubleArray());
            assertEquals(0, base.get(2 + more, 3));
        }

        @Test
        void resizingBackFindsTheElementsAgain() {
            Tensor base = counting(4, 3);
            base.resize(2, 2);
            assertArrayEquals(new double[] {1, 2, 3, 4}, base.toDoubleArray());
            assertArrayEquals(counting(4, 3).toDoubleArray(), base.resize(4, 3).toDoubleArray());
        }
    }

    @Nested
    class Errors {
        private final Tensor matrix = counting(2, 3);

        @Test
        void rangesBeyondTheSizes() {
            assertMessage(
                    "narrow: expected a range within 1 to 3 of dimension 2 of [2, 3], got first 2, size 3",
                    () -> matrix.narrow(2, 2, 3));
            assertMessage(
                    "narrow: expected a range within 1 to 2 of dimension 1 of [2, 3], got first 0, size 1",
                    () -> matrix.narrow(1, 0, 1));
            assertMessage(
                    "narrow: expected a range within 1 to 2 of dimension 1 of [2, 3], got first 2, size "
                            + Long.MAX_VALUE,
                    () -> matrix.narrow(1, 2, Long.MAX_VALUE));
            assertMessage(
                    "select: expected an index from 1 to 2 in dimension 1 of [2, 3], got 3", () -> matrix.select(1, 3));
            assertMessage(
                    "unfold: expected a size from 1 to 3 and a positive step for [2, 3], got size 4, step 1",
                    () -> matrix.unfold(2, 4, 1));
            assertMessage("split: expected a positive size, got 0", () -> matrix.split(0));
        }

        @Test
        void dimensionsThatAreNotThere() {
            assertMessage("narrow: expected a dimension from 1 to 2 of [2, 3], got 0", () -> matrix.narrow(0, 1, 1));
            assertMessage("transpose: expected a dimension from 1 to 2 of [2, 3], got 3", () -> matrix.transpose(1, 3));
            assertMessage("t: expected a matrix, got [6]", () -> matrix.view(6).t());
            assertMessage("permute: expected each dimension of [2, 3] once, got [1, 1]", () -> matrix.permute(1, 1));
            assertMessage("unsqueeze: expected a dimension from 1 to 3 for [2, 3], got 4", () -> matrix.unsqueeze(4));
        }

        @Test
        void sizesThatDoNotFit() {
            assertMessage(
                    "view: expected a contiguous tensor, got [3, 2]; call contiguous() first",
                    () -> matrix.t().view(6));
            assertMessage("view: expected sizes with 6 elements as [2, 3] has, got [4, -1]", () -> matrix.view(4, -1));
            assertMessage("view: expected positive sizes and at most one -1, got [-1, -1]", () -> matrix.view(-1, -1));
            assertMessage(
                    "expand: expected 3 in dimension 2 of [2, 6], as only dimensions of size 1 stretch, in [2, 3]",
                    () -> matrix.expand(2, 6));
            assertMessage("expand: expected at least 2 sizes for [2, 3], got [3]", () -> matrix.expand(3));
        }

        private static void assertMessage(String message, Executable call) {
            assertEquals(
                    message, assertThrows(IllegalArgumentException.class, call).getMessage());
        }
    }
}
