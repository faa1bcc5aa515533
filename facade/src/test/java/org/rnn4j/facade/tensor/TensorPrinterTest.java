package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

class TensorPrinterTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static void assertPrints(String expected, Tensor tensor) {
        assertEquals(expected, tensor.toString());
    }

    private static Tensor counting(long... sizes) {
        long n = LongStream.of(sizes).reduce(1, (a, b) -> a * b);
        return Tensor.of(LongStream.rangeClosed(1, n).asDoubleStream().toArray())
                .view(sizes);
    }

    @Nested
    class Vectors {
        @Test
        void integers() {
            assertPrints(" 1\n-2\n 3\n[torch.DoubleTensor of size 3]\n", Tensor.of(1.0, -2, 3));
            assertPrints("   1\n-999\n   0\n[torch.DoubleTensor of size 3]\n", Tensor.of(1.0, -999, 0));
            assertPrints(" 0\n 0\n[torch.FloatTensor of size 2]\n", new Tensor(ElementType.FLOAT, 2));
            assertPrints(" 999999999\n[torch.DoubleTensor of size 1]\n", Tensor.of(999999999.0));
        }

        @Test
        void integersOfTenDigits() {
            assertPrints(
                    " 1.0000e+10\n-2.0000e+00\n 0.0000e+00\n[torch.DoubleTensor of size 3]\n", Tensor.of(1e10, -2, 0));
        }

        @Test
        void fractionsBelowOne() {
            assertPrints(" 0.1000\n-0.2500\n[torch.DoubleTensor of size 2]\n", Tensor.of(0.1, -0.25));
        }

        @Test
        void fractionsOfSomeDigits() {
            assertPrints(" 1.5000\n-2.2500\n[torch.DoubleTensor of size 2]\n", Tensor.of(1.5, -2.25));
            assertPrints(
                    "-11.0656\n -6.2287\n  0.8640\n[torch.DoubleTensor of size 3]\n",
                    Tensor.of(-11.0656, -6.2287, 0.864));
            assertPrints(" 12345.5000\n    10.0000\n[torch.DoubleTensor of size 2]\n", Tensor.of(12345.5, 10));
        }

        @Test
        void smallFractionsHaveAScale() {
            assertPrints("0.01 *\n 5.0000\n-1.2500\n[torch.DoubleTensor of size 2]\n", Tensor.of(0.05, -0.0125));
            assertPrints("0.0001 *\n 1.2346\n[torch.DoubleTensor of size 1]\n", Tensor.of(0.000123456));
            assertPrints("1e-05 *\n 1.2346\n[torch.DoubleTensor of size 1]\n", Tensor.of(0.0000123456));
            assertPrints("1e-120 *\n 3.5000\n[torch.DoubleTensor of size 1]\n", Tensor.of(3.5e-120));
        }

        @Test
        void zerosDoNotTakeTheScaleAway() {
            assertPrints("1e-05 *\n 0.0000\n 2.0000\n[torch.DoubleTensor of size 2]\n", Tensor.of(0, 2e-5));
        }

        @Test
        void largeFractionsHaveAScale() {
            assertPrints("100000 *\n 1.2346\n-0.4500\n[torch.DoubleTensor of size 2]\n", Tensor.of(123456.5, -45000));
            assertPrints("1e+06 *\n 1.2346\n[torch.DoubleTensor of size 1]\n", Tensor.of(1234567.5));
        }

        @Test
        void mixedMagnitudesHaveExponents() {
            assertPrints(
                    " 1.0000e+00\n 1.0000e-05\n-2.5000e-01\n[torch.DoubleTensor of size 3]\n",
                    Tensor.of(1, 1e-5, -0.25));
            assertPrints("  1.0000e+00\n-1.0000e-120\n[torch.DoubleTensor of size 2]\n", Tensor.of(1, -1e-120));
        }

        @Test
        void halvesAreRoundedUpAsLuaJitDoes() {
            assertPrints(
                    " 0.0313\n 0.0938\n 0.1563\n[torch.DoubleTensor of size 3]\n",
                    Tensor.of(0.03125, 0.09375, 0.15625));
            assertPrints(" 1.0001\n 1.0001\n[torch.DoubleTensor of size 2]\n", Tensor.of(1.00005, 1.00014));
        }

        @Test
        void floatsCountAsWhatTheyAreAsDoubles() {
            assertPrints("0.001 *\n10.0000\n[torch.FloatTensor of size 1]\n", Tensor.of(0.01f));
        }

        @ParameterizedTest
        @ValueSource(ints = {-300, -99, -8, -6, -5, -4, -3, -2})
        void powersOfTenFillTheFirstDigit(int exponent) {
            String lines = Tensor.of(Double.parseDouble("1e" + exponent)).toString();
            assertEquals(" 1.0000", lines.split("\n", -1)[1], lines);
        }
    }

    @Nested
    class NotNumbers {
        @Test
        void nanOpensTheWidth() {
            assertPrints("nan\n1.500000\n-2.000000\n[torch.DoubleTensor of size 3]\n", Tensor.of(NAN, 1.5, -2));
            assertPrints(
                    "nan 1.000000\n-inf 0.000000\n[torch.DoubleTensor of size 2x2]\n",
                    Tensor.of(NAN, 1, -INFINITY, 0).view(2, 2));
        }

        @Test
        void infinityAsksForExponents() {
            assertPrints(
                    "        inf\n       -inf\n 1.0000e+00\n[torch.DoubleTensor of size 3]\n",
                    Tensor.of(INFINITY, -INFINITY, 1));
            assertPrints("         inf\n  1.5000e+00\n[torch.DoubleTensor of size 2]\n", Tensor.of(INFINITY, 1.5));
        }

        @Test
        void empty() {
            assertPrints("[torch.DoubleTensor with no dimension]\n", new Tensor(ElementType.DOUBLE));
            assertPrints("[torch.LongTensor with no dimension]\n", new Tensor(ElementType.LONG));
        }
    }

    @Nested
    class Matrices {
        @Test
        void integers() {
            assertPrints(" 1  2  3\n 4  5  6\n[torch.DoubleTensor of size 2x3]\n", counting(2, 3));
            assertPrints(
                    " 1  4\n 2  5\n 3  6\n[torch.DoubleTensor of size 3x2]\n",
                    counting(2, 3).t());
            assertPrints(
                    " 1  2\n 4  5\n[torch.DoubleTensor of size 2x2]\n",
                    counting(2, 3).narrow(2, 1, 2));
        }

        @Test
        void fractions() {
            assertPrints(
                    " 1.9600 -6.4900\n-6.4900  3.8000\n[torch.DoubleTensor of size 2x2]\n",
                    Tensor.of(1.96, -6.49, -6.49, 3.8).view(2, 2));
        }

        @Test
        void rowsUnderAScaleAreIndented() {
            assertPrints(
                    "0.001 *\n  1.0000 -2.0000\n  0.5000  0.0000\n[torch.FloatTensor of size 2x2]\n",
                    Tensor.of(0.001f, -0.002f, 0.0005f, 0).view(2, 2));
        }

        @Test
        void asManyColumnsAsFitInALine() {
            Tensor ten = Tensor.of(
                            DoubleStream.iterate(0.5, x -> x + 0.5).limit(10).toArray())
                    .view(1, 10);
            assertPrints("""
                     0.5000  1.0000  1.5000  2.0000  2.5000  3.0000  3.5000  4.0000  4.5000  5.0000
                    [torch.DoubleTensor of size 1x10]
                    """, ten);
        }

        @Test
        void moreColumnsGoInBlocks() {
            Tensor wide = Tensor.of(
                            DoubleStream.iterate(0.5, x -> x + 0.5).limit(24).toArray())
                    .view(2, 12);
            assertPrints("""
                    Columns 1 to 8
                      0.5000   1.0000   1.5000   2.0000   2.5000   3.0000   3.5000   4.0000
                      6.5000   7.0000   7.5000   8.0000   8.5000   9.0000   9.5000  10.0000

                    Columns 9 to 12
                      4.5000   5.0000   5.5000   6.0000
                     10.5000  11.0000  11.5000  12.0000
                    [torch.DoubleTensor of size 2x12]
                    """, wide);
        }

        @Test
        void eachBlockNamesTheScale() {
            Tensor wide = Tensor.of(
                            DoubleStream.iterate(0.01, x -> x + 0.001).limit(11).toArray())
                    .view(1, 11);
            assertPrints("""
                    Columns 1 to 10
                    0.01 *
                      1.0000  1.1000  1.2000  1.3000  1.4000  1.5000  1.6000  1.7000  1.8000  1.9000

                    Columns 11 to 11
                    0.01 *
                      2.0000
                    [torch.DoubleTensor of size 1x11]
                    """, wide);
        }
    }

    @Nested
    class Slices {
        @Test
        void eachMatrixHasItsIndex() {
            assertPrints("""
                    (1,.,.) =\s
                       1   2   3
                       4   5   6

                    (2,.,.) =\s
                       7   8   9
                      10  11  12
                    [torch.DoubleTensor of size 2x2x3]
                    """, counting(2, 2, 3));
        }

        @Test
        void firstIndexIsTheFastest() {
            assertPrints("""
                    (1,1,.,.) =\s
                      1  2

                    (2,1,.,.) =\s
                      5  6

                    (1,2,.,.) =\s
                      3  4

                    (2,2,.,.) =\s
                      7  8
                    [torch.DoubleTensor of size 2x2x1x2]
                    """, counting(2, 2, 1, 2));
        }

        @Test
        void oneFormatServesAllSlices() {
            assertPrints("""
                    (1,.,.) =\s
                      1.0000e+00

                    (2,.,.) =\s
                      1.0000e-07
                    [torch.DoubleTensor of size 2x1x1]
                    """, Tensor.of(1, 1e-7).view(2, 1, 1));
        }

        @Test
        void scaleAndBlocksWithinASlice() {
            Tensor wide = Tensor.of(
                    DoubleStream.iterate(0.01, x -> x + 0.001).limit(11).toArray());
            assertPrints("""
                    (1,.,.) =\s
                     Columns 1 to 9
                     0.01 *
                       1.0000  1.1000  1.2000  1.3000  1.4000  1.5000  1.6000  1.7000  1.8000

                    Columns 10 to 11
                     0.01 *
                       1.9000  2.0000
                    [torch.DoubleTensor of size 1x1x11]
                    """, wide.view(1, 1, 11));
        }
    }

    @Nested
    class Types {
        @ParameterizedTest
        @CsvSource({
            "DOUBLE, torch.DoubleTensor",
            "FLOAT, torch.FloatTensor",
            "LONG, torch.LongTensor",
            "INT, torch.IntTensor",
            "SHORT, torch.ShortTensor",
            "BYTE, torch.ByteTensor",
            "CHAR, torch.CharTensor"
        })
        void areNamedInTheLastLine(ElementType type, String name) {
            assertPrints(
                    " 1  2\n 3  4\n[" + name + " of size 2x2]\n", counting(2, 2).to(type));
        }

        @Test
        void bytesHaveNoSign() {
            assertPrints(
                    " 255\n   1\n[torch.ByteTensor of size 2]\n",
                    Tensor.of(255.0, 1).to(ElementType.BYTE));
        }

        @Test
        void longsOfManyDigits() {
            assertPrints(" 4.2950e+09\n[torch.LongTensor of size 1]\n", Tensor.of(4294967296L));
        }
    }
}
