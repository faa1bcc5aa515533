package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.rnn4j.facade.tensor.Errors.refused;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;

class FunctionsTest {
    /** The argument is rounded, and the result. */
    private static final double FLOAT = 1e-6;

    /** The last places, relative above 1. */
    private static final double DOUBLE = 2e-15;

    private static Arguments function(
            String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> from, DoubleUnaryOperator expected) {
        return Arguments.of(name, inPlace, from, expected);
    }

    private static Tensor result() {
        return new Tensor(ElementType.DOUBLE, 1);
    }

    /** The expected values are computed in another way than the functions do, where there is one. */
    static Stream<Arguments> functions() {
        return Stream.of(
                function("abs", Tensor::abs, x -> result().abs(x), x -> x < 0 ? -x : x),
                function("neg", Tensor::neg, x -> result().neg(x), x -> 0 - x),
                function("sign", Tensor::sign, x -> result().sign(x), Math::signum),
                function("exp", Tensor::exp, x -> result().exp(x), StrictMath::exp),
                function("log", Tensor::log, x -> result().log(x), StrictMath::log),
                function("log1p", Tensor::log1p, x -> result().log1p(x), StrictMath::log1p),
                function("sqrt", Tensor::sqrt, x -> result().sqrt(x), StrictMath::sqrt),
                function("rsqrt", Tensor::rsqrt, x -> result().rsqrt(x), x -> Math.pow(x, -0.5)),
                function("cinv", Tensor::cinv, x -> result().cinv(x), x -> Math.pow(x, -1)),
                function("sin", Tensor::sin, x -> result().sin(x), StrictMath::sin),
                function("cos", Tensor::cos, x -> result().cos(x), StrictMath::cos),
                function("tan", Tensor::tan, x -> result().tan(x), StrictMath::tan),
                function("asin", Tensor::asin, x -> result().asin(x), StrictMath::asin),
                function("acos", Tensor::acos, x -> result().acos(x), StrictMath::acos),
                function("atan", Tensor::atan, x -> result().atan(x), StrictMath::atan),
                function("sinh", Tensor::sinh, x -> result().sinh(x), StrictMath::sinh),
                function("cosh", Tensor::cosh, x -> result().cosh(x), StrictMath::cosh),
                function("tanh", Tensor::tanh, x -> result().tanh(x), StrictMath::tanh),
                function("sigmoid", Tensor::sigmoid, x -> result().sigmoid(x), x -> (Math.tanh(x / 2) + 1) / 2),
                function("floor", Tensor::floor, x -> result().floor(x), StrictMath::floor),
                function("ceil", Tensor::ceil, x -> result().ceil(x), StrictMath::ceil),
                function(
                        "round",
                        Tensor::round,
                        x -> result().round(x),
                        x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5)),
                function("trunc", Tensor::trunc, x -> result().trunc(x), x -> (double) (long) x),
                function("frac", Tensor::frac, x -> result().frac(x), x -> x - (double) (long) x));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void everyLayoutGivesTheFunctionOfEachElement(
            String name, UnaryOperator<Tensor> inPlace, UnaryOperator<Tensor> from, DoubleUnaryOperator expected) {
        double[] values = {0.3, -0.7, 0.5, 0.9, -0.2, 2.5};
        for (Layout layout : Layout.values()) {
            Tensor x = layout.of(2, 3, values);
            Tensor y = from.apply(x);
            assertArrayEquals(values, x.toDoubleArray(), "the source stays as it was");
            assertSame(x, inPlace.apply(x));
            Tensor single = inPlace.apply(layout.of(ElementType.FLOAT, 2, 3, values));
            assertArrayEquals(new long[] {2, 3}, y.size());
            for (int i = 0; i < 6; i++) {
                double want = expected.applyAsDouble(values[i]);
                near(want, x.toDoubleArray()[i], DOUBLE, layout + " of " + values[i]);
                near(want, y.toDoubleArray()[i], DOUBLE, layout + " of " + values[i]);
                near(want, single.toDoubleArray()[i], FLOAT, layout + " of " + values[i]);
            }
        }
    }

    private static void near(double expected, double actual, double tolerance, String message) {
        double scale = Double.isFinite(expected) ? Math.max(1, Math.abs(expected)) : 1;
        assertEquals(expected, actual, tolerance * scale, message);
    }

    @Test
    void halvesAreRoundedAwayFromZero() {
        Tensor x = Tensor.of(0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 4503599627370497.0, Double.NaN);
        assertArrayEquals(
                new double[] {1, -1, 2, 3, -3, 0, 4503599627370497.0, Double.NaN},
                x.round().toDoubleArray());
    }

    @Test
    void signsAreZeroOnlyForZero() {
        assertArrayEquals(
                new double[] {1, -1, 0, 0, 1, -1},
                Tensor.of(1e-300, -1e-300, 0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .sign()
                        .toDoubleArray());
    }

    @Test
    void sigmoidHasItsLimits() {
        assertArrayEquals(
                new double[] {0, 1, 0.5}, Tensor.of(-1000.0, 1000, 0).sigmoid().toDoubleArray());
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"LONG", "INT", "SHORT", "CHAR"})
    void signedIntegersHaveAbsoluteValuesAndSigns(ElementType type) {
        Tensor x = new Tensor(type, 3).fill(-3).put(0, 2).put(7, 3);
        if (type == ElementType.LONG || type == ElementType.INT) {
            assertArrayEquals(new double[] {3, 0, 7}, x.copy().abs().toDoubleArray());
        }
        assertArrayEquals(new double[] {3, 0, -7}, x.copy().neg().toDoubleArray());
        assertArrayEquals(new double[] {-1, 0, 1}, x.copy().sign().toDoubleArray());
    }

    @Test
    void integersHaveNoOtherFunctions() {
        refused(
                "exp: expected a torch.FloatTensor or torch.DoubleTensor, got IntTensor [2]; convert it first",
                () -> new Tensor(ElementType.INT, 2).exp());
    }

    @Test
    void resultsHaveTheTypeOfTheirSource() {
        refused(
                "log: expected a torch.FloatTensor, got the torch.DoubleTensor [1]; convert it first",
                () -> new Tensor(ElementType.FLOAT).log(Tensor.of(1.0)));
    }
}
