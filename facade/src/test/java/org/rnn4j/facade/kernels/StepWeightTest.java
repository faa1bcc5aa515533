package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepWeightTest {
    private static final ElementType DOUBLE = ElementType.DOUBLE;

    /** Products in another order: a few roundings per step and term. */
    private static final double TOLERANCE = 1e-12;

    private final Random random = new Random(4);
    private final Kernels kernels = new CpuKernels(new Workers(2));

    @ParameterizedTest
    @CsvSource({
        "true, 64, 256, 8, true", // a power of two apart: a gap
        "true, 64, 250, 8, true",
        "false, 64, 256, 8, true",
        "false, 70, 131, 3, true",
        "true, 1024, 64, 30, false", // strips are narrow
        "false, 1024, 64, 30, false",
        "true, 1024, 64, 50, true", // too many rows for another form
        "false, 1024, 64, 50, false"
    })
    void valuesStayAndNeighboursAreThoseThatAreQuicker(
            boolean liesByRows, int depth, int columns, int rows, boolean comesByRows) {
        TestView weight = (liesByRows
                        ? TestView.of(DOUBLE, depth, columns)
                        : TestView.byColumns(DOUBLE, 0, depth, columns))
                .random(random, 1);
        View quick = new StepWeight().of(kernels, weight, rows, 12);
        assertEquals(1, quick.step(comesByRows ? 1 : 0));
        for (int k = 0; k < depth; k++) {
            for (int m = 0; m < columns; m++) {
                long position = quick.offset() + k * quick.step(0) + m * quick.step(1);
                assertEquals(weight.get(k, m), quick.storage().getDouble(position));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "64, 256, 8, 11", // few steps
        "64, 256, 1, 12", // one row
        "64, 256, 65, 12", // many rows
        "16, 64, 8, 12" // small
    })
    void isTheWeightItselfWhereACopyDoesNotPay(int depth, int columns, int rows, int steps) {
        TestView weight = TestView.byColumns(DOUBLE, 0, depth, columns).random(random, 1);
        assertSame(weight, new StepWeight().of(kernels, weight, rows, steps));
    }

    @Test
    void aLongSequenceEqualsShortOnes() {
        int units = 64;
        int batch = 3;
        int steps = 14;
        LstmSequence.Parameters parameters = parameters(units, 0.1);
        LstmSequence.Parameters whole = parameters(units, 0);
        LstmSequence.Parameters parts = parameters(units, 0);
        TestView input = TestView.of(DOUBLE, steps, batch, units).random(random, 1);
        TestView gradOutputs = TestView.of(DOUBLE, steps, batch, units).random(random, 1);
        LstmSequence sequence = new LstmSequence(kernels, LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT);
        double[] outputs = values(sequence.forward(input, null, null, parameters, true));
        double[] gradInput = values(sequence.backward(gradOutputs, null, null, parameters));
        sequence.accumulate(input, whole, 1);

        LstmSequence first = new LstmSequence(kernels, LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT);
        LstmSequence second = new LstmSequence(kernels, LstmGates.INPUT_CANDIDATE_FORGET_OUTPUT);
        int half = steps / 2 * batch;
        double[] early = values(first.forward(half(input, 0, half), null, null, parameters, true));
        View hidden = first.lastHidden();
        View cell = first.lastCell();
        double[] late = values(second.forward(half(input, half, half), hidden, cell, parameters, true));
        double[] gradLate = values(second.backward(half(gradOutputs, half, half), null, null, parameters));
        double[] gradEarly = values(first.backward(
                half(gradOutputs, 0, half), second.gradHiddenBefore(0), second.gradCellBefore(0), parameters));
        first.accumulate(half(input, 0, half), parts, 1);
        second.accumulate(half(input, half, half), parts, 1);

        assertArrayEquals(outputs, joined(early, late), TOLERANCE);
        assertArrayEquals(gradInput, joined(gradEarly, gradLate), TOLERANCE);
        assertArrayEquals(values(second.gradHiddenBefore(0)), values(sequence.gradHiddenBefore(steps / 2)), TOLERANCE);
        assertArrayEquals(values(second.gradCellBefore(0)), values(sequence.gradCellBefore(steps / 2)), TOLERANCE);
        assertArrayEquals(((TestView) whole.recurrent()).values(), ((TestView) parts.recurrent()).values(), TOLERANCE);
        assertArrayEquals(((TestView) whole.input()).values(), ((TestView) parts.input()).values(), TOLERANCE);
    }

    private LstmSequence.Parameters parameters(int units, double scale) {
        return new LstmSequence.Parameters(
                TestView.byColumns(DOUBLE, 0, units, 4L * units).random(random, scale),
                TestView.byColumns(DOUBLE, 0, units, 4L * units).random(random, scale),
                TestView.of(DOUBLE, 4L * units).random(random, scale),
                null,
                null);
    }

    private static View half(View sequence, int firstRow, int rows) {
        long batch = sequence.extent(1);
        long size = sequence.extent(2);
        return Rows.of(sequence, size).narrow(firstRow, rows).reshape(rows / batch, batch, size);
    }

    private static double[] values(View view) {
        double[] values = new double[(int) view.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = view.storage().getDouble(view.offset() + i);
        }
        return values;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
