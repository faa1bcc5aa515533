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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

class ArithmeticTest {
    private static final double[] A = {1, 2, 3, 4, 5, 6};
    private static final double[] B = {3, 1, 2, 2, 7, 1};

    private static Stream<Arguments> layouts() {
        return Layout.all();
    }

    private static void holds(Tensor tensor, double... expected) {
        double[] rounded = expected.clone();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = switch (tensor.elementType()) {
                case DOUBLE -> expected[i];
                case FLOAT -> (float) expected[i];
                case CHAR -> (byte) (long) expected[i];
                default -> (double) (long) expected[i];
            };
        }
        assertArrayEquals(rounded, tensor.toDoubleArray());
    }

    @Nested
    class EveryTypeAndLayout {
        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ArithmeticTest#layouts")
        void numbersAreAddedSubtractedMultipliedDivided(ElementType type, Layout layout) {
            Tensor x = layout.of(type, 2, 3, A);
            assertSame(x, x.add(2));
            holds(x, 3, 4, 5, 6, 7, 8);
            assertSame(x, x.csub(1));
            holds(x, 2, 3, 4, 5, 6, 7);
            assertSame(x, x.mul(3));
            holds(x, 6, 9, 12, 15, 18, 21);
            assertSame(x, x.div(4));
            holds(x, 1.5, 2.25, 3, 3.75, 4.5, 5.25);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ArithmeticTest#layouts")
        void tensorsAreAddedSubtractedMultipliedDivided(ElementType type, Layout layout) {
            Tensor b = Layout.CONTIGUOUS.of(type, 2, 3, B);
            Tensor x = layout.of(type, 2, 3, A);
            assertSame(x, x.add(b));
            holds(x, 4, 3, 5, 6, 12, 7);
            assertSame(x, x.add(2, b));
            holds(x, 10, 5, 9, 10, 26, 9);
            assertSame(x, x.csub(b));
            holds(x, 7, 4, 7, 8, 19, 8);
            assertSame(x, x.csub(2, b));
            holds(x, 1, 2, 3, 4, 5, 6);
            assertSame(x, x.cmul(b));
            holds(x, 3, 2, 6, 8, 35, 6);
            assertSame(x, x.cdiv(Layout.TRANSPOSED.of(type, 2, 3, 2, 2, 4, 3, 7, 6)));
            holds(x, 1.5, 1, 1.5, 8.0 / 3, 5, 1);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ArithmeticTest#layouts")
        void productsAndQuotientsAreAdded(ElementType type, Layout layout) {
            Tensor b = layout.of(type, 2, 3, B);
            Tensor c = Layout.TRANSPOSED.of(type, 2, 3, 2, 4, 2, 1, 2, 8);
            Tensor x = layout.of(type, 2, 3, A);
            assertSame(x, x.addcmul(2, b, c));
            holds(x, 13, 10, 11, 8, 33, 22);
            assertSame(x, x.addcmul(b, c));
            holds(x, 19, 14, 15, 10, 47, 30);
            assertSame(x, x.addcdiv(3, b, c));
            holds(x, 23.5, whole(type, 14.75), 18, 16, whole(type, 57.5), whole(type, 30.375));
        }

        /** In C, 3 * b is divided, not b. */
        private double whole(ElementType type, double value) {
            return type.isFloatingPoint() ? value : Math.floor(value);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ArithmeticTest#layouts")
        void powersRestsAndLimits(ElementType type, Layout layout) {
            if (type.isFloatingPoint()) {
                holds(layout.of(type, 2, 3, A).pow(3), 1, 8, 27, 64, 125, 216);
                holds(new Tensor(type).pow(2, layout.of(type, 2, 3, A)), 2, 4, 8, 16, 32, 64);
            }
            holds(layout.of(type, 2, 3, A).cpow(layout.of(type, 2, 3, 0, 1, 2, 3, 2, 2)), 1, 2, 9, 64, 25, 36);
            holds(layout.of(type, 2, 3, A).fmod(4), 1, 2, 3, 0, 1, 2);
            holds(layout.of(type, 2, 3, A).mod(4), 1, 2, 3, 0, 1, 2);
            holds(layout.of(type, 2, 3, A).remainder(3), 1, 2, 0, 1, 2, 0);
            holds(layout.of(type, 2, 3, A).cfmod(layout.of(type, 2, 3, B)), 1, 0, 1, 0, 5, 0);
            holds(layout.of(type, 2, 3, A).cremainder(layout.of(type, 2, 3, B)), 1, 0, 1, 0, 5, 0);
            holds(layout.of(type, 2, 3, A).cmax(3), 3, 3, 3, 4, 5, 6);
            holds(layout.of(type, 2, 3, A).cmin(3), 1, 2, 3, 3, 3, 3);
            holds(layout.of(type, 2, 3, A).cmax(layout.of(type, 2, 3, B)), 3, 2, 3, 4, 7, 6);
            holds(layout.of(type, 2, 3, A).cmin(layout.of(type, 2, 3, B)), 1, 1, 2, 2, 5, 1);
            holds(layout.of(type, 2, 3, A).clamp(2, 4), 2, 2, 3, 4, 4, 4);
        }

        @ParameterizedTest(name = "{0} {1}")
        @MethodSource("org.rnn4j.facade.tensor.ArithmeticTest#layouts")
        void aTensorInFrontGivesElementsAndSizes(ElementType type, Layout layout) {
            Tensor a = layout.of(type, 2, 3, A);
            Tensor b = layout.of(type, 2, 3, B);
            Tensor result = new Tensor(type, 1);
            assertSame(result, result.add(a, 1));
            assertArrayEquals(new long[] {2, 3}, result.size());
            holds(result, 2, 3, 4, 5, 6, 7);
            holds(result.add(a, b), 4, 3, 5, 6, 12, 7);
            holds(result.add(a, 2, b), 7, 4, 7, 8, 19, 8);
            holds(result.csub(a, 1), 0, 1, 2, 3, 4, 5);
            holds(result.csub(b, 1, b), 0, 0, 0, 0, 0, 0);
            holds(result.mul(a, 2), 2, 4, 6, 8, 10, 12);
            holds(result.cmul(a, b), 3, 2, 6, 8, 35, 6);
            holds(result.div(a, 2), 0.5, 1, 1.5, 2, 2.5, 3);
            holds(result.cdiv(a, b), 1.0 / 3, 2, 1.5, 2, 5.0 / 7, 6);
            holds(result.addcmul(a, 2, b, b), 19, 4, 11, 12, 103, 8);
            holds(result.addcdiv(a, 1, b, b), 2, 3, 4, 5, 6, 7);
            holds(result.cmax(a, 3), 3, 3, 3, 4, 5, 6);
            holds(result.cmin(a, b), 1, 1, 2, 2, 5, 1);
            holds(result.clamp(a, 2, 4), 2, 2, 3, 4, 4, 4);
            holds(a, A);
            holds(b, B);
        }

        @ParameterizedTest
        @EnumSource(ElementType.class)
        void moreThanOneBlock(ElementType type) {
            Tensor x = new Tensor(type, 5, 700).fill(3).t();
            Tensor y = new Tensor(type, 5, 700).fill(2).t();
            x.cdiv(y).add(y).csub(1);
            assertEquals(3500 * (type.isFloatingPoint() ? 2.5 : 2), x.sum());
            assertEquals(type.isFloatingPoint() ? 2.5 : 2, x.get(700, 5));
        }
    }

    @Nested
    class Operands {
        @Test
        void onlyTheNumbersOfElementsMustAgree() {
            Tensor x = Tensor.of(1.0, 2, 3, 4, 5, 6);
            holds(x.add(Layout.TRANSPOSED.of(2, 3, 10, 20, 30, 40, 50, 60)), 11, 22, 33, 44, 55, 66);
            assertArrayEquals(new long[] {6}, x.size());
        }

        @Test
        void anExpandedOneCountsInFull() {
            Tensor bias = Tensor.of(1.0, 2, 3).view(1, 3).expand(2, 3);
            holds(Layout.NARROWED.of(2, 3, A).add(bias), 2, 4, 6, 5, 7, 9);
            holds(Layout.CONTIGUOUS.of(2, 3, A).cmul(bias), 1, 4, 9, 4, 10, 18);
            holds(Layout.CONTIGUOUS.of(2, 3, A).add(2, bias), 3, 6, 9, 6, 9, 12);
        }

        @Test
        void aTensorMayBeItsOwnOperand() {
            Tensor x = Tensor.of(1.0, 2, 3);
            holds(x.add(x), 2, 4, 6);
            holds(x.add(0.5, x), 3, 6, 9);
            holds(x.cmul(x), 9, 36, 81);
            holds(x.add(x, 1), 10, 37, 82);
            holds(x.cdiv(x), 1, 1, 1);
        }

        @Test
        void viewsChangeWhatTheyLookAt() {
            Tensor x = new Tensor(ElementType.DOUBLE, 2, 3);
            x.select(2, 2).add(1);
            x.narrow(1, 2, 1).add(10);
            holds(x, 0, 1, 0, 10, 11, 10);
        }

        @Test
        void emptyOnesStayEmpty() {
            Tensor x = new Tensor(ElementType.DOUBLE);
            assertEquals(0, x.add(1).mul(2).add(x).cmul(x).nElement());
        }
    }

    @Nested
    class Integers {
        @ParameterizedTest
        @EnumSource(
                value = ElementType.class,
                names = {"FLOAT", "DOUBLE"},
                mode = EnumSource.Mode.EXCLUDE)
        void numbersLoseTheirFractionFirst(ElementType type) {
            holds(new Tensor(type, 2).fill(3).add(2.7), 5, 5);
            holds(new Tensor(type, 2).fill(3).mul(0.5), 0, 0);
            holds(new Tensor(type, 2).fill(3).add(1.9, new Tensor(type, 2).fill(2)), 5, 5);
        }

        @Test
        void resultsWrapAround() {
            assertEquals(1, new Tensor(ElementType.BYTE, 1).fill(255).add(2).item());
            assertEquals(-128, new Tensor(ElementType.CHAR, 1).fill(127).add(1).item());
            assertEquals(
                    -32768, new Tensor(ElementType.SHORT, 1).fill(32767).add(1).item());
            Tensor greatest = new Tensor(ElementType.INT, 1).fill(2147483647);
            assertEquals(1, greatest.copy().cmul(greatest).item());
            assertEquals(
                    Long.MIN_VALUE, Tensor.of(Long.MAX_VALUE).add(1).getLong(1), "longs are not rounded to doubles");
        }

        @Test
        void quotientsAreCutOffTowardsZero() {
            holds(Tensor.of(7L, -7).div(2), 3, -3);
            holds(Tensor.of(7L, -7).fmod(4), 3, -3);
            holds(Tensor.of(7L, -7).remainder(4), 3, 1);
        }

        @Test
        void divisionByZeroIsRefused() {
            Tensor x = Tensor.of(1L, 2);
            refused(
                    "div: expected another operand than 0.0 for LongTensor [2]; integers have no such result",
                    () -> x.div(0));
            refused(
                    "cdiv: expected another operand than 0 in LongTensor [2]; integers have no such result",
                    () -> x.cdiv(Tensor.of(1L, 0)));
            holds(x, 1, 2);
        }

        @Test
        void powersAreForFloatsAndDoublesOnlyAsInTorch() {
            Tensor x = Tensor.of(1L, 2);
            refused(
                    "pow: expected a torch.FloatTensor or torch.DoubleTensor, got LongTensor [2]; convert it first",
                    () -> x.pow(2));
            holds(x.cpow(x), 1, 4);
        }
    }

    @Nested
    class Reals {
        @Test
        void restsTakeTheSignOfDividendOrDivisor() {
            holds(Tensor.of(5.5, -5.5).fmod(2), 1.5, -1.5);
            holds(Tensor.of(5.5, -5.5).remainder(2), 1.5, 0.5);
            holds(Tensor.of(5.5, -5.5).remainder(-2), -0.5, -1.5);
        }

        @Test
        void nothingIsDividedByZeroButInfinityComesOut() {
            holds(Tensor.of(1.0, -1, 0).div(0), Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        }

        @Test
        void clampKeepsNaN() {
            holds(Tensor.of(Double.NaN, -9, 9).clamp(-1, 1), Double.NaN, -1, 1);
        }

        @Test
        void floatsTakeNumbersAsFloats() {
            assertEquals(
                    0.1f * 3f, new Tensor(ElementType.FLOAT, 1).fill(3).mul(0.1).item());
        }

        @Test
        void anglesAndWays() {
            Tensor y = Tensor.of(1.0, 1, -1, -1);
            Tensor x = Tensor.of(1.0, -1, -1, 1);
            double quarter = Math.PI / 4;
            holds(y.copy().atan2(x), quarter, 3 * quarter, -3 * quarter, -quarter);
            holds(new Tensor(ElementType.DOUBLE).atan2(y, x), quarter, 3 * quarter, -3 * quarter, -quarter);
            holds(Tensor.of(0.0, 10).lerp(Tensor.of(10.0, 0), 0.25), 2.5, 7.5);
        }
    }

    @Nested
    class Refusals {
        @Test
        void otherTypes() {
            refused(
                    "add: expected a torch.DoubleTensor, got the torch.FloatTensor [2]; convert it first",
                    () -> Tensor.of(1.0, 2).add(Tensor.of(1f, 2f)));
            refused(
                    "cmul: expected a torch.LongTensor, got the torch.DoubleTensor [2]; convert it first",
                    () -> Tensor.of(1L, 2).cmul(Tensor.of(1.0, 2)));
        }

        @Test
        void otherNumbersOfElements() {
            Tensor x = Tensor.of(1.0, 2, 3);
            refused(
                    "addcmul: expected 3 elements as [3] has, got [2]",
                    () -> x.addcmul(1, Tensor.of(1.0, 2, 3), Tensor.of(1.0, 2)));
            refused(
                    "cdiv: expected 3 elements as [3] has, got [2, 2]",
                    () -> x.cdiv(new Tensor(ElementType.DOUBLE, 2, 2)));
            refused("add: expected 3 elements as [3] has, got empty", () -> x.add(new Tensor(ElementType.DOUBLE)));
            holds(x, 1, 2, 3);
        }

        @Test
        void integersWithoutSuchAFunction() {
            refused(
                    "lerp: expected a torch.FloatTensor or torch.DoubleTensor, got LongTensor [2]; convert it first",
                    () -> Tensor.of(1L, 2).lerp(Tensor.of(1L, 2), 0.5));
        }
    }
}
