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
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

class IndexingTest {
    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    private static void holds(Tensor tensor, double... expected) {
        assertArrayEquals(expected, tensor.toDoubleArray());
    }

    @Nested
    class Slices {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.IndexingTest#layouts")
        void arePickedAtIndices(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 3, 2, 1, 2, 3, 4, 5, 6);
            Tensor rows = x.index(1, Tensor.of(3L, 1, 3, 2));
            assertArrayEquals(new long[] {4, 2}, rows.size());
            holds(rows, 5, 6, 1, 2, 5, 6, 3, 4);
            assertEquals(type, rows.elementType());
            holds(x.index(2, Tensor.of(2L)), 2, 4, 6);
            holds(x.select(2, 1).index(1, Tensor.of(2L, 2)), 3, 3);
            rows.fill(0);
            holds(x, 1, 2, 3, 4, 5, 6);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.IndexingTest#layouts")
        void areCopiedAddedAndFilledAtIndices(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 3, 2, 1, 2, 3, 4, 5, 6);
            Tensor source = Layout.CONTIGUOUS.of(type, 2, 2, 10, 20, 30, 40);
            assertSame(x, x.indexCopy(1, Tensor.of(3L, 1), source));
            holds(x, 30, 40, 3, 4, 10, 20);
            assertSame(x, x.indexAdd(1, Tensor.of(2L, 2), source));
            holds(x, 30, 40, 43, 64, 10, 20);
            assertSame(x, x.indexFill(2, Tensor.of(1L), 7));
            holds(x, 7, 40, 7, 64, 7, 20);
            x.indexCopy(2, Tensor.of(2L), Layout.NARROWED.of(type, 3, 1, 1, 2, 3));
            holds(x, 7, 1, 7, 2, 7, 3);
            x.indexAdd(2, Tensor.of(1L, 1), Layout.TRANSPOSED.of(type, 3, 2, 1, 2, 3, 4, 5, 6));
            holds(x, 10, 1, 14, 2, 18, 3);
        }

        @Test
        void ofThreeDimensions() {
            Tensor x = new Tensor(ElementType.DOUBLE, 2, 3, 2);
            for (int i = 0; i < 12; i++) {
                x.put(i, i / 6 + 1, i / 2 % 3 + 1, i % 2 + 1);
            }
            holds(x.index(2, Tensor.of(3L, 1)), 4, 5, 0, 1, 10, 11, 6, 7);
            holds(x.index(1, Tensor.of(2L)), 6, 7, 8, 9, 10, 11);
            holds(x.index(3, Tensor.of(2L)), 1, 3, 5, 7, 9, 11);
        }

        @Test
        void indicesOfAnyTypeAndLayoutWork() {
            Tensor x = Tensor.of(10.0, 20, 30).view(3, 1);
            holds(
                    x.index(
                            1,
                            Layout.TRANSPOSED
                                    .of(ElementType.INT, 2, 2, 3, 9, 2, 9)
                                    .select(2, 1)),
                    30,
                    20);
            holds(x.index(1, Tensor.of(2.0, 1)), 20, 10);
        }

        @Test
        void areWrittenIntoATensorInFront() {
            Tensor x = Tensor.of(10.0, 20, 30).view(3, 1);
            Tensor result = new Tensor(ElementType.DOUBLE, 9);
            assertSame(result, result.index(x, 1, Tensor.of(3L, 2)));
            assertArrayEquals(new long[] {2, 1}, result.size());
            holds(result, 30, 20);
            holds(x.index(x, 1, Tensor.of(3L, 1)), 30, 10);
        }

        @Test
        void otherIndicesAreRefused() {
            Tensor x = Tensor.of(1.0, 2, 3).view(3, 1);
            refused(
                    "index: expected indices from 1 to 3 for dimension 1 of [3, 1], got 0",
                    () -> x.index(1, Tensor.of(1L, 0)));
            refused(
                    "indexFill: expected indices from 1 to 3 for dimension 1 of [3, 1], got 4",
                    () -> x.indexFill(1, Tensor.of(1L, 4), 9));
            refused(
                    "index: expected indices from 1 to 3 for dimension 1 of [3, 1], got 1.5",
                    () -> x.index(1, Tensor.of(1.5)));
            for (double index : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                Tensor one = Tensor.of(index);
                String message = ": expected indices from 1 to 3 for dimension 1 of [3, 1], got " + index;
                refused("index" + message, () -> x.index(1, one));
                refused("indexCopy" + message, () -> x.indexCopy(1, one, x.narrow(1, 1, 1)));
                refused("gather" + message, () -> x.gather(1, one.view(1, 1)));
                refused("scatter" + message, () -> x.scatter(1, one.view(1, 1), 7));
            }
            refused(
                    "index: expected a vector of indices, got LongTensor [1, 1]",
                    () -> x.index(1, new Tensor(ElementType.LONG, 1, 1).fill(1)));
            refused(
                    "index: expected a vector of indices, got LongTensor empty",
                    () -> x.index(1, new Tensor(ElementType.LONG)));
            refused("index: expected a dimension from 1 to 2 of [3, 1], got 3", () -> x.index(3, Tensor.of(1L)));
            refused(
                    "indexCopy: expected [1, 1], a slice for each index, got [2, 1]",
                    () -> x.indexCopy(1, Tensor.of(1L), Tensor.of(1.0, 2).view(2, 1)));
            refused(
                    "indexAdd: expected a torch.DoubleTensor, got the torch.FloatTensor [1, 1]; convert it first",
                    () -> x.indexAdd(1, Tensor.of(1L), Tensor.of(1f).view(1, 1)));
            holds(x, 1, 2, 3);
        }
    }

    @Nested
    class Elements {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.IndexingTest#layouts")
        void areGathered(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            Tensor columns = x.gather(2, layout.of(ElementType.LONG, 2, 2, 3, 1, 2, 2));
            holds(columns, 3, 1, 5, 5);
            assertArrayEquals(new long[] {2, 2}, columns.size());
            holds(x.gather(1, layout.of(ElementType.LONG, 1, 3, 2, 1, 2)), 4, 2, 6);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.IndexingTest#layouts")
        void areScattered(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            Tensor indices = layout.of(ElementType.LONG, 2, 2, 3, 1, 2, 3);
            assertSame(x, x.scatter(2, indices, layout.of(type, 2, 2, 7, 8, 9, 10)));
            holds(x, 8, 2, 7, 4, 9, 10);
            assertSame(x, x.scatter(2, layout.of(ElementType.LONG, 2, 1, 2, 1), 0));
            holds(x, 8, 0, 7, 0, 9, 10);
            x.scatter(1, layout.of(ElementType.LONG, 1, 3, 2, 1, 2), 5);
            holds(x, 8, 5, 7, 5, 9, 5);
        }

        @Test
        void oneHotRows() {
            Tensor classes = Tensor.of(2L, 1, 3).view(3, 1);
            holds(new Tensor(ElementType.DOUBLE, 3, 3).scatter(2, classes, 1), 0, 1, 0, 1, 0, 0, 0, 0, 1);
        }

        @Test
        void otherIndicesAreRefused() {
            Tensor x = Layout.CONTIGUOUS.of(2, 3, 1, 2, 3, 4, 5, 6);
            refused(
                    "gather: expected indices of the sizes of [2, 3] except in dimension 2, got LongTensor [1, 3]",
                    () -> x.gather(2, Tensor.of(1L, 2, 3).view(1, 3)));
            refused(
                    "gather: expected indices of the sizes of [2, 3] except in dimension 2, got LongTensor [2]",
                    () -> x.gather(2, Tensor.of(1L, 2)));
            refused(
                    "scatter: expected indices from 1 to 2 for dimension 1 of [2, 3], got 3",
                    () -> x.scatter(1, Tensor.of(1L, 2, 3).view(1, 3), 9));
            refused(
                    "scatter: expected a source of the sizes of the indices, got [3] and LongTensor [1, 3]",
                    () -> x.scatter(1, Tensor.of(1L, 2, 2).view(1, 3), Tensor.of(1.0, 2, 3)));
            holds(x, 1, 2, 3, 4, 5, 6);
        }
    }
}
