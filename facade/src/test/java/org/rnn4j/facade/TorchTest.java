package org.rnn4j.facade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

class TorchTest {
    /** A few operations on doubles. */
    private static final double TOLERANCE = 1e-12;

    @AfterEach
    void doubles() {
        torch.setdefaulttensortype("torch.DoubleTensor");
    }

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
    class Constructors {
        private static Stream<Arguments> types() {
            return Stream.of("Double", "Float", "Long", "Int", "Short", "Byte", "Char")
                    .map(Arguments::of);
        }

        private Tensor make(String type, Class<?> parameter, Object argument) throws ReflectiveOperationException {
            return (Tensor) torch.class.getMethod(type + "Tensor", parameter).invoke(null, argument);
        }

        @ParameterizedTest
        @MethodSource("types")
        void ofEveryType(String type) throws ReflectiveOperationException {
            String name = "torch." + type + "Tensor";
            Tensor empty = (Tensor) torch.class.getMethod(type + "Tensor").invoke(null);
            assertEquals(name, empty.type());
            assertEquals(0, empty.dim());
            Tensor sized = (Tensor) torch.class
                    .getMethod(type + "Tensor", long.class, long[].class)
                    .invoke(null, 2, new long[] {3});
            assertArrayEquals(sizes(2, 3), sized.size());
            assertEquals(0, sized.sum());
            Tensor longs = make(type, long[].class, new long[] {2, 3});
            if (type.equals("Long")) {
                holds(longs, 2, 3);
            } else {
                assertArrayEquals(sizes(2, 3), longs.size());
            }
            holds(make(type, double[].class, new double[] {1, 2}), 1, 2);
            holds(make(type, float[].class, new float[] {1, 2}), 1, 2);
            holds(make(type, int[].class, new int[] {1, 2}), 1, 2);
            Tensor nested = make(type, Object[].class, new double[][] {{1, 2, 3}, {4, 5, 6}});
            assertArrayEquals(sizes(2, 3), nested.size());
            holds(nested, 1, 2, 3, 4, 5, 6);
            Tensor shared = make(type, Tensor.class, nested);
            assertNotSame(nested, shared);
            assertTrue(shared.isSetTo(nested));
            assertSame(
                    nested.storage(),
                    make(type, org.rnn4j.facade.kernels.Storage.class, nested.storage())
                            .storage());
            for (Tensor tensor : List.of(sized, longs, nested, shared)) {
                assertEquals(name, tensor.type());
            }
        }

        @Test
        void ofTheDefaultType() {
            assertEquals("torch.DoubleTensor", torch.getdefaulttensortype());
            assertEquals("torch.DoubleTensor", torch.Tensor(2, 3).type());
            torch.setdefaulttensortype("torch.FloatTensor");
            assertEquals("torch.FloatTensor", torch.Tensor(2, 3).type());
            assertEquals("torch.FloatTensor", torch.Tensor(new double[] {1}).type());
            assertArrayEquals(sizes(2, 3), torch.Tensor(X.size()).size());
            assertArrayEquals(sizes(4), torch.Tensor(4).size());
            assertEquals(0, torch.Tensor().dim());
            assertEquals(0, torch.Tensor(0).dim());
            refused(
                    "setdefaulttensortype: expected torch.FloatTensor or torch.DoubleTensor, got torch.IntTensor",
                    () -> torch.setdefaulttensortype("torch.IntTensor"));
            refused(
                    "ElementType: expected a Torch type such as torch.FloatTensor, got torch.Float",
                    () -> torch.setdefaulttensortype("torch.Float"));
        }

        @Test
        void arraysNest() {
            Tensor x = torch.Tensor(new int[][][] {{{1, 2}}, {{3, 4}}, {{5, 6}}});
            assertArrayEquals(sizes(3, 1, 2), x.size());
            holds(x, 1, 2, 3, 4, 5, 6);
            holds(torch.Tensor(new Double[] {1.5, 2.5}), 1.5, 2.5);
            holds(torch.Tensor(new Object[] {new Integer[] {1}, new long[] {2}}), 1, 2);
            assertEquals(
                    Long.MAX_VALUE,
                    torch.LongTensor(new long[][] {{Long.MAX_VALUE}}).getLong(1, 1));
            assertEquals(0, torch.Tensor(new double[0][]).dim());
            assertEquals(0, torch.Tensor(new double[2][0]).dim());
            assertEquals(0, torch.Tensor(new double[0]).dim());
        }

        @Test
        void raggedArraysAreRefused() {
            String expected = "Tensor: expected numbers in arrays of the sizes ";
            refused(expected + "[2, 2], got double[1] at depth 2", () -> torch.Tensor(new double[][] {{1, 2}, {3}}));
            refused(expected + "[2, 2], got null", () -> torch.Tensor(new double[][] {{1, 2}, null}));
            refused(expected + "[2, 1], got 2", () -> torch.Tensor(new Object[] {new int[] {1}, 2}));
            refused(expected + "[2], got int[1] at depth 2", () -> torch.Tensor(new Object[] {1, new int[] {2}}));
            refused(expected + "[1], got word", () -> torch.Tensor(new String[] {"word"}));
            refused(expected + "[1, 1], got boolean[1] at depth 2", () -> torch.Tensor(new boolean[][] {{true}}));
        }

        @Test
        void otherTypesShareNothing() {
            refused("set: expected a torch.FloatTensor, got a torch.DoubleTensor", () -> torch.FloatTensor(X));
        }

        @Test
        void typesAreNamed() {
            assertTrue(torch.isTensor(X));
            assertFalse(torch.isTensor("X"));
            assertFalse(torch.isTensor(null));
            assertEquals("torch.LongTensor", torch.type(torch.LongTensor(2)));
            assertEquals("torch.LongTensor", torch.typename(torch.LongTensor(2)));
            assertEquals(6, torch.numel(X));
        }
    }

    @Nested
    class RegularNumbers {
        @Test
        void zerosOnesAndDiagonals() {
            holds(torch.zeros(2, 2), 0, 0, 0, 0);
            holds(torch.ones(3), 1, 1, 1);
            assertArrayEquals(sizes(2, 3), torch.ones(X.size()).size());
            holds(torch.eye(2), 1, 0, 0, 1);
            holds(torch.eye(2, 3), 1, 0, 0, 0, 1, 0);
            holds(torch.eye(3, 2), 1, 0, 0, 1, 0, 0);
            Tensor result = torch.IntTensor(7).fill(5);
            assertSame(result, torch.zeros(result, 1, 2));
            holds(result, 0, 0);
            holds(torch.ones(result, 2), 1, 1);
        }

        @Test
        void ranges() {
            holds(torch.range(2, 5), 2, 3, 4, 5);
            holds(torch.range(2, 5.5), 2, 3, 4, 5);
            holds(torch.range(5, 2, -1.5), 5, 3.5, 2);
            holds(torch.range(1, 2, 0.25), 1, 1.25, 1.5, 1.75, 2);
            holds(torch.range(3, 3), 3);
            holds(torch.range(torch.LongTensor(), 1, 3), 1, 2, 3);
            refused("range: expected a step that leads from 5.0 to 2.0, got 1.0", () -> torch.range(5, 2));
            refused("range: expected a step that leads from 1.0 to 2.0, got 0.0", () -> torch.range(1, 2, 0));
        }

        @Test
        void spaces() {
            holds(torch.linspace(0, 1, 5), 0, 0.25, 0.5, 0.75, 1);
            assertEquals(100, torch.linspace(0, 1).numel());
            holds(torch.linspace(3, 3, 1), 3);
            holds(torch.linspace(1, -1, 3), 1, 0, -1);
            holds(torch.logspace(0, 3, 4), 1, 10, 100, 1000);
            assertEquals(100, torch.logspace(0, 1).numel());
            refused("linspace: expected at least 2 numbers from 0.0 to 1.0, got 1", () -> torch.linspace(0, 1, 1));
        }

        /** The first numbers and the last of the sequence that the recorded cosine loops learn, made by Torch7. */
        @Test
        void floatsAreTheOnesOfTorch() {
            torch.setdefaulttensortype("torch.FloatTensor");
            Tensor sequence = torch.cos(torch.linspace(0, 200, 2000));
            assertArrayEquals(
                    new double[] {1, 0.9949991703033447, 0.9800466895103455, 0.9552921056747437, 0.920983076095581},
                    sequence.narrow(1, 1, 5).toDoubleArray());
            assertEquals(0.4871876835823059, sequence.get(2000));
        }
    }

    @Nested
    class Shapes {
        @Test
        void joined() {
            Tensor r = new Tensor(1L);
            holds(torch.cat(X, Y), 1, 2, 3, 3, 1, 2, 4, 5, 6, 2, 7, 1);
            holds(torch.cat(X, Y, 1), 1, 2, 3, 4, 5, 6, 3, 1, 2, 2, 7, 1);
            assertArrayEquals(sizes(2, 9), torch.cat(List.of(X, Y, X)).size());
            assertArrayEquals(sizes(6, 3), torch.cat(List.of(X, Y, X), 1).size());
            assertArrayEquals(sizes(2, 9), torch.cat(Table.of(X, Y, X)).size());
            assertArrayEquals(sizes(6, 3), torch.cat(Table.of(X, Y, X), 1).size());
            assertSame(r, torch.cat(r, Table.of(X, Y), 1));
            assertSame(r, torch.cat(r, X, Y));
            assertArrayEquals(sizes(2, 6), r.size());
            assertArrayEquals(sizes(4, 3), torch.cat(r, X, Y, 1).size());
        }

        @Test
        void takenApart() {
            assertEquals(2, torch.split(X, 1).size());
            assertEquals(2, torch.split(X, 2, 2).size());
            assertEquals(2, torch.chunk(X, 2).size());
            assertEquals(3, torch.chunk(X, 3, 2).size());
        }

        @Test
        void changed() {
            assertArrayEquals(sizes(3, 2), torch.reshape(X, 3, 2).size());
            assertArrayEquals(sizes(3, 2), torch.view(X, 3, 2).size());
            assertArrayEquals(sizes(6), torch.viewAs(X, torch.zeros(6)).size());
            assertArrayEquals(sizes(2, 2, 3), torch.expand(X, 2, 2, 3).size());
            assertArrayEquals(
                    sizes(2, 2, 3), torch.expandAs(X, torch.zeros(2, 2, 3)).size());
            assertArrayEquals(sizes(2, 6), torch.repeatTensor(X, 1, 2).size());
            assertArrayEquals(sizes(2), torch.squeeze(torch.zeros(1, 2, 1)).size());
            assertArrayEquals(
                    sizes(2, 1), torch.squeeze(torch.zeros(1, 2, 1), 1).size());
            assertArrayEquals(sizes(2, 1, 3), torch.unsqueeze(X, 2).size());
            assertArrayEquals(sizes(3, 2), torch.transpose(X, 1, 2).size());
            assertArrayEquals(sizes(3, 2), torch.t(X).size());
        }

        @Test
        void picked() {
            holds(torch.index(X, 2, torch.LongTensor(new long[] {3, 1})), 3, 1, 6, 4);
            holds(torch.gather(X, 2, torch.LongTensor(new long[][] {{3}, {1}})), 3, 4);
            holds(torch.maskedSelect(X, torch.gt(X, 4)), 5, 6);
            holds(torch.nonzero(torch.gt(X, 4)), 2, 2, 2, 3);
        }
    }

    @Nested
    class RandomNumbers {
        @BeforeEach
        void seed() {
            torch.manualSeed(7);
        }

        @Test
        void areDrawnFromTheGlobalGenerator() {
            assertEquals(7, torch.initialSeed());
            double first = torch.uniform();
            Tensor state = torch.getRNGState();
            double second = torch.uniform();
            torch.setRNGState(state);
            assertEquals(second, torch.uniform());
            torch.manualSeed(7);
            holds(torch.rand(2), first, second);
            torch.manualSeed(7);
            holds(torch.rand(new Tensor(5L), 1, 2), first, second);
            torch.manualSeed(7);
            holds(new Tensor(2L).uniform(), first, second);
            torch.manualSeed(7);
            holds(new Tensor(2L).uniform(10, 20), 10 + 10 * first, 10 + 10 * second);
            torch.manualSeed(7);
            assertEquals(10 + 10 * first, torch.uniform(10, 20), TOLERANCE);
            assertEquals(torch.seed(), torch.initialSeed());
        }

        @Test
        void ofAllKinds() {
            double normal = torch.normal();
            torch.manualSeed(7);
            assertEquals(1 + 2 * normal, torch.normal(1, 2), TOLERANCE);
            torch.manualSeed(7);
            holds(torch.randn(1), normal);
            torch.manualSeed(7);
            holds(torch.randn(new Tensor(3L), 1), normal);
            torch.manualSeed(7);
            holds(new Tensor(1L).normal(), normal);
            torch.manualSeed(7);
            holds(new Tensor(1L).normal(1, 2), 1 + 2 * normal);
            torch.manualSeed(7);
            assertEquals(Math.exp(normal), torch.logNormal(0, 1), TOLERANCE);
            torch.manualSeed(7);
            holds(new Tensor(1L).logNormal(0, 1), Math.exp(normal));
            torch.manualSeed(7);
            long random = torch.random();
            torch.manualSeed(7);
            assertEquals(random % 10 + 1, torch.random(10));
            torch.manualSeed(7);
            assertEquals(random % 3 + 5, torch.random(5, 7));
            torch.manualSeed(7);
            holds(new Tensor(1L).random(10), (double) (random % 10 + 1));
            torch.manualSeed(7);
            holds(new Tensor(1L).random(5, 7), (double) (random % 3 + 5));
            torch.manualSeed(7);
            holds(new Tensor(1L).random(), (double) random);
            double u = (double) random / 4294967296.0;
            torch.manualSeed(7);
            assertEquals(-Math.log(1 - u) / 2, torch.exponential(2), TOLERANCE);
            torch.manualSeed(7);
            holds(new Tensor(1L).exponential(2), -Math.log(1 - u) / 2);
            torch.manualSeed(7);
            assertEquals(1 + 2 * Math.tan(Math.PI * (u - 0.5)), torch.cauchy(1, 2), TOLERANCE);
            torch.manualSeed(7);
            holds(new Tensor(1L).cauchy(1, 2), 1 + 2 * Math.tan(Math.PI * (u - 0.5)));
            torch.manualSeed(7);
            assertEquals(u <= 0.5 ? 1 : 0, torch.bernoulli());
            torch.manualSeed(7);
            assertEquals(1, torch.bernoulli(1));
            holds(new Tensor(2L).bernoulli(1), 1, 1);
            holds(new Tensor(2L).bernoulli(Tensor.of(1.0, 0)), 1, 0);
            assertTrue(new Tensor(100L).bernoulli().sum() > 20);
            torch.manualSeed(7);
            long geometric = torch.geometric(0.3);
            assertEquals((long) (Math.log(1 - u) / Math.log(0.3)) + 1, geometric);
            torch.manualSeed(7);
            holds(new Tensor(1L).geometric(0.3), (double) geometric);
        }

        @Test
        void ordersAndChoices() {
            holds(torch.sort(torch.randperm(4)).values(), 1, 2, 3, 4);
            Tensor weights = torch.Tensor(new double[] {0, 1, 0, 2});
            holds(torch.sort(torch.multinomial(weights, 2)).values(), 2, 4);
            assertEquals(0, torch.multinomial(weights, 50, true).fmod(2).sum());
            assertEquals(50, weights.multinomial(50, true).numel());
        }
    }
}
