package org.rnn4j.facade.kernels;

import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is peculiar to the simple recurrence; the rest is in {@link RecurrentSequenceTest}. */
class RnnSequenceTest {
    private final SequenceCase<RnnSequence.Parameters> c = new SequenceCase<>(
            new RnnKind(Transfer.TANH, true, true), new CpuKernels(new Workers(1)), 3, 2, false, new Random(8));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "recurrent weights; recurrent weights of DOUBLE [3, 3]",
                "bias; a bias of DOUBLE [3]",
                "bias of the first step; a bias of the first step of DOUBLE [3]"
            })
    void parametersOfWrongSizesAreNamed(String parameter, String expected) {
        c.assertRefused(parameter, TestView.of(DOUBLE, 3, 1), expected);
    }
}
