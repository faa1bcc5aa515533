package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

/** Hand-computed values, next to the properties in {@link ViewsTest}. */
class ViewsValuesTest {
    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    private static void holds(Tensor tensor, long[] sizes, double... expected) {
        assertArrayEquals(sizes, tensor.size());
        assertArrayEquals(expected, tensor.toDoubleArray());
    }

    private static long[] sizes(long... sizes) {
        return sizes;
    }

    /** {@code [2, 3]}: 1 2 3 / 4 5 6. */
    private static Tensor matrix() {
        return Tensor.of(1.0, 2, 3, 4, 5, 6).view(2, 3);
    }

    @Nested
    class Parts {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsValuesTest#layouts")
        void ofEveryTypeAndLayoutShareMemory(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            holds(x.narrow(2, 2, 2), sizes(2, 2), 2, 3, 5, 6);
            holds(x.narrow(1, 2, 1), sizes(1, 3), 4, 5, 6);
            holds(x.select(1, 2), sizes(3), 4, 5, 6);
            holds(x.select(2, 3), sizes(2), 3, 6);
            holds(x.sub(1, 2, 2, 3), sizes(2, 2), 2, 3, 5, 6);
            holds(x.sub(2, 2), sizes(1, 3), 4, 5, 6);
            holds(x.sub(-1, -1, -2, -1), sizes(1, 2), 5, 6);
            x.narrow(2, 2, 2).select(1, 2).fill(9);
            holds(x, sizes(2, 3), 1, 2, 3, 4, 9, 9);
        }

        @Test
        void selectOfAVectorIsAVectorOfOne() {
            holds(Tensor.of(1.0, 2, 3).select(1, 2), sizes(1), 2);
        }

        @Test
        void subOfEverythingIsAnotherTensorOverTheSame() {
            Tensor x = matrix();
            Tensor all = x.sub(1, 2, 1, 3);
            assertNotSame(x, all);
            assertEquals(true, all.isSetTo(x));
        }

        @Test
        void piecesShareMemory() {
            Tensor x = Tensor.of(1.0, 2, 3, 4, 5, 6, 7);
            Table pieces = x.split(3);
            assertEquals(3, pieces.size());
            holds(pieces.tensor(1), sizes(3), 1, 2, 3);
            holds(pieces.tensor(3), sizes(1), 7);
            pieces.tensor(2).fill(0);
            holds(x, sizes(7), 1, 2, 3, 0, 0, 0, 7);
            Table chunks = matrix().chunk(2, 2);
            assertEquals(2, chunks.size());
            holds(chunks.tensor(1), sizes(2, 2), 1, 2, 4, 5);
            holds(chunks.tensor(2), sizes(2, 1), 3, 6);
            assertEquals(2, matrix().chunk(5).size());
            holds(matrix().split(1, 2).tensor(3), sizes(2, 1), 3, 6);
        }

        @Test
        void slidingWindows() {
            Tensor x = Tensor.of(1.0, 2, 3, 4, 5, 6, 7);
            holds(x.unfold(1, 3, 2), sizes(3, 3), 1, 2, 3, 3, 4, 5, 5, 6, 7);
            holds(matrix().unfold(2, 2, 1), sizes(2, 2, 2), 1, 2, 2, 3, 4, 5, 5, 6);
            holds(matrix().unfold(1, 1, 1), sizes(2, 3, 1), 1, 2, 3, 4, 5, 6);
            x.unfold(1, 3, 3).select(1, 2).zero();
            holds(x, sizes(7), 1, 2, 3, 0, 0, 0, 7);
        }

        @Test
        void outsideIsRefused() {
            Tensor x = matrix();
            refused(
                    "narrow: expected a range within 1 to 3 of dimension 2 of [2, 3], got first 2, size 3",
                    () -> x.narrow(2, 2, 3));
            refused(
                    "narrow: expected a range within 1 to 2 of dimension 1 of [2, 3], got first 0, size 1",
                    () -> x.narrow(1, 0, 1));
            refused(
                    "narrow: expected a range within 1 to 2 of dimension 1 of [2, 3], got first 1, size 0",
                    () -> x.narrow(1, 1, 0));
            refused(
                    "narrow: expected a range within 1 to 2 of dimension 1 of [2, 3], got first 2, size "
                            + Long.MAX_VALUE,
                    () -> x.narrow(1, 2, Long.MAX_VALUE));
            refused("select: expected an index from 1 to 2 in dimension 1 of [2, 3], got 3", () -> x.select(1, 3));
            refused("select: expected an index from 1 to 2 in dimension 1 of [2, 3], got -1", () -> x.select(1, -1));
            refused("select: expected a dimension from 1 to 2 of [2, 3], got 0", () -> x.select(0, 1));
            refused(
                    "sub: expected a range within 1 to 3 of dimension 2 of [2, 3], got 3 to 2",
                    () -> x.sub(1, 2, 3, 2));
            refused("sub: expected a first and a last index for up to 2 dimensions of [2, 3], got [1]", () -> x.sub(1));
            refused("split: expected a positive size, got 0", () -> x.split(0));
            refused("chunk: expected a positive number of pieces, got -1", () -> x.chunk(-1));
            refused(
                    "unfold: expected a size from 1 to 3 and a positive step for [2, 3], got size 4, step 1",
                    () -> x.unfold(2, 4, 1));
        }
    }

    @Nested
    class Sizes {
        @Test
        void viewSharesAndReshapeCopies() {
            Tensor x = matrix();
            holds(x.view(3, 2), sizes(3, 2), 1, 2, 3, 4, 5, 6);
            holds(x.view(-1), sizes(6), 1, 2, 3, 4, 5, 6);
            holds(x.view(1, -1, 2), sizes(1, 3, 2), 1, 2, 3, 4, 5, 6);
            holds(x.viewAs(new Tensor(3, 2)), sizes(3, 2), 1, 2, 3, 4, 5, 6);
            Tensor reshaped = x.reshape(3, -1);
            x.view(6).put(9, 6);
            holds(x, sizes(2, 3), 1, 2, 3, 4, 5, 9);
            holds(reshaped, sizes(3, 2), 1, 2, 3, 4, 5, 6);
        }

        @Test
        void reshapeTakesAnyLayout() {
            holds(matrix().t().reshape(2, 3), sizes(2, 3), 1, 4, 2, 5, 3, 6);
        }

        @Test
        void viewWantsContiguousElements() {
            refused(
                    "view: expected a contiguous tensor, got [3, 2]; call contiguous() first",
                    () -> matrix().t().view(6));
        }

        @Test
        void otherNumbersOfElementsAreRefused() {
            refused("view: expected sizes with 6 elements as [2, 3] has, got [4, 2]", () -> matrix().view(4, 2));
            refused("view: expected sizes with 6 elements as [2, 3] has, got [4, -1]", () -> matrix().view(4, -1));
            refused("view: expected positive sizes and at most one -1, got [-1, -1]", () -> matrix().view(-1, -1));
            refused("reshape: expected positive sizes and at most one -1, got [0, 6]", () -> matrix().reshape(0, 6));
        }
    }

    @Nested
    class Dimensions {
        @Test
        void areExchanged() {
            Tensor x = matrix();
            holds(x.t(), sizes(3, 2), 1, 4, 2, 5, 3, 6);
            holds(x.transpose(1, 2), sizes(3, 2), 1, 4, 2, 5, 3, 6);
            x.t().select(1, 1).fill(0);
            holds(x, sizes(2, 3), 0, 2, 3, 0, 5, 6);
            Tensor y = new Tensor(2, 3, 4);
            assertArrayEquals(sizes(4, 2, 3), y.permute(3, 1, 2).size());
            assertArrayEquals(new long[] {1, 12, 4}, y.permute(3, 1, 2).stride());
            y.permute(3, 1, 2).put(7, 4, 2, 3);
            assertEquals(7, y.get(2, 3, 4));
            refused("t: expected a matrix, got [2, 3, 4]", y::t);
            refused("permute: expected each dimension of [2, 3, 4] once, got [1, 2, 2]", () -> y.permute(1, 2, 2));
            refused("permute: expected each dimension of [2, 3, 4] once, got [1, 2]", () -> y.permute(1, 2));
            refused("permute: expected a dimension from 1 to 3 of [2, 3, 4], got 4", () -> y.permute(1, 2, 4));
        }

        @Test
        void ofSizeOneComeAndGo() {
            Tensor x = new Tensor(1, 2, 1, 3);
            assertArrayEquals(sizes(2, 3), x.squeeze().size());
            assertArrayEquals(sizes(1, 2, 3), x.squeeze(3).size());
            assertArrayEquals(sizes(1, 2, 1, 3), x.squeeze(2).size());
            assertArrayEquals(sizes(1), new Tensor(1, 1, 1).squeeze().size());
            assertArrayEquals(sizes(1), new Tensor(1L).squeeze(1).size());
            assertArrayEquals(sizes(1, 2, 3), matrix().unsqueeze(1).size());
            assertArrayEquals(sizes(2, 1, 3), matrix().unsqueeze(2).size());
            assertArrayEquals(sizes(2, 3, 1), matrix().unsqueeze(3).size());
            holds(matrix().t().unsqueeze(2), sizes(3, 1, 2), 1, 4, 2, 5, 3, 6);
            refused("unsqueeze: expected a dimension from 1 to 3 for [2, 3], got 4", () -> matrix().unsqueeze(4));
            x.squeeze().fill(3);
            assertEquals(18, x.sum());
        }
    }

    @Nested
    class Repetition {
        @Test
        void expandShares() {
            Tensor row = Tensor.of(1.0, 2).view(1, 2);
            Tensor x = row.expand(3, 2);
            holds(x, sizes(3, 2), 1, 2, 1, 2, 1, 2);
            row.put(5, 1, 1);
            holds(x, sizes(3, 2), 5, 2, 5, 2, 5, 2);
            holds(Tensor.of(1.0, 2).expand(2, 2), sizes(2, 2), 1, 2, 1, 2);
            holds(row.expandAs(new Tensor(2, 2)), sizes(2, 2), 5, 2, 5, 2);
            refused(
                    "expand: expected 2 in dimension 2 of [3, 4], as only dimensions of size 1 stretch, in [1, 2]",
                    () -> row.expand(3, 4));
            refused(
                    "expand: expected 1 in dimension 1 of [0, 2], as only dimensions of size 1 stretch, in [1, 2]",
                    () -> row.expand(0, 2));
            refused("expand: expected at least 2 sizes for [1, 2], got [2]", () -> row.expand(2));
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ViewsValuesTest#layouts")
        void repeatTensorCopies(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 1, 2, 1, 2);
            Tensor repeated = x.repeatTensor(2, 2);
            x.fill(0);
            holds(repeated, sizes(2, 4), 1, 2, 1, 2, 1, 2, 1, 2);
            holds(layout.of(type, 2, 2, 1, 2, 3, 4).repeatTensor(1, 2), sizes(2, 4), 1, 2, 1, 2, 3, 4, 3, 4);
            holds(layout.of(type, 2, 1, 1, 2).repeatTensor(2, 2, 1), sizes(2, 4, 1), 1, 2, 1, 2, 1, 2, 1, 2);
            refused(
                    "repeatTensor: expected at least 2 positive numbers for " + x.describe() + ", got [2]",
                    () -> x.repeatTensor(2));
            refused(
                    "repeatTensor: expected at least 2 positive numbers for " + x.describe() + ", got [2, 0]",
                    () -> x.repeatTensor(2, 0));
        }
    }

    @Nested
    class Joining {
        @ParameterizedTest
        @EnumSource(Layout.class)
        void alongEachDimension(Layout layout) {
            Tensor x = layout.of(2, 2, 1, 2, 3, 4);
            Tensor y = layout.of(2, 1, 5, 6);
            holds(x.cat(y, 2), sizes(2, 3), 1, 2, 5, 3, 4, 6);
            holds(x.cat(y), sizes(2, 3), 1, 2, 5, 3, 4, 6);
            holds(x.cat(y.t(), 1), sizes(3, 2), 1, 2, 3, 4, 5, 6);
            Tensor result = new Tensor(ElementType.DOUBLE, 1);
            assertSame(result, result.cat(Table.of(y, x, y), 2));
            holds(result, sizes(2, 4), 5, 1, 2, 5, 6, 3, 4, 6);
        }

        @Test
        void vectorsAreColumnsBeyondTheirDimension() {
            Tensor x = Tensor.of(1L, 2);
            holds(x.cat(Tensor.of(3L, 4)), sizes(4), 1, 2, 3, 4);
            holds(x.cat(Tensor.of(3L, 4), 2), sizes(2, 2), 1, 3, 2, 4);
        }

        @Test
        void emptyOnesAreLeftOut() {
            Tensor empty = new Tensor(ElementType.DOUBLE);
            holds(empty.cat(Tensor.of(1.0, 2)), sizes(2), 1, 2);
            holds(new Tensor(ElementType.DOUBLE).cat(Table.of(Tensor.of(1.0), empty, Tensor.of(2.0))), sizes(2), 1, 2);
            assertEquals(0, empty.cat(empty).dim());
        }

        @Test
        void theResultMayBeAPiece() {
            Tensor x = Tensor.of(1.0, 2);
            holds(x.cat(Table.of(x, x)), sizes(4), 1, 2, 1, 2);
        }

        @Test
        void otherSizesAndTypesAreRefused() {
            Tensor x = matrix();
            refused(
                    "cat: expected pieces of the same sizes except in dimension 1, got [2, 2] after [2, 3]",
                    () -> x.cat(new Tensor(ElementType.DOUBLE, 2, 2), 1));
            refused(
                    "cat: expected pieces of the same sizes except in dimension 2, got [2, 3, 1] after [2, 3]",
                    () -> x.cat(new Tensor(ElementType.DOUBLE, 2, 3, 1), 2));
            refused("cat: expected a dimension from 1 to 2, got 0", () -> x.cat(x, 0));
            refused(
                    "cat: expected a torch.DoubleTensor, got the torch.LongTensor [1]; convert it first",
                    () -> x.cat(Tensor.of(1L), 1));
        }
    }
}
