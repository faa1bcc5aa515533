package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.kernels.FiniteDifferences.assertGradient;
import static org.rnn4j.facade.kernels.FiniteDifferences.dot;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of one LSTM step against central differences. */
class LstmGradientTest {
    private static final ElementType DOUBLE = ElementType.DOUBLE;

    @ParameterizedTest
    @CsvSource({
        "INPUT_CANDIDATE_FORGET_OUTPUT, false, false",
        "INPUT_CANDIDATE_FORGET_OUTPUT, true, false",
        "INPUT_FORGET_OUTPUT_CANDIDATE, true, false",
        "INPUT_FORGET_OUTPUT_CANDIDATE, true, true",
        "INPUT_FORGET_OUTPUT_CANDIDATE, false, true"
    })
    void agreesWithDifferences(LstmGates layout, boolean withPeepholes, boolean withoutPrevious) {
        Kernels kernels = new CpuKernels(new Workers(1));
        Random random = new Random(3);
        int n = 3;
        int h = 5;
        TestView sums = TestView.of(DOUBLE, n, 4L * h).random(random, 1);
        TestView peepholes = TestView.of(DOUBLE, 3L * h).random(random, 1);
        TestView previous = TestView.of(DOUBLE, n, h).random(random, 1);
        TestView weightOfHidden = TestView.of(DOUBLE, n, h).random(random, 1);
        TestView weightOfCell = TestView.of(DOUBLE, n, h).random(random, 1);
        TestView gates = sums.copy();
        TestView cell = TestView.of(DOUBLE, n, h);
        TestView hidden = TestView.of(DOUBLE, n, h);
        @Nullable TestView peepholesOrNull = withPeepholes ? peepholes : null;
        @Nullable TestView previousOrNull = withoutPrevious ? null : previous;
        DoubleSupplier loss = () -> {
            kernels.copy(sums, gates);
            kernels.lstmStep(layout, gates, peepholesOrNull, previousOrNull, cell, hidden);
            return dot(hidden, weightOfHidden) + dot(cell, weightOfCell);
        };
        assertTrue(Double.isFinite(loss.getAsDouble()));
        TestView gradGates = TestView.of(DOUBLE, n, 4L * h);
        TestView gradCell = weightOfCell.copy();
        TestView gradPeepholes = TestView.of(DOUBLE, 3L * h);
        kernels.fill(gradPeepholes, 0);
        kernels.lstmStepBackward(
                layout,
                gates,
                peepholesOrNull,
                previousOrNull,
                cell,
                weightOfHidden,
                gradCell,
                gradGates,
                withPeepholes ? gradPeepholes : null,
                1);
        assertGradient("sums", gradGates, sums, loss);
        assertGradient("peepholes", gradPeepholes, peepholes, loss);
        if (!withoutPrevious) {
            assertGradient("previous cell", gradCell, previous, loss);
        }
    }
}
