package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.facade.kernels.FiniteDifferences.assertGradient;
import static org.rnn4j.facade.kernels.FiniteDifferences.dot;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients of the two halves of one GRU step against central differences. */
class GruGradientTest {
    private static final ElementType DOUBLE = ElementType.DOUBLE;
    private static final int N = 3;
    private static final int H = 5;

    private final Kernels kernels = new CpuKernels(new Workers(1));
    private final Random random = new Random(3);

    private final TestView sums = TestView.of(DOUBLE, N, 3L * H).random(random, 1);
    private final TestView previous = TestView.of(DOUBLE, N, H).random(random, 1);
    private final TestView weight = TestView.of(DOUBLE, N, H).random(random, 1);
    private final TestView gates = TestView.of(DOUBLE, N, 3L * H);
    private final TestView resetHidden = TestView.of(DOUBLE, N, H);
    private final TestView hidden = TestView.of(DOUBLE, N, H);
    private final TestView gradPrevious = TestView.of(DOUBLE, N, H);
    private final TestView gradGates = TestView.of(DOUBLE, N, 3L * H);

    private static TestView gates(int first, int count, TestView all) {
        return all.narrow(1, (long) first * H, (long) count * H);
    }

    private static void assertUntouched(TestView gradients) {
        for (double value : gradients.values()) {
            assertTrue(Double.isNaN(value));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetAgreesWithDifferences(boolean withPrevious) {
        @Nullable TestView previousOrNull = withPrevious ? previous : null;
        DoubleSupplier loss = () -> {
            kernels.copy(sums, gates);
            kernels.gruReset(gates, previousOrNull, resetHidden);
            return dot(resetHidden, weight);
        };
        assertTrue(Double.isFinite(loss.getAsDouble()));
        kernels.fill(gradPrevious, 0);
        kernels.gruResetBackward(gates, previousOrNull, weight, gradPrevious, gradGates);
        assertGradient("sums of the reset gate", gates(0, 1, gradGates), gates(0, 1, sums), loss);
        assertUntouched(gates(1, 2, gradGates));
        if (withPrevious) {
            assertGradient("previous", gradPrevious, previous, loss);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepAgreesWithDifferences(boolean withPrevious) {
        @Nullable TestView previousOrNull = withPrevious ? previous : null;
        DoubleSupplier loss = () -> {
            kernels.copy(sums, gates);
            kernels.gruReset(gates, previousOrNull, resetHidden);
            kernels.gruStep(gates, previousOrNull, hidden);
            return dot(hidden, weight);
        };
        assertTrue(Double.isFinite(loss.getAsDouble()));
        kernels.gruStepBackward(gates, previousOrNull, weight, gradPrevious, gradGates);
        assertGradient("sums of update gate and candidate", gates(1, 2, gradGates), gates(1, 2, sums), loss);
        assertUntouched(gates(0, 1, gradGates));
        if (withPrevious) {
            assertGradient("previous", gradPrevious, previous, loss);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientOfTheResetIsAdded(boolean withPrevious) {
        @Nullable TestView previousOrNull = withPrevious ? previous : null;
        kernels.copy(sums, gates);
        kernels.gruReset(gates, previousOrNull, resetHidden);
        kernels.fill(gradPrevious, 0);
        kernels.gruResetBackward(gates, previousOrNull, weight, gradPrevious, gradGates);
        double[] once = gradPrevious.values();
        kernels.gruResetBackward(gates, previousOrNull, weight, gradPrevious, gradGates);
        kernels.scale(gradPrevious, 0.5);
        assertArrayEquals(once, gradPrevious.values());
    }
}
