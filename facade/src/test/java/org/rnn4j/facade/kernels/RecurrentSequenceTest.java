package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.kernels.ElementType.DOUBLE;
import static org.rnn4j.facade.kernels.FiniteDifferences.assertGradient;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all recurrent sequences have in common, over all kinds of them. */
class RecurrentSequenceTest {
    /** A few roundings per step and term, in units of double. */
    private static final double TOLERANCE = 1e-13;

    private static final boolean[] NO_AND_YES = {false, true};

    /** Batches of which many steps, two, one and not even one make up the rows that are multiplied at a time. */
    private static final int[] BATCHES = {1, 7, 400, 1100};

    private final Random random = new Random(8);
    private final Kernels kernels = new CpuKernels(new Workers(2));

    /** As in production: without it ND4J's threads and those of its BLAS wait for each other most of the time. */
    @BeforeAll
    static void settleThreads() {
        NativeThreads.settle();
    }

    private SequenceCase<?> make(SequenceKind<?> kind, int steps, int batch, boolean withStates) {
        return new SequenceCase<>(kind, kernels, steps, batch, withStates, random);
    }

    private static @Nullable TestView zeroCell(SequenceCase<?> c) {
        return c.gradLastCell == null ? null : c.gradLastCell.copy().zero();
    }

    private static double[] values(@Nullable View view) {
        assertNotNull(view);
        assertTrue(view.isContiguous());
        double[] values = new double[(int) view.elements()];
        Arrays.setAll(values, i -> view.storage().getDouble(view.offset() + i));
        return values;
    }

    private static void assertClose(View expected, View actual) {
        assertArrayEquals(values(expected), values(actual), TOLERANCE);
    }

    private static void assertCellsClose(@Nullable View expected, @Nullable View actual) {
        if (expected == null) {
            assertNull(actual);
        } else {
            assertArrayEquals(values(expected), values(actual), TOLERANCE);
        }
    }

    private static void assertGradientsClose(SequenceCase<?> expected, SequenceCase<?> actual) {
        expected.gradients
                .byName()
                .forEach((name, gradient) -> assertArrayEquals(
                        gradient.values(), actual.gradients.byName().get(name).values(), TOLERANCE, name));
    }

    /** All gradients; those of inputs where {@code isInput} says so. */
    private static void assertAgreesWithDifferences(SequenceCase<?> c, BiPredicate<Integer, Integer> isInput) {
        assertTrue(Double.isFinite(c.loss()));
        Rows gradInput = Rows.of(c.backward(), c.kind.inputSize());
        View gradFirstHidden = c.sequence.gradHiddenBefore(0);
        View gradFirstCell = c.sequence.gradCellBefore(0);
        c.accumulate(1);
        for (int i = 0; i < c.steps * c.batch; i++) {
            int step = i / c.batch;
            int row = i % c.batch;
            if (isInput.test(step, row)) {
                TestView x = SequenceCase.at(c.input, step, row);
                assertGradient("step " + step + " of row " + row, gradInput.narrow(i, 1), x, c::loss);
            }
        }
        c.gradients
                .byName()
                .forEach((name, gradient) ->
                        assertGradient(name, gradient, c.parameters.byName().get(name), c::loss));
        if (c.firstHidden != null) {
            assertGradient("first hidden", gradFirstHidden, c.firstHidden, c::loss);
        }
        if (c.firstCell != null) {
            assertNotNull(gradFirstCell);
            assertGradient("first cell", gradFirstCell, c.firstCell, c::loss);
        }
    }

    @Nested
    class Forward {
        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void equalsStepAfterStep(SequenceKind<?> kind) {
            for (boolean withStates : NO_AND_YES) {
                assertEqualsStepAfterStep(make(kind, 5, 2, withStates));
            }
        }

        private <P> void assertEqualsStepAfterStep(SequenceCase<P> c) {
            TestView hidden = c.firstHidden == null ? c.gradLastHidden.copy().zero() : c.firstHidden.copy();
            TestView cell = c.firstCell == null ? zeroCell(c) : c.firstCell.copy();
            c.forward(true);
            for (int step = 0; step < c.steps; step++) {
                boolean starts = step == 0 && c.firstHidden == null;
                View x = Rows.of(c.input, c.kind.inputSize()).narrow((long) step * c.batch, c.batch);
                c.kind.step(kernels, c.parameters.views(), starts, x, hidden, cell);
                assertClose(hidden, c.sequence.hidden(step));
                assertCellsClose(cell, c.sequence.cell(step));
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void outputsAndCellsAreThoseOfAllSteps(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 4, 3, true);
            for (boolean training : NO_AND_YES) {
                View outputs = c.forward(training);
                assertArrayEquals(values(outputs), values(c.sequence.outputs()));
                assertAreStepsOf(outputs, c.sequence::hidden);
                assertArrayEquals(values(c.sequence.hidden(c.steps - 1)), values(c.sequence.lastHidden()));
                if (kind.hasCell()) {
                    assertAreStepsOf(c.sequence.cells(), c.sequence::cell);
                    assertArrayEquals(values(c.sequence.cell(c.steps - 1)), values(c.sequence.lastCell()));
                } else {
                    assertNull(c.sequence.cells());
                    assertNull(c.sequence.lastCell());
                }
            }
        }

        private static void assertAreStepsOf(@Nullable View sequence, IntFunction<@Nullable View> ofStep) {
            double[] all = values(sequence);
            int steps = (int) sequence.extent(0);
            int size = all.length / steps;
            for (int step = 0; step < steps; step++) {
                assertArrayEquals(Arrays.copyOfRange(all, step * size, (step + 1) * size), values(ofStep.apply(step)));
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void evaluationGivesTheSameOutputs(SequenceKind<?> kind) {
            for (int batch : BATCHES) {
                for (boolean withStates : NO_AND_YES) {
                    assertEvaluationGivesTheSame(make(kind, 7, batch, withStates));
                }
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void lastStatesContinueASequence(SequenceKind<?> kind) {
            assertLastStatesContinue(make(kind, 6, 2, false));
        }

        private <P> void assertLastStatesContinue(SequenceCase<P> c) {
            int size = c.kind.inputSize();
            double[] whole = values(c.forward(true));
            double[] lastCell = c.kind.hasCell() ? values(c.sequence.lastCell()) : null;
            Rows input = Rows.of(c.input, size);
            P parameters = c.parameters.views();
            c.sequence.forward(input.narrow(0, 8).reshape(4, 2, size), null, null, parameters, false);
            View hidden = copy(c.sequence.lastHidden());
            View cell = c.kind.hasCell() ? copy(c.sequence.lastCell()) : null;
            View rest = c.sequence.forward(input.narrow(8, 4).reshape(2, 2, size), hidden, cell, parameters, false);
            assertArrayEquals(
                    Arrays.copyOfRange(whole, 4 * 2 * c.kind.outputSize(), whole.length), values(rest), TOLERANCE);
            if (lastCell != null) {
                assertArrayEquals(lastCell, values(c.sequence.lastCell()), TOLERANCE);
            }
        }

        private static View copy(@Nullable View view) {
            double[] values = values(view);
            return TestView.of(DOUBLE, view.extent(0), view.extent(1)).set(values);
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void buffersAreUsedAgain(SequenceKind<?> kind) {
            assertBuffersAreUsedAgain(make(kind, 6, 2, false));
        }

        private <P> void assertBuffersAreUsedAgain(SequenceCase<P> c) {
            Storage outputs = c.forward(true).storage();
            Storage gradInput = c.backward().storage();
            View shorter = Rows.of(c.input, c.kind.inputSize()).narrow(0, 4).reshape(2, 2, c.kind.inputSize());
            assertSame(
                    outputs,
                    c.sequence
                            .forward(shorter, null, null, c.parameters.views(), true)
                            .storage());
            assertSame(outputs, c.forward(true).storage());
            assertSame(gradInput, c.backward().storage());
        }
    }

    private static void assertEvaluationGivesTheSame(SequenceCase<?> c) {
        double[] outputs = values(c.forward(true));
        double[] cells = c.kind.hasCell() ? values(c.sequence.cells()) : null;
        assertArrayEquals(outputs, values(c.forward(false)), TOLERANCE);
        if (cells != null) {
            assertArrayEquals(cells, values(c.sequence.cells()), TOLERANCE);
        }
    }

    @Nested
    class Backward {
        private static final int[][] STEPS_AND_BATCHES = {{4, 2}, {3, 1}, {1, 3}, {1, 1}};

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void agreesWithDifferences(SequenceKind<?> kind) {
            for (int[] size : STEPS_AND_BATCHES) {
                for (boolean withStates : NO_AND_YES) {
                    assertAgreesWithDifferences(make(kind, size[0], size[1], withStates), (step, row) -> true);
                }
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void gradientsOfLastStatesMayBeLeftOut(SequenceKind<?> kind) {
            assertLeftOutIsZero(make(kind, 3, 2, true));
        }

        private <P> void assertLeftOutIsZero(SequenceCase<P> c) {
            c.forward(true);
            double[] leftOut = values(c.sequence.backward(c.gradOutputs, null, null, c.parameters.views()));
            kernels.fill(c.gradLastHidden, 0);
            if (c.gradLastCell != null) {
                kernels.fill(c.gradLastCell, 0);
            }
            assertArrayEquals(values(c.backward()), leftOut);
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void theOtherKernelsGiveTheSame(SequenceKind<?> kind) {
            for (boolean withStates : NO_AND_YES) {
                SequenceCase<?> c = make(kind, 3, 2, withStates);
                SequenceCase<?> other = c.with(new Nd4jKernels());
                assertClose(c.forward(true), other.forward(true));
                assertClose(c.backward(), other.backward());
                assertClose(c.sequence.gradHiddenBefore(0), other.sequence.gradHiddenBefore(0));
                assertCellsClose(c.sequence.gradCellBefore(0), other.sequence.gradCellBefore(0));
                c.accumulate(0.5);
                other.accumulate(0.5);
                assertGradientsClose(c, other);
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void accumulatingTwiceAddsUp(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 3, 2, true);
            SequenceCase<?> once = c.with(kernels);
            once.forward(true);
            double[] gradInput = values(once.backward());
            once.accumulate(1.5);
            c.forward(true);
            for (double scale : new double[] {1, 0.5}) {
                assertArrayEquals(gradInput, values(c.backward()), TOLERANCE);
                c.accumulate(scale);
            }
            assertGradientsClose(once, c);
        }
    }

    @Nested
    class Masking {
        /** One row of a batch each, over time: x for inputs, dots for padding. */
        private static final String[] ROWS = {"xxxxxx", "..xxxx", "xxx...", ".xx.x.", "x.x..x", "......"};

        private static final Pattern STRETCH = Pattern.compile("x+");
        private static final Pattern PADDING = Pattern.compile("\\.");

        private SequenceCase<?> masked(SequenceKind<?> kind, Kernels by, boolean withStates) {
            SequenceCase<?> c = new SequenceCase<>(kind, by, ROWS[0].length(), ROWS.length, withStates, random);
            for (int row = 0; row < ROWS.length; row++) {
                for (int step : starts(PADDING, row)) {
                    kernels.fill(SequenceCase.at(c.input, step, row), 0);
                }
            }
            c.sequence.maskZero(true);
            return c;
        }

        private static int[] starts(Pattern pattern, int row) {
            return pattern.matcher(ROWS[row])
                    .results()
                    .mapToInt(MatchResult::start)
                    .toArray();
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void equalsTheStretchesBetween(SequenceKind<?> kind) {
            assertEqualsStretches(masked(kind, kernels, true));
            assertEqualsStretches(masked(kind, new Nd4jKernels(), true));
        }

        /** What a case should give, put together from stretches; zero where there are none. */
        private <P> void assertEqualsStretches(SequenceCase<P> c) {
            TestView outputs = c.gradOutputs.copy().zero();
            TestView gradInput = c.input.copy().zero();
            TestView gradFirstHidden = c.gradLastHidden.copy().zero();
            TestView gradFirstCell = zeroCell(c);
            TestView lastCell = zeroCell(c);
            SequenceCase<P> sums = c.with(kernels);
            for (int row = 0; row < c.batch; row++) {
                for (MatchResult found : STRETCH.matcher(ROWS[row]).results().toList()) {
                    SequenceCase<P> part = c.stretch(kernels, row, found.start(), found.end());
                    put(part.forward(true), outputs, found.start(), row);
                    if (lastCell != null && found.end() == c.steps) {
                        kernels.copy(part.sequence.lastCell(), lastCell.narrow(0, row, 1));
                    }
                    put(part.backward(), gradInput, found.start(), row);
                    if (found.start() == 0) {
                        kernels.copy(part.sequence.gradHiddenBefore(0), gradFirstHidden.narrow(0, row, 1));
                    }
                    if (gradFirstCell != null && found.start() == 0) {
                        kernels.copy(part.sequence.gradCellBefore(0), gradFirstCell.narrow(0, row, 1));
                    }
                    part.sequence.accumulate(part.input, sums.gradients.views(), 1);
                }
            }
            assertClose(outputs, c.forward(true));
            assertCellsClose(lastCell, c.sequence.lastCell());
            assertClose(gradInput, c.backward());
            assertClose(gradFirstHidden, c.sequence.gradHiddenBefore(0));
            assertCellsClose(gradFirstCell, c.sequence.gradCellBefore(0));
            c.accumulate(1);
            assertGradientsClose(sums, c);
        }

        private void put(View ofStretch, TestView into, int step, int row) {
            long size = ofStretch.extent(2);
            for (int i = 0; i < ofStretch.extent(0); i++) {
                Rows from = new Rows(ofStretch.storage(), ofStretch.offset() + i * size, 1, 1, size);
                kernels.copy(from, SequenceCase.at(into, step + i, row));
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void maskedRowsAreExactlyZero(SequenceKind<?> kind) {
            SequenceCase<?> c = masked(kind, kernels, true);
            double[] outputs = values(c.forward(true));
            double[] gradInput = values(c.backward());
            for (int row = 0; row < c.batch; row++) {
                for (int step : starts(PADDING, row)) {
                    assertZero(outputs, step * c.batch + row, kind.outputSize());
                    assertZero(gradInput, step * c.batch + row, kind.inputSize());
                    if (kind.hasCell()) {
                        assertZero(values(c.sequence.cell(step)), row, kind.units());
                    }
                }
            }
        }

        private static void assertZero(double[] all, int row, int size) {
            for (int i = row * size; i < (row + 1) * size; i++) {
                // Either zero: a product with a negative number leaves -0.
                assertTrue(all[i] == 0, () -> "row " + row);
            }
        }

        /** But for inputs that are masked: there the loss jumps. */
        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void agreesWithDifferences(SequenceKind<?> kind) {
            for (boolean withStates : NO_AND_YES) {
                assertAgreesWithDifferences(
                        masked(kind, kernels, withStates), (step, row) -> ROWS[row].charAt(step) == 'x');
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void evaluationGivesTheSameOutputs(SequenceKind<?> kind) {
            for (int batch : BATCHES) {
                SequenceCase<?> c = make(kind, 7, batch, true);
                for (int i = 0; i < c.steps * batch; i++) {
                    if (random.nextInt(3) == 0) {
                        kernels.fill(SequenceCase.at(c.input, i / batch, i % batch), 0);
                    }
                }
                c.sequence.maskZero(true);
                assertEvaluationGivesTheSame(c);
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void rowsWithAnyNumberAreInputs(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 3, 2, true);
            kernels.fill(c.input, 0);
            for (int row = 0; row < 3 * 2; row++) {
                c.input.put((long) row * kind.inputSize() + row % kind.inputSize(), 1e-100);
            }
            double[] outputs = values(c.forward(true));
            double[] gradInput = values(c.backward());
            c.sequence.maskZero(true);
            assertArrayEquals(outputs, values(c.forward(true)));
            assertArrayEquals(gradInput, values(c.backward()));
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void canBeTurnedOff(SequenceKind<?> kind) {
            SequenceCase<?> c = masked(kind, kernels, true);
            SequenceCase<?> plain = c.with(kernels);
            c.forward(true);
            c.sequence.maskZero(false);
            assertArrayEquals(values(plain.forward(true)), values(c.forward(true)));
            assertArrayEquals(values(plain.backward()), values(c.backward()));
        }
    }

    @Nested
    class Errors {
        private static void assertRefused(Class<? extends RuntimeException> type, String message, Runnable call) {
            RuntimeException thrown = assertThrows(type, call::run);
            assertEquals(message, thrown.getMessage());
        }

        private static void assertOutOfOrder(String needed, Runnable call) {
            assertRefused(
                    IllegalStateException.class,
                    "recurrent sequence: expected a " + needed + " before this call",
                    call);
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void statesNeedAForward(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 3, 2, false);
            assertOutOfOrder("forward", () -> c.sequence.hidden(0));
            assertOutOfOrder("forward", c.sequence::lastHidden);
            assertOutOfOrder("forward", c.sequence::lastCell);
            assertOutOfOrder("forward", c.sequence::outputs);
            assertOutOfOrder("forward", c.sequence::cells);
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void backwardNeedsAForwardInTraining(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 3, 2, false);
            assertOutOfOrder("forward in training", c::backward);
            c.forward(false);
            assertOutOfOrder("forward in training", c::backward);
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void gradientsNeedABackwardOfTheLastForward(SequenceKind<?> kind) {
            SequenceCase<?> c = make(kind, 3, 2, false);
            for (boolean again : NO_AND_YES) {
                c.forward(true);
                assertOutOfOrder("backward", () -> c.accumulate(1));
                assertOutOfOrder("backward", () -> c.sequence.gradHiddenBefore(0));
                if (!again) {
                    c.backward();
                }
            }
        }

        @ParameterizedTest
        @MethodSource(SequenceKind.ALL)
        void wrongSizesAreNamedAndLeaveTheLastForward(SequenceKind<?> kind) {
            assertWrongSizesAreNamed(make(kind, 3, 2, false));
        }

        private <P> void assertWrongSizesAreNamed(SequenceCase<P> c) {
            int d = c.kind.inputSize();
            int h = c.kind.units();
            int r = c.kind.outputSize();
            double[] outputs = values(c.forward(true));
            double[] gradInput = values(c.backward());
            String two = "DOUBLE [2, " + d + "]";
            assertForwardRefused("a sequence of 3 dimensions, got " + two, c, TestView.of(DOUBLE, 2, d), null, null);
            assertForwardRefused(
                    "a contiguous sequence, got DOUBLE [3, 2, " + d + "]",
                    c,
                    TestView.apart(DOUBLE, 1, 3, 2, d),
                    null,
                    null);
            assertForwardRefused(
                    "a state of DOUBLE [2, " + r + "], got DOUBLE [3, " + r + "]",
                    c,
                    c.input,
                    TestView.of(DOUBLE, 3, r),
                    null);
            assertForwardRefused(
                    "a contiguous state, got DOUBLE [2, " + r + "]",
                    c,
                    c.input,
                    TestView.byColumns(DOUBLE, 0, 2, r),
                    null);
            String cell = c.kind.hasCell() ? "a state of DOUBLE [2, " + h + "]" : "no cell state";
            assertForwardRefused(cell + ", got DOUBLE [3, " + h + "]", c, c.input, null, TestView.of(DOUBLE, 3, h));
            assertBackwardRefused(
                    "a sequence of DOUBLE [3, 2, " + r + "], got FLOAT [3, 2, " + r + "]",
                    c,
                    TestView.of(ElementType.FLOAT, 3, 2, r),
                    null,
                    null);
            assertBackwardRefused(
                    "a state of DOUBLE [2, " + r + "], got DOUBLE [3, " + r + "]",
                    c,
                    c.gradOutputs,
                    TestView.of(DOUBLE, 3, r),
                    null);
            assertBackwardRefused(
                    cell + ", got DOUBLE [3, " + h + "]", c, c.gradOutputs, null, TestView.of(DOUBLE, 3, h));
            assertArrayEquals(gradInput, values(c.backward()));
            assertArrayEquals(outputs, values(c.forward(true)));
        }

        private static <P> void assertForwardRefused(
                String expected, SequenceCase<P> c, View input, @Nullable View hidden, @Nullable View cell) {
            assertRefused(
                    IllegalArgumentException.class,
                    c.sequence.getClass().getSimpleName() + ": expected " + expected,
                    () -> c.sequence.forward(input, hidden, cell, c.parameters.views(), true));
        }

        private static <P> void assertBackwardRefused(
                String expected, SequenceCase<P> c, View gradOutputs, @Nullable View hidden, @Nullable View cell) {
            assertRefused(
                    IllegalArgumentException.class,
                    c.sequence.getClass().getSimpleName() + ": expected " + expected,
                    () -> c.sequence.backward(gradOutputs, hidden, cell, c.parameters.views()));
        }
    }
}
