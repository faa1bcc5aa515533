package org.rnn4j.facade.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.facade.kernels.ElementType;

class GeneratorTest {
    private final Generator generator = new Generator();

    @BeforeEach
    void seed() {
        generator.manualSeed(1);
    }

    private static double[] draws(int n, DoubleSupplier draw) {
        return DoubleStream.generate(draw).limit(n).toArray();
    }

    @Nested
    class Seeds {
        /** The C++ standard asks its mt19937, seeded with 5489, for this 10000th number. */
        @Test
        void tenThousandthNumberIsTheReferenceOne() {
            generator.manualSeed(5489);
            for (int i = 1; i < 10000; i++) {
                generator.random();
            }
            assertEquals(4123659995L, generator.random());
        }

        @Test
        void sameSeedDrawsTheSame() {
            double[] first = draws(2000, generator::normal);
            generator.manualSeed(1);
            assertArrayEquals(first, draws(2000, generator::normal));
        }

        @ParameterizedTest
        @CsvSource({"1, 4294967297", "4294967295, -1", "0, 4294967296"})
        void lowBitsOfTheSeedCount(long seed, long other) {
            generator.manualSeed(seed);
            double[] first = draws(10, generator::uniform);
            generator.manualSeed(other);
            assertArrayEquals(first, draws(10, generator::uniform));
            assertEquals(other, generator.initialSeed());
        }

        @Test
        void manualSeedDropsTheKeptNormal() {
            double first = generator.normal();
            generator.manualSeed(1);
            assertEquals(first, generator.normal());
        }

        @Test
        void keptNormalOutlivesOtherDraws() {
            generator.normal();
            double second = generator.normal();
            generator.manualSeed(1);
            generator.normal();
            generator.uniform();
            generator.random(10);
            assertEquals(second, generator.normal());
        }

        @Test
        void seedReturnsWhatManualSeedTakes() {
            long seed = generator.seed();
            double[] first = draws(10, generator::uniform);
            assertEquals(seed, generator.initialSeed());
            generator.manualSeed(seed);
            assertArrayEquals(first, draws(10, generator::uniform));
        }

        @Test
        void firstDrawSeedsWhatWasNeverSeeded() {
            Generator fresh = new Generator();
            double[] first = draws(10, fresh::uniform);
            assertNotEquals(Arrays.toString(first), Arrays.toString(draws(10, new Generator()::uniform)));
            generator.manualSeed(fresh.initialSeed());
            assertArrayEquals(first, draws(10, generator::uniform));
        }

        @Test
        void globalIsOne() {
            assertSame(Generator.global(), Generator.global());
        }
    }

    @Nested
    class State {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 5, 623, 624, 625, 3000})
        void sequenceGoesOnFromAState(int drawn) {
            draws(drawn, generator::normal);
            Tensor state = generator.getRNGState();
            double[] rest = draws(2000, generator::normal);
            Generator other = new Generator();
            other.setRNGState(state);
            assertArrayEquals(rest, draws(2000, other::normal));
            assertEquals(1, other.initialSeed());
        }

        @Test
        void stateIsLaidOutAsInTorch() {
            generator.manualSeed(258);
            generator.normal();
            long[] bytes = generator.getRNGState().toLongArray();
            assertEquals(5048, bytes.length);
            assertArrayEquals(new long[] {2, 1, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(bytes, 8), "seed");
            assertArrayEquals(new long[] {623 & 0xff, 623 >> 8, 0, 0}, Arrays.copyOfRange(bytes, 8, 12), "left");
            assertArrayEquals(new long[] {1, 0, 0, 0}, Arrays.copyOfRange(bytes, 12, 16), "seeded");
            assertArrayEquals(new long[] {2, 0, 0, 0, 0, 0, 0, 0}, Arrays.copyOfRange(bytes, 16, 24), "next");
            assertArrayEquals(new long[] {1, 0, 0, 0}, Arrays.copyOfRange(bytes, 5040, 5044), "normal kept");
        }

        @Test
        void refusesWhatIsNoState() {
            Tensor state = generator.getRNGState();
            assertMessage(
                    "setRNGState: expected a ByteTensor [5048], got [5048]",
                    () -> generator.setRNGState(new Tensor(ElementType.FLOAT, 5048)));
            assertMessage(
                    "setRNGState: expected a ByteTensor [5048], got ByteTensor [5056]",
                    () -> generator.setRNGState(new Tensor(ElementType.BYTE, 5056)));
            assertMessage(
                    "setRNGState: expected the state of a seeded generator with 0 to 623 words left, got seeded 0 with -1 words left",
                    () -> generator.setRNGState(new Tensor(ElementType.BYTE, 5048)));
            assertArrayEquals(state.toLongArray(), generator.getRNGState().toLongArray());
        }
    }

    @Nested
    class Filling {
        @Test
        void tensorsGetTheScalarDraws() {
            double[] expected = draws(12, () -> generator.normal(2, 3));
            generator.manualSeed(1);
            Tensor tensor = new Tensor(ElementType.DOUBLE, 3, 4);
            assertSame(tensor, generator.normal(tensor, 2, 3));
            assertArrayEquals(expected, tensor.toDoubleArray());
        }

        @Test
        void transposedTensorsAreFilledRowByRow() {
            double[] expected = draws(12, generator::uniform);
            generator.manualSeed(1);
            Tensor tensor = new Tensor(ElementType.DOUBLE, 4, 3).t();
            assertArrayEquals(expected, generator.uniform(tensor).toDoubleArray());
        }

        @Test
        void narrowedTensorsLeaveTheRestAlone() {
            Tensor tensor = new Tensor(ElementType.DOUBLE, 3, 4);
            double[] expected = draws(6, generator::uniform);
            generator.manualSeed(1);
            assertArrayEquals(
                    expected, generator.uniform(tensor.narrow(2, 2, 2)).toDoubleArray());
            for (int row = 1; row <= 3; row++) {
                assertEquals(0, tensor.get(row, 1));
                assertEquals(0, tensor.get(row, 4));
            }
        }

        @Test
        void floatsAreTheRoundedDoubles() {
            double[] expected = draws(50, generator::normal);
            generator.manualSeed(1);
            double[] floats =
                    generator.normal(new Tensor(ElementType.FLOAT, 50)).toDoubleArray();
            for (int i = 0; i < 50; i++) {
                assertEquals((float) expected[i], floats[i]);
            }
        }

        @Test
        void emptyTensorsDrawNothing() {
            generator.uniform(new Tensor());
            generator.random(new Tensor(ElementType.LONG));
            double next = generator.uniform();
            generator.manualSeed(1);
            assertEquals(next, generator.uniform());
        }

        @ParameterizedTest
        @EnumSource(ElementType.class)
        void integersFitTheType(ElementType type) {
            double limit = switch (type) {
                case DOUBLE, LONG -> 0x1p32;
                case INT -> 0x1p31;
                case FLOAT -> 0x1p24 + 1;
                case SHORT -> 0x1p15;
                case BYTE -> 0x1p8;
                case CHAR -> 0x1p7;
            };
            double[] values = generator.random(new Tensor(type, 4000)).toDoubleArray();
            double[] sorted = Arrays.stream(values).sorted().toArray();
            assertTrue(sorted[0] >= 0 && sorted[0] < 0.01 * limit, type + " starts at " + sorted[0]);
            assertTrue(sorted[3999] < limit && sorted[3999] > 0.99 * limit, type + " ends at " + sorted[3999]);
        }

        @Test
        void eachElementMayHaveItsProbability() {
            Tensor p = Tensor.of(0.0, 1, 0.5, 0, 1, 0.5).view(2, 3);
            double[] ones = new double[6];
            for (int i = 0; i < 1000; i++) {
                double[] drawn = generator
                        .bernoulli(new Tensor(ElementType.BYTE, 3, 2), p)
                        .toDoubleArray();
                for (int k = 0; k < 6; k++) {
                    ones[k] += drawn[k];
                }
            }
            assertArrayEquals(new double[] {0, 1000, 500, 0, 1000, 500}, ones, 80);
            assertEquals(1000, ones[1]);
            assertEquals(0, ones[0]);
        }
    }

    @Nested
    class Distributions {
        private static final int N = 100_000;
        /** Five standard errors: a correct generator fails once in two million. */
        private static final double ERRORS = 5;

        private void assertMoments(String what, double[] sample, double mean, double variance) {
            double actualMean = Arrays.stream(sample).average().orElseThrow();
            double actualVariance = Arrays.stream(sample)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            double fourth = Arrays.stream(sample)
                    .map(x -> Math.pow(x - mean, 4))
                    .average()
                    .orElseThrow();
            double n = sample.length;
            assertEquals(mean, actualMean, ERRORS * Math.sqrt(variance / n), what + ": mean");
            assertEquals(
                    variance,
                    actualVariance,
                    ERRORS * Math.sqrt(Math.max(0, fourth - variance * variance) / n),
                    what + ": variance");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void haveTheMeanAndVarianceTheyShould(long seed) {
            generator.manualSeed(seed);
            assertMoments("uniform", draws(N, () -> generator.uniform(-1, 3)), 1, 16 / 12.0);
            assertMoments("normal", draws(N, () -> generator.normal(5, 2)), 5, 4);
            assertMoments("exponential", draws(N, () -> generator.exponential(4)), 0.25, 1 / 16.0);
            assertMoments("geometric", draws(N, () -> generator.geometric(0.3)), 1 / 0.7, 0.3 / 0.49);
            assertMoments("bernoulli", draws(N, () -> generator.bernoulli(0.2)), 0.2, 0.16);
            assertMoments("random", draws(N, () -> generator.random(6)), 3.5, 35 / 12.0);
            assertMoments("logNormal", draws(N, () -> Math.log(generator.logNormal())), 1, 4);
            assertMoments("cauchy", draws(N, () -> Math.atan((generator.cauchy(2, 3) - 2) / 3)), 0, pi2(12));
        }

        private static double pi2(double divisor) {
            return Math.PI * Math.PI / divisor;
        }

        @Test
        void boundsAreKept() {
            for (int i = 0; i < N; i++) {
                double u = generator.uniform(-2, -1);
                long r = generator.random(-3, 3);
                assertTrue(u >= -2 && u < -1, () -> "uniform " + u);
                assertTrue(r >= -3 && r <= 3, () -> "random " + r);
            }
        }

        @Test
        void certainTrialsAreCertain() {
            assertArrayEquals(new double[100], draws(100, () -> generator.bernoulli(0)));
            assertEquals(
                    100, Arrays.stream(draws(100, () -> generator.bernoulli(1))).sum());
        }
    }

    @Nested
    class Choices {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 100, 1000})
        void randpermHoldsEachNumberOnce(long n) {
            double[] sorted = Arrays.stream(generator.randperm(n).toDoubleArray())
                    .sorted()
                    .toArray();
            for (int i = 0; i < n; i++) {
                assertEquals(i + 1, sorted[i]);
            }
        }

        @Test
        void randpermIsOfTheDefaultType() {
            assertEquals(Tensor.defaultType(), generator.randperm(3).elementType());
        }

        @ParameterizedTest
        @EnumSource(
                value = ElementType.class,
                names = {"FLOAT", "DOUBLE"})
        void multinomialFollowsTheWeights(ElementType type) {
            Tensor weights = Tensor.of(1.0, 0, 3, 4, 0).to(type);
            double[] counts = new double[6];
            for (long category : generator.multinomial(weights, 80_000, true).toLongArray()) {
                counts[(int) category]++;
            }
            assertArrayEquals(new double[] {0, 10_000, 0, 30_000, 40_000, 0}, counts, 700);
            assertEquals(0, counts[2] + counts[5]);
        }

        @Test
        void withoutReplacementNothingComesTwice() {
            Tensor weights = Tensor.of(1e20, 1, 1e-20, 0, 5);
            for (int i = 0; i < 100; i++) {
                long[] sorted = Arrays.stream(
                                generator.multinomial(weights, 4, false).toLongArray())
                        .sorted()
                        .toArray();
                assertArrayEquals(new long[] {1, 2, 3, 5}, sorted);
            }
        }

        @Test
        void rowsHaveWeightsOfTheirOwn() {
            Tensor weights = Tensor.of(1.0, 0, 0, 1).view(2, 2);
            assertArrayEquals(
                    new long[] {1, 1, 1, 2, 2, 2},
                    generator.multinomial(weights, 3, true).toLongArray());
            assertArrayEquals(
                    new long[] {1, 1, 1, 2, 2, 2},
                    generator.multinomial(weights.t(), 3, true).toLongArray());
            assertArrayEquals(
                    new long[] {2, 3}, generator.multinomial(weights, 3, true).size());
        }
    }

    @Nested
    class Errors {
        private void assertRefused(String message, Consumer<Generator> call) {
            Tensor before = generator.getRNGState();
            assertMessage(message, () -> call.accept(generator));
            assertArrayEquals(
                    before.toLongArray(), generator.getRNGState().toLongArray(), "a refused call drew numbers");
        }

        @Test
        void badBounds() {
            assertRefused("random: expected an upper bound of at least 1, got 0", g -> g.random(0));
            assertRefused("random: expected an upper bound of at least 1, got -1", g -> g.random(new Tensor(2L), -1));
            assertRefused("random: expected an upper bound of at least 5, the lower one, got 4", g -> g.random(5, 4));
            assertRefused("randperm: expected at least 1, got 0", g -> g.randperm(0));
        }

        @Test
        void badParameters() {
            assertRefused("normal: expected a standard deviation above 0, got 0.0", g -> g.normal(0, 0));
            assertRefused(
                    "normal: expected a standard deviation above 0, got NaN",
                    g -> g.normal(new Tensor(2L), 0, Double.NaN));
            assertRefused("logNormal: expected a standard deviation above 0, got -1.0", g -> g.logNormal(0, -1));
            assertRefused("exponential: expected a rate above 0, got 0.0", g -> g.exponential(0));
            assertRefused("geometric: expected a probability between 0 and 1, got 1.0", g -> g.geometric(1));
            assertRefused(
                    "geometric: expected a probability between 0 and 1, got 0.0",
                    g -> g.geometric(new Tensor(ElementType.LONG, 2), 0));
            assertRefused("bernoulli: expected a probability from 0 to 1, got 1.5", g -> g.bernoulli(1.5));
            assertRefused(
                    "bernoulli: expected a probability from 0 to 1, got -0.5",
                    g -> g.bernoulli(new Tensor(2L), Tensor.of(0.5, -0.5)));
            assertRefused(
                    "bernoulli: expected 2 probabilities for [2], got [3]",
                    g -> g.bernoulli(new Tensor(2L), Tensor.of(0.5, 0.5, 0.5)));
        }

        @Test
        void realNumbersForIntegerTensors() {
            Tensor integers = new Tensor(ElementType.LONG, 4);
            String expected =
                    ": expected a torch.FloatTensor or torch.DoubleTensor, got LongTensor [4]; convert it first";
            assertRefused("uniform" + expected, g -> g.uniform(integers));
            assertRefused("normal" + expected, g -> g.normal(integers));
            assertRefused("exponential" + expected, g -> g.exponential(integers, 1));
            assertRefused("cauchy" + expected, g -> g.cauchy(integers));
            assertRefused("logNormal" + expected, g -> g.logNormal(integers));
        }

        @Test
        void badWeights() {
            assertRefused(
                    "multinomial: expected a float or double vector or matrix of weights, got LongTensor [2]",
                    g -> g.multinomial(Tensor.of(1L, 2), 1, true));
            assertRefused(
                    "multinomial: expected a float or double vector or matrix of weights, got [1, 1, 1]",
                    g -> g.multinomial(new Tensor(1, 1, 1), 1, true));
            assertRefused(
                    "multinomial: expected at least 1 sample, got 0", g -> g.multinomial(Tensor.of(1.0, 2), 0, true));
            assertRefused(
                    "multinomial: expected at most 2 samples, one for each category, without replacement, got 3",
                    g -> g.multinomial(Tensor.of(1.0, 2), 3, false));
            assertRefused(
                    "multinomial: expected weights with a finite sum, got NaN in [3]",
                    g -> g.multinomial(Tensor.of(1.0, Double.NaN, 2), 2, true));
            assertRefused(
                    "multinomial: expected each row of [2, 1] to have a sum and at least 1 weights above 0, got 0.0 and 0",
                    g -> g.multinomial(Tensor.of(1.0, 0).view(2, 1), 1, true));
            assertRefused(
                    "multinomial: expected each row of [2] to have a sum and at least 2 weights above 0, got 1.0 and 1",
                    g -> g.multinomial(Tensor.of(1.0, 0), 2, false));
        }
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
