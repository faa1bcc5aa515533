package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.kernels.FiniteDifferences.assertGradient;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LstmSequenceTest {
    private static final ElementType DOUBLE = ElementType.DOUBLE;

    /** A few roundings per step and term, in units of double. */
    private static final double TOLERANCE = 1e-13;

    private final Random random = new Random(8);
    private final Kernels kernels = new CpuKernels(new Workers(2));

    /** T, N, D, H and everything of that size. */
    private final class Case {
        final LstmGates layout;
        final int steps;
        final int batch;
        final int units;
        final TestView input;
        final @Nullable TestView firstHidden;
        final @Nullable TestView firstCell;
        final LstmSequence.Parameters parameters;
        final LstmSequence.Parameters gradients;
        final LstmSequence sequence;

        Case(Kernels kernels, LstmGates layout, int steps, int batch, boolean withPeepholes, boolean withStates) {
            this.layout = layout;
            this.steps = steps;
            this.batch = batch;
            int inputSize = 4;
            units = 3;
            input = TestView.of(DOUBLE, steps, batch, inputSize).random(random, 1);
            firstHidden = withStates ? TestView.of(DOUBLE, batch, units).random(random, 1) : null;
            firstCell = withStates ? TestView.of(DOUBLE, batch, units).random(random, 1) : null;
            parameters = parameters(inputSize, withPeepholes, 1);
            gradients = parameters(inputSize, withPeepholes, 0);
            sequence = new LstmSequence(kernels, layout);
        }

        /** By rows or by columns, as FastLSTM and SeqLSTM have them. */
        private LstmSequence.Parameters parameters(int inputSize, boolean withPeepholes, double scale) {
            boolean byColumns = layout == LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT;
            TestView weights = TestView.of(DOUBLE, inputSize, 4L * units);
            TestView recurrent = TestView.of(DOUBLE, units, 4L * units);
            if (byColumns) {
                weights = TestView.byColumns(DOUBLE, 0, inputSize, 4L * units);
                recurrent = TestView.byColumns(DOUBLE, 0, units, 4L * units);
            }
            return new LstmSequence.Parameters(
                    weights.random(random, scale),
                    recurrent.random(random, scale),
                    TestView.of(DOUBLE, 4L * units).random(random, scale),
                    withPeepholes ? TestView.of(DOUBLE, 3L * units).random(random, scale) : null,
                    null);
        }

        View forward(boolean training) {
            return sequence.forward(input, firstHidden, firstCell, parameters, training);
        }

        TestView sequenceOfUnits() {
            return TestView.of(DOUBLE, steps, batch, units).random(random, 1);
        }

        TestView state() {
            return TestView.of(DOUBLE, batch, units).random(random, 1);
        }
    }

    private static double[] values(View view) {
        double[] values = new double[(int) view.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.storage().getDouble(view.offset() + i);
        }
        return values;
    }

    private static double dot(View x, View y) {
        double[] a = values(x);
        double[] b = values(y);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Nested
    class Forward {
        @ParameterizedTest
        @EnumSource
        void equalsStepAfterStep(LstmGates layout) {
            for (boolean withPeepholes : new boolean[] {false, true}) {
                for (boolean withStates : new boolean[] {false, true}) {
                    Case c = new Case(kernels, layout, 5, 2, withPeepholes, withStates);
                    assertArrayEquals(stepAfterStep(c), values(c.forward(true)), TOLERANCE);
                }
            }
        }

        private double[] stepAfterStep(Case c) {
            double[] outputs = new double[c.steps * c.batch * c.units];
            TestView cell = TestView.of(DOUBLE, c.batch, c.units);
            TestView hidden = TestView.of(DOUBLE, c.batch, c.units);
            kernels.fill(cell, 0);
            kernels.fill(hidden, 0);
            if (c.firstHidden != null && c.firstCell != null) {
                kernels.copy(c.firstHidden, hidden);
                kernels.copy(c.firstCell, cell);
            }
            for (int step = 0; step < c.steps; step++) {
                TestView gates = TestView.of(DOUBLE, c.batch, 4L * c.units);
                Rows x = Rows.of(c.input, 4).narrow((long) step * c.batch, c.batch);
                kernels.setRows(c.parameters.bias(), gates);
                kernels.gemm(1, x, false, c.parameters.input(), false, 1, gates);
                kernels.gemm(1, hidden, false, c.parameters.recurrent(), false, 1, gates);
                TestView previous = cell.copy();
                kernels.lstmStep(c.layout, gates, c.parameters.peepholes(), previous, cell, hidden);
                System.arraycopy(hidden.values(), 0, outputs, step * c.batch * c.units, c.batch * c.units);
            }
            return outputs;
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 400, 1100})
        void evaluationGivesTheSameOutputs(int batch) {
            Case c = new Case(kernels, LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, 7, batch, true, true);
            double[] training = values(c.forward(true));
            double[] lastCell = values(c.sequence.lastCell());
            assertArrayEquals(training, values(c.forward(false)), TOLERANCE);
            assertArrayEquals(lastCell, values(c.sequence.lastCell()), TOLERANCE);
        }

        @Test
        void lastStatesContinueASequence() {
            Case c = new Case(kernels, LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, 6, 2, true, false);
            double[] whole = values(c.forward(true));
            Rows input = Rows.of(c.input, 4);
            c.sequence.forward(input.narrow(0, 8).reshape(4, 2, 4), null, null, c.parameters, false);
            View hidden = c.state();
            View cell = c.state();
            kernels.copy(c.sequence.lastHidden(), hidden);
            kernels.copy(c.sequence.lastCell(), cell);
            View rest = c.sequence.forward(input.narrow(8, 4).reshape(2, 2, 4), hidden, cell, c.parameters, false);
            assertArrayEquals(Arrays.copyOfRange(whole, 4 * 2 * 3, whole.length), values(rest), TOLERANCE);
        }

        @Test
        void buffersAreUsedAgain() {
            Case c = new Case(kernels, LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, 6, 2, false, false);
            Storage storage = c.forward(true).storage();
            View shorter = Rows.of(c.input, 4).narrow(0, 4).reshape(2, 2, 4);
            assertSame(
                    storage,
                    c.sequence.forward(shorter, null, null, c.parameters, true).storage());
            assertSame(storage, c.forward(true).storage());
        }
    }

    @Nested
    class Backward {
        @ParameterizedTest
        @CsvSource({
            "INPUT_CANDIDATE_FORGET_OUTPUT, 4, 2, false, false",
            "INPUT_CANDIDATE_FORGET_OUTPUT, 4, 2, true, true",
            "INPUT_FORGET_OUTPUT_CANDIDATE, 3, 1, true, false",
            "INPUT_FORGET_OUTPUT_CANDIDATE, 1, 3, false, true",
            "INPUT_FORGET_OUTPUT_CANDIDATE, 1, 1, true, false"
        })
        void agreesWithDifferences(LstmGates layout, int steps, int batch, boolean withPeepholes, boolean withStates) {
            Case c = new Case(kernels, layout, steps, batch, withPeepholes, withStates);
            TestView gradOutputs = c.sequenceOfUnits();
            TestView gradLastHidden = c.state();
            TestView gradLastCell = c.state();
            DoubleSupplier loss = () -> dot(c.forward(true), gradOutputs)
                    + dot(c.sequence.lastHidden(), gradLastHidden)
                    + dot(c.sequence.lastCell(), gradLastCell);
            assertTrue(Double.isFinite(loss.getAsDouble()));
            View gradInput = c.sequence.backward(gradOutputs, gradLastHidden, gradLastCell, c.parameters);
            c.sequence.accumulate(c.gradients, 1);
            View gradFirstHidden = c.sequence.gradFirstHidden();
            View gradFirstCell = c.sequence.gradFirstCell();
            assertGradient("input", gradInput, c.input, loss);
            assertGradient("input weights", c.gradients.input(), c.parameters.input(), loss);
            assertGradient("recurrent weights", c.gradients.recurrent(), c.parameters.recurrent(), loss);
            assertGradient("bias", c.gradients.bias(), c.parameters.bias(), loss);
            if (withPeepholes) {
                assertGradient(
                        "peepholes",
                        Objects.requireNonNull(c.gradients.peepholes()),
                        Objects.requireNonNull(c.parameters.peepholes()),
                        loss);
            }
            if (withStates) {
                assertGradient("first hidden", gradFirstHidden, assertThere(c.firstHidden), loss);
                assertGradient("first cell", gradFirstCell, assertThere(c.firstCell), loss);
            }
        }

        private static View assertThere(@Nullable View view) {
            assertNotNull(view);
            return view;
        }

        @ParameterizedTest
        @EnumSource
        void theOtherKernelsGiveTheSame(LstmGates layout) {
            Case c = new Case(kernels, layout, 3, 2, true, true);
            LstmSequence other = new LstmSequence(new Nd4jKernels(), layout);
            LstmSequence.Parameters gradients = c.parameters(4, true, 0);
            TestView gradOutputs = c.sequenceOfUnits();
            TestView gradCell = c.state();
            assertArrayEquals(
                    values(c.forward(true)),
                    values(other.forward(c.input, c.firstHidden, c.firstCell, c.parameters, true)),
                    TOLERANCE);
            assertArrayEquals(
                    values(c.sequence.backward(gradOutputs, null, gradCell, c.parameters)),
                    values(other.backward(gradOutputs, null, gradCell, c.parameters)),
                    TOLERANCE);
            c.sequence.accumulate(c.gradients, 0.5);
            other.accumulate(gradients, 0.5);
            assertArrayEquals(values(c.gradients.input()), values(gradients.input()), TOLERANCE);
            assertArrayEquals(values(c.gradients.recurrent()), values(gradients.recurrent()), TOLERANCE);
            assertArrayEquals(values(c.gradients.bias()), values(gradients.bias()), TOLERANCE);
            assertArrayEquals(
                    values(assertThere(c.gradients.peepholes())),
                    values(assertThere(gradients.peepholes())),
                    TOLERANCE);
        }

        @Test
        void accumulatingTwiceAddsUp() {
            Case c = new Case(kernels, LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, 3, 2, true, true);
            TestView gradOutputs = c.sequenceOfUnits();
            c.forward(true);
            double[] gradInput = values(c.sequence.backward(gradOutputs, null, null, c.parameters));
            c.sequence.accumulate(c.gradients, 1);
            double[] once = values(c.gradients.recurrent());
            double[] oncePeepholes = values(assertThere(c.gradients.peepholes()));
            assertArrayEquals(gradInput, values(c.sequence.backward(gradOutputs, null, null, c.parameters)), TOLERANCE);
            c.sequence.accumulate(c.gradients, 0.5);
            double[] twice = values(c.gradients.recurrent());
            double[] twicePeepholes = values(assertThere(c.gradients.peepholes()));
            for (int i = 0; i < once.length; i++) {
                assertEquals(1.5 * once[i], twice[i], TOLERANCE);
            }
            for (int i = 0; i < oncePeepholes.length; i++) {
                assertEquals(1.5 * oncePeepholes[i], twicePeepholes[i], TOLERANCE);
            }
        }
    }

    @Nested
    class Errors {
        private final Case c = new Case(kernels, LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, 3, 2, false, false);

        private void assertRefused(String message, Runnable call) {
            RuntimeException thrown = assertThrows(RuntimeException.class, call::run);
            assertEquals(message, thrown.getMessage());
        }

        @Test
        void backwardNeedsAForwardInTraining() {
            TestView gradOutputs = c.sequenceOfUnits();
            assertRefused(
                    "recurrent sequence: expected a forward in training before this call",
                    () -> c.sequence.backward(gradOutputs, null, null, c.parameters));
            c.forward(false);
            assertRefused(
                    "recurrent sequence: expected a forward in training before this call",
                    () -> c.sequence.backward(gradOutputs, null, null, c.parameters));
        }

        @Test
        void accumulateNeedsABackwardOfTheLastForward() {
            c.forward(true);
            c.sequence.backward(c.sequenceOfUnits(), null, null, c.parameters);
            c.forward(true);
            assertRefused(
                    "recurrent sequence: expected a backward before this call",
                    () -> c.sequence.accumulate(c.gradients, 1));
        }

        @Test
        void wrongSizesAreNamedAndLeaveTheLastForward() {
            double[] outputs = values(c.forward(true));
            assertRefused(
                    "LstmSequence: expected input weights of DOUBLE [5, 12], got DOUBLE [4, 12]",
                    () -> c.sequence.forward(TestView.of(DOUBLE, 3, 2, 5), null, null, c.parameters, true));
            assertRefused(
                    "LstmSequence: expected a state of DOUBLE [2, 3], got DOUBLE [3, 3]",
                    () -> c.sequence.forward(c.input, TestView.of(DOUBLE, 3, 3), null, c.parameters, true));
            assertRefused(
                    "LstmSequence: expected a sequence of 3 dimensions, got DOUBLE [2, 4]",
                    () -> c.sequence.forward(TestView.of(DOUBLE, 2, 4), null, null, c.parameters, true));
            assertRefused(
                    "LstmSequence: expected a sequence of DOUBLE [3, 2, 3], got FLOAT [3, 2, 3]",
                    () -> c.sequence.backward(TestView.of(ElementType.FLOAT, 3, 2, 3), null, null, c.parameters));
            View gradInput = c.sequence.backward(c.sequenceOfUnits(), null, null, c.parameters);
            assertTrue(Double.isFinite(values(gradInput)[0]));
            assertArrayEquals(outputs, values(c.forward(true)));
        }
    }
}
