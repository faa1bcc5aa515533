package org.rnn4j.facade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.tensor.Indexed;
import org.rnn4j.facade.tensor.Tensor;

class TorchMathsTest {
    /** A few operations on doubles. */
    private static final double TOLERANCE = 1e-12;

    private static void holds(Tensor tensor, double... expected) {
        assertArrayEquals(expected, tensor.toDoubleArray(), TOLERANCE);
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static long[] sizes(long... sizes) {
        return sizes;
    }

    private static final Tensor X = Tensor.of(1.0, 2, 3, 4, 5, 6).view(2, 3);
    private static final Tensor Y = Tensor.of(3.0, 1, 2, 2, 7, 1).view(2, 3);

    @Nested
    class Functions {
        private static Stream<Arguments> functions() {
            return Stream.of(
                    function("abs", Tensor::abs, torch::abs, torch::abs),
                    function("neg", Tensor::neg, torch::neg, torch::neg),
                    function("sign", Tensor::sign, torch::sign, torch::sign),
                    function("exp", Tensor::exp, torch::exp, torch::exp),
                    function("log", Tensor::log, torch::log, torch::log),
                    function("log1p", Tensor::log1p, torch::log1p, torch::log1p),
                    function("sqrt", Tensor::sqrt, torch::sqrt, torch::sqrt),
                    function("rsqrt", Tensor::rsqrt, torch::rsqrt, torch::rsqrt),
                    function("cinv", Tensor::cinv, torch::cinv, torch::cinv),
                    function("sin", Tensor::sin, torch::sin, torch::sin),
                    function("cos", Tensor::cos, torch::cos, torch::cos),
                    function("tan", Tensor::tan, torch::tan, torch::tan),
                    function("asin", Tensor::asin, torch::asin, torch::asin),
                    function("acos", Tensor::acos, torch::acos, torch::acos),
                    function("atan", Tensor::atan, torch::atan, torch::atan),
                    function("sinh", Tensor::sinh, torch::sinh, torch::sinh),
                    function("cosh", Tensor::cosh, torch::cosh, torch::cosh),
                    function("tanh", Tensor::tanh, torch::tanh, torch::tanh),
                    function("sigmoid", Tensor::sigmoid, torch::sigmoid, torch::sigmoid),
                    function("floor", Tensor::floor, torch::floor, torch::floor),
                    function("ceil", Tensor::ceil, torch::ceil, torch::ceil),
                    function("round", Tensor::round, torch::round, torch::round),
                    function("trunc", Tensor::trunc, torch::trunc, torch::trunc),
                    function("frac", Tensor::frac, torch::frac, torch::frac));
        }

        private static Arguments function(
                String name,
                UnaryOperator<Tensor> inPlace,
                UnaryOperator<Tensor> fresh,
                BinaryOperator<Tensor> intoTheFirst) {
            return Arguments.of(name, inPlace, fresh, intoTheFirst);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("functions")
        void giveNewTensorsOrWriteIntoTheFirst(
                String name,
                UnaryOperator<Tensor> inPlace,
                UnaryOperator<Tensor> fresh,
                BinaryOperator<Tensor> intoTheFirst) {
            Tensor x = Tensor.of(0.3, 0.9);
            double[] expected = inPlace.apply(x.copy()).toDoubleArray();
            assertArrayEquals(expected, fresh.apply(x).toDoubleArray());
            Tensor result = new Tensor(7);
            assertSame(result, intoTheFirst.apply(result, x));
            assertArrayEquals(expected, result.toDoubleArray());
            holds(x, 0.3, 0.9);
        }

        @Test
        void arithmetic() {
            holds(torch.add(X, 1), 2, 3, 4, 5, 6, 7);
            holds(torch.add(X, Y), 4, 3, 5, 6, 12, 7);
            holds(torch.add(X, 2, Y), 7, 4, 7, 8, 19, 8);
            holds(torch.csub(X, 1), 0, 1, 2, 3, 4, 5);
            holds(torch.csub(X, Y), -2, 1, 1, 2, -2, 5);
            holds(torch.csub(X, 2, Y), -5, 0, -1, 0, -9, 4);
            holds(torch.mul(X, 2), 2, 4, 6, 8, 10, 12);
            holds(torch.cmul(X, Y), 3, 2, 6, 8, 35, 6);
            holds(torch.div(X, 2), 0.5, 1, 1.5, 2, 2.5, 3);
            holds(torch.cdiv(X, Y), 1.0 / 3, 2, 1.5, 2, 5.0 / 7, 6);
            holds(torch.fmod(X, 4), 1, 2, 3, 0, 1, 2);
            holds(torch.mod(X, 4), 1, 2, 3, 0, 1, 2);
            holds(torch.remainder(X, -4), -3, -2, -1, 0, -3, -2);
            holds(torch.pow(X, 2), 1, 4, 9, 16, 25, 36);
            holds(torch.pow(2, X), 2, 4, 8, 16, 32, 64);
            holds(torch.cpow(X, Y), 1, 2, 9, 16, 78125, 6);
            holds(torch.addcmul(X, X, Y), 4, 4, 9, 12, 40, 12);
            holds(torch.addcmul(X, 2, X, Y), 7, 6, 15, 20, 75, 18);
            holds(torch.addcdiv(X, Y, Y), 2, 3, 4, 5, 6, 7);
            holds(torch.addcdiv(X, 2, Y, Y), 3, 4, 5, 6, 7, 8);
            holds(torch.cmax(X, 3), 3, 3, 3, 4, 5, 6);
            holds(torch.cmax(X, Y), 3, 2, 3, 4, 7, 6);
            holds(torch.cmin(X, 3), 1, 2, 3, 3, 3, 3);
            holds(torch.cmin(X, Y), 1, 1, 2, 2, 5, 1);
            holds(torch.clamp(X, 2, 4), 2, 2, 3, 4, 4, 4);
            holds(torch.atan2(Tensor.of(1.0), Tensor.of(-1.0)), 0.75 * Math.PI);
            holds(torch.lerp(X, Y, 0.5), 2, 1.5, 2.5, 3, 6, 3.5);
            holds(X, 1, 2, 3, 4, 5, 6);
        }

        @Test
        void arithmeticIntoTheFirst() {
            Tensor r = new Tensor(1L);
            assertSame(r, torch.add(r, X, 1));
            assertArrayEquals(sizes(2, 3), r.size());
            holds(torch.add(r, X, Y), 4, 3, 5, 6, 12, 7);
            holds(torch.add(r, X, 2, Y), 7, 4, 7, 8, 19, 8);
            holds(torch.csub(r, X, 1), 0, 1, 2, 3, 4, 5);
            holds(torch.csub(r, X, Y), -2, 1, 1, 2, -2, 5);
            holds(torch.csub(r, X, 2, Y), -5, 0, -1, 0, -9, 4);
            holds(torch.mul(r, X, 2), 2, 4, 6, 8, 10, 12);
            holds(torch.cmul(r, X, Y), 3, 2, 6, 8, 35, 6);
            holds(torch.div(r, X, 2), 0.5, 1, 1.5, 2, 2.5, 3);
            holds(torch.cdiv(r, X, X), 1, 1, 1, 1, 1, 1);
            holds(torch.fmod(r, X, 4), 1, 2, 3, 0, 1, 2);
            holds(torch.mod(r, X, 4), 1, 2, 3, 0, 1, 2);
            holds(torch.remainder(r, X, 4), 1, 2, 3, 0, 1, 2);
            holds(torch.pow(r, X, 2), 1, 4, 9, 16, 25, 36);
            holds(torch.pow(r, 2, X), 2, 4, 8, 16, 32, 64);
            holds(torch.cpow(r, X, Y), 1, 2, 9, 16, 78125, 6);
            holds(torch.addcmul(r, X, 2, X, Y), 7, 6, 15, 20, 75, 18);
            holds(torch.addcdiv(r, X, 2, Y, Y), 3, 4, 5, 6, 7, 8);
            holds(torch.cmax(r, X, 3), 3, 3, 3, 4, 5, 6);
            holds(torch.cmax(r, X, Y), 3, 2, 3, 4, 7, 6);
            holds(torch.cmin(r, X, 3), 1, 2, 3, 3, 3, 3);
            holds(torch.cmin(r, X, Y), 1, 1, 2, 2, 5, 1);
            holds(torch.clamp(r, X, 2, 4), 2, 2, 3, 4, 4, 4);
            holds(torch.atan2(r, Tensor.of(1.0), Tensor.of(1.0)), Math.PI / 4);
            holds(torch.lerp(r, X, Y, 0.5), 2, 1.5, 2.5, 3, 6, 3.5);
        }

        @Test
        void comparisons() {
            holds(torch.lt(X, 3), 1, 1, 0, 0, 0, 0);
            holds(torch.lt(X, Y), 1, 0, 0, 0, 1, 0);
            holds(torch.le(X, 3), 1, 1, 1, 0, 0, 0);
            holds(torch.le(X, X), 1, 1, 1, 1, 1, 1);
            holds(torch.gt(X, 3), 0, 0, 0, 1, 1, 1);
            holds(torch.gt(X, Y), 0, 1, 1, 1, 0, 1);
            holds(torch.ge(X, 3), 0, 0, 1, 1, 1, 1);
            holds(torch.ge(X, X), 1, 1, 1, 1, 1, 1);
            holds(torch.eq(X, 3), 0, 0, 1, 0, 0, 0);
            holds(torch.eq(X, X), 1, 1, 1, 1, 1, 1);
            holds(torch.ne(X, 3), 1, 1, 0, 1, 1, 1);
            holds(torch.ne(X, X), 0, 0, 0, 0, 0, 0);
            assertTrue(torch.all(torch.eq(X, X)));
            assertFalse(torch.any(torch.ne(X, X)));
            assertTrue(torch.equal(X, X.copy()));
            assertFalse(torch.equal(X, Y));
        }
    }

    @Nested
    class Reductions {
        private void holds(Indexed result, double[] values, double... indices) {
            assertArrayEquals(values, result.values().toDoubleArray(), TOLERANCE);
            assertArrayEquals(indices, result.indices().toDoubleArray());
        }

        @Test
        void sums() {
            Tensor r = new Tensor(1L);
            assertEquals(21, torch.sum(X));
            TorchMathsTest.holds(torch.sum(X, 1), 5, 7, 9);
            TorchMathsTest.holds(torch.sum(r, X, 2), 6, 15);
            assertEquals(720, torch.prod(X));
            TorchMathsTest.holds(torch.prod(X, 1), 4, 10, 18);
            TorchMathsTest.holds(torch.prod(r, X, 2), 6, 120);
            assertEquals(3.5, torch.mean(X));
            TorchMathsTest.holds(torch.mean(X, 1), 2.5, 3.5, 4.5);
            TorchMathsTest.holds(torch.mean(r, X, 2), 2, 5);
            assertEquals(3.5, torch.var(X), TOLERANCE);
            TorchMathsTest.holds(torch.var(X, 2), 1, 1);
            TorchMathsTest.holds(torch.var(X, 1, true), 2.25, 2.25, 2.25);
            assertEquals(Math.sqrt(3.5), torch.std(X), TOLERANCE);
            TorchMathsTest.holds(torch.std(X, 2), 1, 1);
            TorchMathsTest.holds(torch.std(X, 1, true), 1.5, 1.5, 1.5);
            assertEquals(Math.sqrt(91), torch.norm(X), TOLERANCE);
            assertEquals(21, torch.norm(X, 1), TOLERANCE);
            TorchMathsTest.holds(torch.norm(X, 2, 2), Math.sqrt(14), Math.sqrt(77));
            assertEquals(Math.sqrt(4 + 1 + 1 + 4 + 4 + 25), torch.dist(X, Y), TOLERANCE);
            assertEquals(13, torch.dist(X, Y, 1), TOLERANCE);
            TorchMathsTest.holds(torch.cumsum(X), 1, 2, 3, 5, 7, 9);
            TorchMathsTest.holds(torch.cumsum(X, 2), 1, 3, 6, 4, 9, 15);
            TorchMathsTest.holds(torch.cumprod(X), 1, 2, 3, 4, 10, 18);
            TorchMathsTest.holds(torch.cumprod(X, 2), 1, 2, 6, 4, 20, 120);
            Tensor rows = torch.Tensor(new double[][] {{3, 4}, {0, 1}});
            assertArrayEquals(
                    new double[] {0.6, 0.8, 0, 1}, torch.renorm(rows, 2, 1, 1).toDoubleArray(), 1e-7);
            assertEquals(3, rows.get(1, 1));
        }

        @Test
        void orders() {
            assertEquals(7, torch.max(Y));
            assertEquals(1, torch.min(Y));
            holds(torch.max(Y, 2), new double[] {3, 7}, 1, 2);
            holds(torch.min(Y, 1), new double[] {2, 1, 1}, 2, 1, 2);
            holds(torch.median(Y), new double[] {2, 2}, 3, 1);
            holds(torch.median(Y, 2), new double[] {2, 2}, 3, 1);
            holds(torch.mode(Tensor.of(1.0, 2, 2)), new double[] {2}, 3);
            holds(torch.mode(Y, 2), new double[] {1, 1}, 2, 3);
            holds(torch.kthvalue(Y, 2), new double[] {2, 2}, 3, 1);
            holds(torch.kthvalue(Y, 1, 1), new double[] {2, 1, 1}, 2, 1, 2);
            holds(torch.sort(Y), new double[] {1, 2, 3, 1, 2, 7}, 2, 3, 1, 3, 1, 2);
            holds(torch.sort(Y, true), new double[] {3, 2, 1, 7, 2, 1}, 1, 3, 2, 2, 1, 3);
            holds(torch.sort(Y, 1), new double[] {2, 1, 1, 3, 7, 2}, 2, 1, 2, 1, 2, 1);
            holds(torch.sort(Y, 1, true), new double[] {3, 7, 2, 2, 1, 1}, 1, 2, 1, 2, 1, 2);
            holds(torch.topk(Y, 1), new double[] {1, 1}, 2, 3);
            holds(torch.topk(Y, 1, 1), new double[] {2, 1, 1}, 2, 1, 2);
            holds(torch.topk(Y, 2, 2, true, true), new double[] {3, 2, 7, 2}, 1, 3, 2, 1);
        }

        @Test
        void twoResultsPrintOneAfterTheOther() {
            Indexed greatest = torch.max(Tensor.of(1.0, 3), 1);
            assertEquals(greatest.values() + "\n" + greatest.indices(), greatest.toString());
        }

        @Test
        void histograms() {
            Tensor x = Tensor.of(0.0, 1, 1, 4, 5, 10);
            TorchMathsTest.holds(torch.histc(x, 5), 3, 0, 2, 0, 1);
            TorchMathsTest.holds(torch.histc(x, 2, 0, 4), 3, 1);
            assertEquals(6, torch.histc(x).sum());
            TorchMathsTest.holds(torch.histc(Tensor.of(3.0, 3), 2), 0, 2);
            refused(
                    "histc: expected a positive number of bins and limits in order, got 0 from 0.0 to 0.0",
                    () -> torch.histc(x, 0));
        }
    }

    @Nested
    class Algebra {
        private final Tensor a = torch.DoubleTensor(new double[][] {{1, 2}, {3, 4}});
        private final Tensor b = torch.DoubleTensor(new double[][] {{0, 1}, {1, 1}});
        private final Tensor v = torch.DoubleTensor(new double[] {1, 2});

        @Test
        void products() {
            Tensor r = new Tensor(1L);
            assertEquals(5, torch.dot(v, v));
            holds(torch.ger(v, v), 1, 2, 2, 4);
            holds(torch.mv(a, v), 5, 11);
            holds(torch.mv(r, a, v), 5, 11);
            holds(torch.mm(a, b), 2, 3, 4, 7);
            assertSame(r, torch.mm(r, a, b));
            holds(r, 2, 3, 4, 7);
            holds(torch.bmm(a.view(1, 2, 2), b.view(1, 2, 2)), 2, 3, 4, 7);
            holds(torch.cross(Tensor.of(1.0, 0, 0), Tensor.of(0.0, 1, 0)), 0, 0, 1);
            holds(torch.cross(Tensor.of(1.0, 0, 0), Tensor.of(0.0, 1, 0), 1), 0, 0, 1);
        }

        @Test
        void sumsOfProducts() {
            Tensor one = torch.ones(2, 2);
            holds(torch.addmm(one, a, b), 3, 4, 5, 8);
            holds(torch.addmm(one, 2, a, b), 5, 7, 9, 15);
            holds(torch.addmm(3, one, 2, a, b), 7, 9, 11, 17);
            holds(torch.addmv(v, a, v), 6, 13);
            holds(torch.addmv(v, 2, a, v), 11, 24);
            holds(torch.addmv(3, v, 2, a, v), 13, 28);
            holds(torch.addr(one, v, v), 2, 3, 3, 5);
            holds(torch.addr(one, 2, v, v), 3, 5, 5, 9);
            holds(torch.addr(3, one, 2, v, v), 5, 7, 7, 11);
            holds(torch.baddbmm(one.view(1, 2, 2), a.view(1, 2, 2), b.view(1, 2, 2)), 3, 4, 5, 8);
            holds(torch.baddbmm(3, one.view(1, 2, 2), 2, a.view(1, 2, 2), b.view(1, 2, 2)), 7, 9, 11, 17);
            holds(torch.addbmm(one, a.view(1, 2, 2), b.view(1, 2, 2)), 3, 4, 5, 8);
            holds(torch.addbmm(3, one, 2, a.view(1, 2, 2), b.view(1, 2, 2)), 7, 9, 11, 17);
            holds(one, 1, 1, 1, 1);
            holds(v, 1, 2);
        }

        @Test
        void partsOfMatrices() {
            assertEquals(5, torch.trace(a));
            holds(torch.diag(a), 1, 4);
            holds(torch.diag(a, 1), 2);
            holds(torch.diag(v), 1, 0, 0, 2);
            holds(torch.tril(a), 1, 0, 3, 4);
            holds(torch.tril(a, -1), 0, 0, 3, 0);
            holds(torch.triu(a), 1, 2, 0, 4);
            holds(torch.triu(a, 1), 0, 2, 0, 0);
        }
    }
}
