package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CpuKernels against Nd4jKernels, over awkward sizes, layouts and numbers of threads. */
class KernelsAgreeTest {
    /** Rounding errors of a few operations, in units of the last place of numbers around one. */
    private static final double FEW_ROUNDINGS = 16;

    /** Each term of a sum may add half a unit, and the two sides add in different orders. */
    private static final double ROUNDINGS_PER_TERM = 1;

    /** Ones, primes, both sides of the block of 1024, and enough for several threads. */
    private static final int[] LENGTHS = {1, 2, 3, 7, 31, 1023, 1024, 1025, 20011};

    private static final int[][] MATRICES = {{1, 1}, {1, 7}, {7, 1}, {2, 3}, {5, 31}, {3, 1025}, {131, 127}};

    /** m, n, k. */
    private static final int[][] PRODUCTS = {
        {1, 1, 1},
        {1, 1, 7},
        {1, 7, 1},
        {7, 1, 1},
        {1, 7, 7},
        {7, 1, 5},
        {7, 5, 1},
        {2, 3, 5},
        {8, 7, 7},
        {17, 19, 23},
        {64, 33, 31},
        {101, 103, 107},
        {13, 1021, 83},
        {1021, 13, 83}
    };

    /**
     * m, n, k of products that are computed in strips, and of such that just are not: below and above a million multiplications, with no
     * tail, a tail of one column and longer ones.
     */
    private static final int[][] PRODUCTS_OF_FEW_ROWS = {
        {1, 521, 401},
        {3, 769, 435},
        {16, 513, 121},
        {16, 513, 122},
        {20, 384, 150},
        {31, 193, 1000},
        {31, 193, 1009},
        {32, 97, 600},
        {33, 97, 600},
        {90, 95, 200},
        {96, 193, 97},
        {97, 193, 97}
    };

    /** N, H: ones, primes, whole and broken blocks of 1024, and enough for several threads. */
    private static final int[][] STEPS = {
        {1, 1}, {1, 7}, {3, 2}, {8, 7}, {147, 7}, {5, 31}, {1, 1025}, {33, 131}, {101, 131}
    };

    private final Kernels oracle = new Nd4jKernels();
    private final Kernels[] candidates = {new CpuKernels(new Workers(1)), new CpuKernels(new Workers(3))};
    private final Random random = new Random(20);

    /** As in production: without it ND4J's threads and those of its BLAS wait for each other most of the time. */
    @BeforeAll
    static void settleThreads() {
        NativeThreads.settle();
    }

    private interface Call {
        void on(Kernels kernels, TestView[] views);
    }

    /** Runs {@code call} on copies of the views with each of the kernels and compares all views afterwards. */
    private void agree(int terms, Call call, TestView... views) {
        TestView[] expected = copies(views);
        call.on(oracle, expected);
        for (Kernels candidate : candidates) {
            TestView[] actual = copies(views);
            call.on(candidate, actual);
            for (int v = 0; v < views.length; v++) {
                assertClose("view " + v + " of " + Walk.describe(views[v]), expected[v], actual[v], terms);
            }
        }
    }

    private static TestView[] copies(TestView[] views) {
        return Arrays.stream(views).map(TestView::copy).toArray(TestView[]::new);
    }

    private static void assertClose(String who, TestView expected, TestView actual, int terms) {
        assertTrue(actual.isUntouchedAround(), who + ": wrote beside the elements");
        double unit = actual.storage().type() == ElementType.FLOAT ? Math.ulp(1f) : Math.ulp(1.0);
        double tolerance = (FEW_ROUNDINGS + ROUNDINGS_PER_TERM * terms) * unit;
        for (long i = 0; i < expected.elements(); i++) {
            double x = expected.get(i);
            double y = actual.get(i);
            if (x != y && !(Math.abs(x - y) <= tolerance * (1 + Math.abs(x)))) {
                fail(who + ": expected " + x + " at " + i + ", got " + y);
            }
        }
    }

    private TestView matrix(ElementType type, int form, int rows, int columns) {
        TestView matrix = switch (form) {
            case 0 -> TestView.of(type, rows, columns);
            case 1 -> TestView.apart(type, 2, rows, columns);
            default -> TestView.byColumns(type, 3, rows, columns);
        };
        return matrix.random(random, 1);
    }

    private TestView vector(ElementType type, int length) {
        return TestView.of(type, length).random(random, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void products(ElementType type) {
        for (int[] size : PRODUCTS) {
            boolean small = size[0] * size[1] * size[2] < 10_000;
            for (int form = 0; form < 27; form += small ? 1 : 5) {
                boolean transposeA = form % 2 != 0;
                boolean transposeB = form % 4 > 1;
                int m = size[0];
                int n = size[1];
                int k = size[2];
                TestView a = matrix(type, form % 3, transposeA ? k : m, transposeA ? m : k);
                TestView b = matrix(type, form / 3 % 3, transposeB ? n : k, transposeB ? k : n);
                TestView c = matrix(type, form / 9, m, n);
                double beta = form % 5 * 0.5;
                agree(k, (kernels, v) -> kernels.gemm(0.5, v[0], transposeA, v[1], transposeB, beta, v[2]), a, b, c);
            }
        }
    }

    /** As they are and with both sides transposed, which makes few rows few columns. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void productsOfFewRows(ElementType type) {
        for (int[] size : PRODUCTS_OF_FEW_ROWS) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            for (int formOfB = 1; formOfB < 3; formOfB++) {
                TestView a = matrix(type, 3 - formOfB, m, k);
                TestView b = matrix(type, formOfB, k, n);
                for (int formOfC = 1; formOfC < 3; formOfC++) {
                    TestView c = matrix(type, formOfC, m, n);
                    agree(k, (kernels, v) -> kernels.gemm(0.5, v[0], false, v[1], false, 1, v[2]), a, b, c);
                    agree(k, (kernels, v) -> kernels.gemm(1, v[1], true, v[0], true, 0, v[2]), a, b, c.transpose());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void productsWithVectorsAsRows(ElementType type) {
        TestView weight = matrix(type, 0, 31, 17);
        agree(
                31,
                (kernels, v) -> kernels.gemm(1, v[0], false, v[1], false, 1, v[2]),
                vector(type, 31),
                weight,
                vector(type, 17));
        agree(
                17,
                (kernels, v) -> kernels.gemm(1, v[0], false, v[1], true, 0, v[2]),
                vector(type, 17),
                weight,
                vector(type, 31));
        agree(
                1,
                (kernels, v) -> kernels.gemm(2, v[0], true, v[1], false, 1, v[2]),
                vector(type, 31),
                vector(type, 17),
                weight);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void elementsOfAnyLength(ElementType type) {
        for (int length : LENGTHS) {
            elementwise(vector(type, length), vector(type, length), vector(type, length));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void elementsOfScatteredViews(ElementType type) {
        for (int[] size : MATRICES) {
            for (int[] forms : new int[][] {{1, 1, 1}, {2, 2, 2}, {0, 1, 2}, {1, 2, 0}, {2, 0, 0}}) {
                elementwise(
                        matrix(type, forms[0], size[0], size[1]),
                        matrix(type, forms[1], size[0], size[1]),
                        matrix(type, forms[2], size[0], size[1]));
            }
        }
        elementwise(
                TestView.apart(type, 1, 3, 2, 5).random(random, 1),
                TestView.of(type, 3, 2, 5).random(random, 1),
                TestView.apart(type, 2, 3, 2, 5).random(random, 1));
    }

    private void elementwise(TestView x, TestView y, TestView z) {
        agree(1, (kernels, v) -> kernels.copy(v[0], v[1]), x, y);
        agree(1, (kernels, v) -> kernels.fill(v[0], -2.5), x);
        agree(1, (kernels, v) -> kernels.scale(v[0], -2.5), x);
        agree(1, (kernels, v) -> kernels.axpy(0.7, v[0], v[1]), x, y);
        agree(1, (kernels, v) -> kernels.multiply(v[0], v[1], v[2]), x, y, z);
        TestView sum = TestView.of(x.storage().type(), 1).random(random, 1);
        agree((int) x.elements(), (kernels, v) -> kernels.fill(v[2], kernels.dot(v[0], v[1])), x, y, sum);
        agree(1, (kernels, v) -> kernels.multiply(v[0], v[1], v[0]), x, y);
        for (Transfer function : Transfer.values()) {
            agree(1, (kernels, v) -> kernels.transfer(function, v[0], v[1]), x, y);
            agree(1, (kernels, v) -> kernels.transfer(function, v[0], v[0]), x);
            agree(1, (kernels, v) -> kernels.transferBackward(function, v[0], v[1], v[2]), x, y, z);
            agree(1, (kernels, v) -> kernels.transferBackward(function, v[0], v[1], v[1]), x, y);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void updates(ElementType type) {
        for (UpdateRule rule : UpdateRule.values()) {
            for (int length : LENGTHS) {
                update(rule, i -> TestView.of(type, length));
            }
            for (int[] size : MATRICES) {
                update(rule, i -> matrix(type, (i + size[0]) % 3, size[0], size[1]));
                // Contiguous operands take on the sizes of the others.
                long elements = (long) size[0] * size[1];
                update(rule, i -> i == 0 ? matrix(type, 1, size[0], size[1]) : TestView.of(type, elements));
            }
        }
    }

    private void update(UpdateRule rule, IntFunction<TestView> view) {
        TestView[] views = new TestView[rule.operands()];
        for (int i = 0; i < views.length; i++) {
            // Averages of squares are not negative, and divisors not 0.
            views[i] = view.apply(i).random(random, 1);
            for (long k = 0; k < views[i].elements(); k++) {
                views[i].storage().putDouble(views[i].position(k), 0.2 + Math.abs(views[i].get(k)));
            }
        }
        double[] factors = {0.9, 0.1, 0.5, 0.4, 0.01, 0.3};
        double[] some = Arrays.copyOf(factors, rule.factors());
        agree(1, (kernels, v) -> kernels.update(rule, some, v), views);
    }

    /** More elements than memory: what ND4J cannot be given as it is. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void operandsThatAreExpanded(ElementType type) {
        for (int[] size : MATRICES) {
            int rows = size[0];
            int columns = size[1];
            TestView[] expanded = {
                TestView.of(type, 1, columns).random(random, 1).expand(0, rows),
                TestView.of(type, rows, 1).random(random, 1).expand(1, columns),
                TestView.of(type, columns, 1).random(random, 1).expand(1, rows).transpose(),
                vector(type, rows + columns - 1).windows(columns)
            };
            for (TestView x : expanded) {
                TestView y = matrix(type, 0, rows, columns);
                TestView z = matrix(type, 1, rows, columns);
                agree(1, (kernels, v) -> kernels.copy(v[0], v[1]), x, y);
                agree(1, (kernels, v) -> kernels.axpy(0.7, v[0], v[1]), x, z);
                agree(1, (kernels, v) -> kernels.multiply(v[0], v[1], v[1]), x, z);
                agree(1, (kernels, v) -> kernels.transfer(Transfer.TANH, v[0], v[1]), x, z);
                agree(1, (kernels, v) -> kernels.transferBackward(Transfer.SIGMOID, v[0], v[1], v[2]), x, y, z);
                agree(rows, (kernels, v) -> kernels.addColumnSums(1, v[0], v[1]), x, vector(type, columns));
                agree(columns, (kernels, v) -> kernels.rowNorms(v[0], v[1]), x, vector(type, rows));
                agree(columns, (kernels, v) -> kernels.logSoftMax(v[0], v[1]), x, z);
                agree(1, (kernels, v) -> kernels.axpyRows(v[0], v[1], v[2]), vector(type, rows), x, z);
                TestView indices = TestView.of(ElementType.LONG, 2).set(rows, 1);
                TestView picked = matrix(type, 0, 2, columns);
                agree(1, (kernels, v) -> kernels.gatherRows(v[0], v[1], 1, v[2]), x, indices, picked);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void rowsAndColumns(ElementType type) {
        for (int[] size : MATRICES) {
            for (int form = 0; form < 9; form++) {
                int rows = size[0];
                int columns = size[1];
                TestView x = matrix(type, form % 3, rows, columns);
                TestView y = matrix(type, form / 3, rows, columns);
                TestView row = vector(type, columns);
                TestView column = vector(type, rows);
                agree(1, (kernels, v) -> kernels.setRows(v[0], v[1]), row, x);
                agree(rows, (kernels, v) -> kernels.addColumnSums(-0.3, v[0], v[1]), x, row);
                agree(1, (kernels, v) -> kernels.axpyRows(v[0], v[1], v[2]), column, x, y);
                agree(columns, (kernels, v) -> kernels.rowNorms(v[0], v[1]), x, column);
                agree(columns, (kernels, v) -> kernels.logSoftMax(v[0], v[1]), x, y);
                agree(columns, (kernels, v) -> kernels.logSoftMax(v[0], v[0]), x);
                oracle.logSoftMax(x, x);
                agree(columns, (kernels, v) -> kernels.logSoftMaxBackward(v[0], v[1], v[1]), x, y);
            }
        }
    }

    /** N, C, H, W, O and then size, stride, padding and dilation of windows, vertical and horizontal. */
    private static final int[][] CONVOLUTIONS = {
        {1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1},
        {2, 3, 5, 4, 2, 1, 1, 0, 1, 1, 1, 0, 1},
        {1, 1, 4, 5, 2, 3, 1, 1, 1, 2, 1, 0, 1},
        {3, 2, 7, 6, 4, 2, 2, 0, 1, 3, 1, 2, 1},
        {2, 2, 9, 8, 3, 3, 1, 2, 2, 2, 3, 1, 3},
        {2, 1, 3, 2, 2, 3, 3, 3, 1, 2, 5, 4, 1},
        {1, 2, 1, 40, 3, 1, 1, 0, 1, 5, 2, 1, 1},
        {5, 3, 17, 19, 7, 5, 1, 2, 1, 5, 1, 2, 1},
        {2, 31, 20, 23, 17, 3, 1, 1, 1, 3, 1, 1, 1},
        {1, 64, 13, 11, 65, 1, 1, 0, 1, 1, 1, 0, 1},
        {1, 130, 12, 12, 5, 3, 2, 0, 1, 4, 1, 1, 1},
        {3, 1, 131, 127, 2, 3, 1, 1, 1, 3, 1, 1, 1}
    };

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void convolutions(ElementType type) {
        for (int[] c : CONVOLUTIONS) {
            Windows windows =
                    new Windows(new WindowAxis(c[5], c[6], c[7], c[8]), new WindowAxis(c[9], c[10], c[11], c[12]));
            long down = windows.vertical().count(c[2]);
            long across = windows.horizontal().count(c[3]);
            int depth = c[1] * windows.size();
            TestView x = TestView.of(type, c[0], c[1], c[2], c[3]).random(random, 1);
            TestView weight = TestView.of(type, c[4], c[1], c[5], c[9]).random(random, 1);
            TestView y = TestView.of(type, c[0], c[4], down, across).random(random, 1);
            TestView bias = vector(type, c[4]);
            TestView backBias = vector(type, c[1]);
            agree(depth, (kernels, v) -> kernels.convolve(windows, v[0], v[1], v[2], v[3]), x, weight, bias, y);
            agree(depth, (kernels, v) -> kernels.convolve(windows, v[0], v[1], null, v[2]), x, weight, y);
            int seen = c[4] * windows.size();
            agree(seen, (kernels, v) -> kernels.convolveBack(windows, v[0], v[1], v[2], v[3]), y, weight, backBias, x);
            agree(seen, (kernels, v) -> kernels.convolveBack(windows, v[0], v[1], null, v[2]), y, weight, x);
            int terms = (int) (c[0] * down * across);
            agree(terms, (kernels, v) -> kernels.addConvolutionGradient(windows, 0.5, v[0], v[1], v[2]), x, y, weight);
            agree(terms, (kernels, v) -> kernels.addPlaneSums(-0.3, v[0], v[1]), y, bias);
        }
    }

    /** N, C, H, W, P, Q and then size, stride, padding and dilation of windows, vertical and horizontal. */
    private static final int[][] POOLS = {
        {1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1},
        {2, 3, 4, 6, 2, 3, 2, 2, 0, 1, 2, 2, 0, 1},
        {2, 1, 6, 5, 4, 3, 3, 2, 1, 1, 3, 2, 1, 1},
        {1, 2, 7, 5, 4, 2, 2, 2, 0, 1, 4, 3, 0, 1},
        {3, 2, 9, 8, 5, 3, 3, 1, 1, 3, 2, 3, 1, 2},
        {1, 2, 3, 2, 2, 2, 1, 3, 0, 1, 5, 1, 2, 1},
        {1, 1, 2, 3, 1, 1, 4, 2, 0, 1, 5, 2, 0, 1},
        {5, 7, 31, 40, 15, 20, 3, 2, 0, 1, 2, 2, 0, 1},
        {1, 2, 100, 97, 50, 49, 3, 2, 1, 1, 3, 2, 1, 1}
    };

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void pools(ElementType type) {
        for (int[] c : POOLS) {
            Windows windows =
                    new Windows(new WindowAxis(c[6], c[7], c[8], c[9]), new WindowAxis(c[10], c[11], c[12], c[13]));
            TestView x = TestView.of(type, c[0], c[1], c[2], c[3]).random(random, 1);
            TestView y = TestView.of(type, c[0], c[1], c[4], c[5]).random(random, 1);
            TestView places = TestView.of(ElementType.LONG, c[0], c[1], c[4], c[5]);
            agree(0, (kernels, v) -> kernels.maxPool(windows, v[0], v[1], v[2]), x, y, places);
            for (long i = 0; i < x.elements(); i++) {
                x.put(i, random.nextInt(3));
            }
            agree(0, (kernels, v) -> kernels.maxPool(windows, v[0], v[1], v[2]), x, y, places);
            oracle.maxPool(windows, x, y.copy(), places);
            int seen = windows.size();
            agree(seen, (kernels, v) -> kernels.maxPoolBack(windows, v[0], v[1], v[2]), y, places, x);
            // A window that sees nothing has no mean.
            boolean allSee = (c[4] - 1) * c[7] - c[8] < c[2];
            if (c[9] == 1 && c[13] == 1 && allSee) {
                for (PoolDivisor divisor : PoolDivisor.values()) {
                    agree(seen, (kernels, v) -> kernels.averagePool(windows, divisor, v[0], v[1]), x, y);
                    agree(seen, (kernels, v) -> kernels.averagePoolBack(windows, divisor, v[0], v[1]), y, x);
                }
            }
        }
    }

    /** N, C, H, W: planes of one number, small ones, both sides of the block of 1024, and enough for several threads. */
    private static final int[][] PLANES = {
        {1, 1, 1, 1},
        {3, 1, 1, 2},
        {5, 1025, 1, 1},
        {33, 131, 1, 1},
        {2, 7, 13, 11},
        {2, 3, 31, 33},
        {1, 2, 32, 32},
        {3, 2, 41, 25},
        {2, 65, 20, 23}
    };

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void planes(ElementType type) {
        for (int[] c : PLANES) {
            int n = c[0] * c[2] * c[3];
            TestView x = TestView.of(type, c[0], c[1], c[2], c[3]).random(random, 1);
            TestView y = TestView.of(type, c[0], c[1], c[2], c[3]).random(random, 1);
            TestView z = TestView.of(type, c[0], c[1], c[2], c[3]).random(random, 1);
            TestView means = vector(type, c[1]);
            TestView a = vector(type, c[1]);
            TestView b = vector(type, c[1]);
            TestView s = vector(type, c[1]);
            agree(n, (kernels, v) -> kernels.addPlaneSums(-0.3, v[0], v[1]), x, s);
            agree(n, (kernels, v) -> kernels.planeMoments(v[0], v[1], v[2]), x, means, s);
            agree(2 * n, (kernels, v) -> kernels.addPlaneProducts(0.3, v[0], v[1], v[2], v[3]), x, means, y, s);
            agree(1, (kernels, v) -> kernels.scalePlanes(v[0], v[1], v[2], v[3], v[4]), x, means, a, s, z);
            agree(1, (kernels, v) -> kernels.scalePlanes(v[0], v[1], v[2], v[3], v[0]), x, means, a, s);
            for (int target : new int[] {0, 3, 6}) {
                agree(
                        1,
                        (kernels, v) -> kernels.combinePlanes(v[0], v[1], v[2], v[3], v[4], v[5], v[target]),
                        x,
                        means,
                        a,
                        y,
                        b,
                        s,
                        z);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsByIndices(ElementType indexType) {
        TestView indices = TestView.of(indexType, 5).set(3, 1, 1, 7, 3);
        for (int form = 0; form < 9; form++) {
            TestView table = matrix(ElementType.FLOAT, form % 3, 7, 3);
            TestView rows = matrix(ElementType.FLOAT, form / 3, 5, 3);
            agree(1, (kernels, v) -> kernels.gatherRows(v[0], v[1], 1, v[2]), table, indices, rows);
            agree(2, (kernels, v) -> kernels.scatterAddRows(0.5, v[2], v[1], 1, v[0]), table, indices, rows);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void lstmSteps(ElementType type) {
        for (int[] size : STEPS) {
            for (LstmGates layout : LstmGates.values()) {
                for (int form = 0; form < 4; form++) {
                    lstmStep(type, layout, size[0], size[1], form % 2 == 1, form > 1);
                }
            }
        }
    }

    private void lstmStep(ElementType type, LstmGates layout, int n, int h, boolean withPeepholes, boolean first) {
        TestView gates = TestView.of(type, n, 4L * h).random(random, 1);
        TestView peepholes = TestView.of(type, 3, h).random(random, 1);
        TestView previous = TestView.of(type, n, h).random(random, 1);
        TestView cell = TestView.of(type, n, h).random(random, 1);
        agree(
                1,
                (kernels, v) ->
                        kernels.lstmStep(layout, v[0], given(withPeepholes, v[1]), given(!first, v[2]), v[3], v[4]),
                gates,
                peepholes,
                previous,
                cell,
                TestView.of(type, n, h));
        oracle.transfer(Transfer.SIGMOID, gates, gates);
        TestView gradHidden = TestView.of(type, n, h).random(random, 1);
        TestView gradCell = TestView.of(type, n, h).random(random, 1);
        TestView gradGates = TestView.of(type, n, 4L * h);
        TestView gradPeepholes = TestView.of(type, 3L * h).random(random, 1);
        for (int target : new int[] {0, 6}) {
            agree(
                    n,
                    (kernels, v) -> kernels.lstmStepBackward(
                            layout,
                            v[0],
                            given(withPeepholes, v[1]),
                            given(!first, v[2]),
                            v[3],
                            v[4],
                            v[5],
                            v[target],
                            given(withPeepholes, v[7]),
                            0.5),
                    gates,
                    peepholes,
                    previous,
                    cell,
                    gradHidden,
                    gradCell,
                    gradGates.random(random, 1),
                    gradPeepholes);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void gruSteps(ElementType type) {
        for (int[] size : STEPS) {
            gruStep(type, size[0], size[1], false);
            gruStep(type, size[0], size[1], true);
        }
    }

    private void gruStep(ElementType type, int n, int h, boolean first) {
        TestView gates = TestView.of(type, n, 3L * h).random(random, 1);
        TestView previous = TestView.of(type, n, h).random(random, 1);
        TestView gradient = TestView.of(type, n, h).random(random, 1);
        TestView gradPrevious = TestView.of(type, n, h).random(random, 1);
        TestView gradGates = TestView.of(type, n, 3L * h).random(random, 1);
        agree(
                1,
                (kernels, v) -> kernels.gruReset(v[0], given(!first, v[1]), v[2]),
                gates,
                previous,
                TestView.of(type, n, h));
        oracle.transfer(Transfer.SIGMOID, gates, gates);
        agree(
                1,
                (kernels, v) -> kernels.gruStep(v[0], given(!first, v[1]), v[2]),
                gates,
                previous,
                TestView.of(type, n, h));
        agree(
                1,
                (kernels, v) -> kernels.gruStepBackward(v[0], given(!first, v[1]), v[2], v[3], v[4]),
                gates,
                previous,
                gradient,
                TestView.of(type, n, h),
                gradGates);
        agree(
                1,
                (kernels, v) -> kernels.gruResetBackward(v[0], given(!first, v[1]), v[2], v[3], v[4]),
                gates,
                previous,
                gradient,
                gradPrevious,
                gradGates);
    }

    private static @Nullable TestView given(boolean condition, TestView view) {
        return condition ? view : null;
    }
}
