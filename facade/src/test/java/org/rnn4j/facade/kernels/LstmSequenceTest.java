package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is peculiar to the LSTM; the rest is in {@link RecurrentSequenceTest}. */
class LstmSequenceTest {
    private final Random random = new Random(8);
    private final SequenceCase<LstmSequence.Parameters> c = make(true, true);

    private SequenceCase<LstmSequence.Parameters> make(boolean withPeepholes, boolean withProjection) {
        LstmKind kind = new LstmKind(LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE, withPeepholes, withProjection);
        return new SequenceCase<>(kind, new CpuKernels(new Workers(1)), 3, 2, false, random);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "input weights; input weights of DOUBLE [4, 12]",
                "recurrent weights; recurrent weights of DOUBLE [2, 12]",
                "bias; a bias of DOUBLE [12]",
                "peepholes; peepholes of 9 elements",
                "projection; a projection of DOUBLE [3, 2]"
            })
    void parametersOfWrongSizesAreNamed(String parameter, String expected) {
        // Twelve elements, so that the bias still says how many units there are, and two columns, as the projection
        // has.
        c.assertRefused(parameter, TestView.of(DOUBLE, 6, 2), expected);
    }

    @Test
    void inputsOfAnotherSizeAreNamed() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> c.sequence.forward(TestView.of(DOUBLE, 3, 2, 5), null, null, c.parameters.views(), true));
        assertEquals("LstmSequence: expected input weights of DOUBLE [5, 12], got DOUBLE [4, 12]", thrown.getMessage());
    }

    @Test
    void gradientsOfPeepholesAreThereIfPeepholesAre() {
        for (boolean withPeepholes : new boolean[] {false, true}) {
            SequenceCase<LstmSequence.Parameters> one = make(withPeepholes, false);
            SequenceCase<LstmSequence.Parameters> other = make(!withPeepholes, false);
            one.forward(true);
            one.backward();
            IllegalArgumentException thrown = assertThrows(
                    IllegalArgumentException.class,
                    () -> one.sequence.accumulate(one.input, other.gradients.views(), 1));
            assertEquals("LstmSequence: expected gradients of peepholes exactly if there are any", thrown.getMessage());
            other.gradients
                    .byName()
                    .forEach((name, gradient) ->
                            assertArrayEquals(new double[(int) gradient.elements()], gradient.values(), name));
        }
    }

    @Test
    void gradientOfTheProjectionIsThereIfTheProjectionIs() {
        int size = 2;
        TestView weight = TestView.of(DOUBLE, size, 4L * size).random(random, 1);
        TestView bias = TestView.of(DOUBLE, 4L * size).random(random, 1);
        TestView square = TestView.of(DOUBLE, size, size).random(random, 1);
        TestView steps = TestView.of(DOUBLE, 3, 1, size).random(random, 1);
        LstmSequence.Parameters with = new LstmSequence.Parameters(weight, weight, bias, null, square);
        LstmSequence.Parameters without = new LstmSequence.Parameters(weight, weight, bias, null, null);
        LstmSequence sequence =
                new LstmSequence(new CpuKernels(new Workers(1)), LstmGates.INPUT_FORGET_OUTPUT_CANDIDATE);
        sequence.forward(steps, null, null, with, true);
        sequence.backward(steps, null, null, with);
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> sequence.accumulate(steps, without, 1));
        assertEquals(
                "LstmSequence: expected the gradient of a projection exactly if there is one", thrown.getMessage());
    }
}
