package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

class MasksTest {
    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    private static void holds(Tensor tensor, double... expected) {
        assertArrayEquals(expected, tensor.toDoubleArray());
    }

    private static Tensor mask(double... bits) {
        return Layout.TRANSPOSED.of(ElementType.BYTE, 2, 3, bits);
    }

    @Nested
    class Comparisons {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.MasksTest#layouts")
        void withNumbersAndTensors(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            Tensor y = Layout.CONTIGUOUS.of(type, 2, 3, 1, 3, 2, 4, 4, 7);
            holds(x.lt(3), 1, 1, 0, 0, 0, 0);
            holds(x.le(3), 1, 1, 1, 0, 0, 0);
            holds(x.gt(3), 0, 0, 0, 1, 1, 1);
            holds(x.ge(3), 0, 0, 1, 1, 1, 1);
            holds(x.eq(3), 0, 0, 1, 0, 0, 0);
            holds(x.ne(3), 1, 1, 0, 1, 1, 1);
            holds(x.lt(y), 0, 1, 0, 0, 0, 1);
            holds(x.le(y), 1, 1, 0, 1, 0, 1);
            holds(x.gt(y), 0, 0, 1, 0, 1, 0);
            holds(x.ge(y), 1, 0, 1, 1, 1, 0);
            holds(x.eq(y), 1, 0, 0, 1, 0, 0);
            holds(x.ne(y), 0, 1, 1, 0, 1, 1);
            assertEquals("torch.ByteTensor", x.eq(y).type());
            assertArrayEquals(new long[] {2, 3}, x.eq(y).size());
        }

        @Test
        void numbersAreComparedInTheTypeOfTheTensor() {
            holds(Tensor.of(0.1f).eq(0.1), 1);
            holds(Tensor.of(2L).lt(2.5), 0);
            holds(Tensor.of(Long.MAX_VALUE).eq(Tensor.of(Long.MAX_VALUE - 1)), 0);
        }

        @Test
        void nanEqualsNothing() {
            Tensor x = Tensor.of(Double.NaN);
            holds(x.eq(x), 0);
            holds(x.ne(x), 1);
            assertFalse(x.equal(x));
        }

        @Test
        void equalTensors() {
            Tensor x = Layout.TRANSPOSED.of(2, 2, 1, 2, 3, 4);
            assertTrue(x.equal(Layout.NARROWED.of(2, 2, 1, 2, 3, 4)));
            assertFalse(x.equal(Layout.NARROWED.of(2, 2, 1, 2, 3, 5)));
            assertFalse(x.equal(Tensor.of(1.0, 2, 3, 4)));
            assertFalse(x.equal(Layout.NARROWED.of(ElementType.FLOAT, 2, 2, 1, 2, 3, 4)));
            assertTrue(new Tensor(ElementType.INT).equal(new Tensor(ElementType.INT)));
        }

        @Test
        void allAndAny() {
            assertTrue(mask(1, 1, 1, 1, 1, 1).all());
            assertFalse(mask(1, 1, 1, 0, 1, 1).all());
            assertTrue(mask(0, 0, 1, 0, 0, 0).any());
            assertFalse(mask(0, 0, 0, 0, 0, 0).any());
            refused(
                    "all: expected a torch.ByteTensor, got the torch.DoubleTensor [1]",
                    () -> Tensor.of(1.0).all());
        }

        @Test
        void otherOperandsAreRefused() {
            refused(
                    "lt: expected 1 elements as [1] has, got [2]",
                    () -> Tensor.of(1.0).lt(Tensor.of(1.0, 2)));
            refused(
                    "eq: expected a torch.DoubleTensor, got the torch.LongTensor [1]; convert it first",
                    () -> Tensor.of(1.0).eq(Tensor.of(1L)));
        }
    }

    @Nested
    class Masks {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.MasksTest#layouts")
        void selectWhatIsFilledAndCopied(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, 1, 2, 3, 4, 5, 6);
            Tensor mask = mask(0, 1, 0, 1, 1, 0);
            Tensor selected = x.maskedSelect(mask);
            holds(selected, 2, 4, 5);
            assertEquals(type, selected.elementType());
            assertSame(x, x.maskedCopy(mask, layout.of(type, 2, 2, 7, 8, 9, 10)));
            holds(x, 1, 7, 3, 8, 9, 6);
            assertSame(x, x.maskedFill(mask, 11));
            holds(x, 1, 11, 3, 11, 11, 6);
        }

        @Test
        void ofComparisonsWork() {
            Tensor x = Tensor.of(1.0, -2, 3, -4);
            holds(x.maskedSelect(x.lt(0)), -2, -4);
            holds(x.maskedFill(x.lt(0), 0), 1, 0, 3, 0);
        }

        @Test
        void withoutOnesSelectNothing() {
            assertEquals(
                    0,
                    Tensor.of(1.0, 2)
                            .maskedSelect(new Tensor(ElementType.BYTE, 2))
                            .dim());
        }

        @Test
        void otherMasksAreRefused() {
            Tensor x = Tensor.of(1.0, 2);
            refused(
                    "maskedFill: expected a torch.ByteTensor of 2 elements as a mask for [2], got the torch.DoubleTensor [2]",
                    () -> x.maskedFill(x, 1));
            refused(
                    "maskedSelect: expected a torch.ByteTensor of 2 elements as a mask for [2], got the torch.ByteTensor [3]",
                    () -> x.maskedSelect(new Tensor(ElementType.BYTE, 3)));
            refused(
                    "maskedFill: expected a mask of zeros and ones, got one with 2",
                    () -> x.maskedFill(new Tensor(ElementType.BYTE, 2).fill(2), 1));
            refused(
                    "maskedCopy: expected at least 2 elements, one for each 1 of the mask, got [1]",
                    () -> x.maskedCopy(new Tensor(ElementType.BYTE, 2).fill(1), Tensor.of(1.0)));
            holds(x, 1, 2);
        }
    }

    @Nested
    class NonZero {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.MasksTest#layouts")
        void indicesRowByRow(ElementType type, Layout layout) {
            Tensor where = layout.of(type, 2, 3, 0, 2, 0, 4, 0, 6).nonzero();
            assertArrayEquals(new long[] {3, 2}, where.size());
            assertArrayEquals(new long[] {1, 2, 2, 1, 2, 3}, where.toLongArray());
            assertEquals(ElementType.LONG, where.elementType());
        }

        @Test
        void noneGivesAnEmptyTensor() {
            assertEquals(0, new Tensor(ElementType.DOUBLE, 3).nonzero().dim());
        }
    }
}
