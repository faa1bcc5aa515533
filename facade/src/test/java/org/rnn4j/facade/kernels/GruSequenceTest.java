package org.rnn4j.facade.kernels;

import static org.rnn4j.facade.kernels.ElementType.DOUBLE;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is peculiar to the GRU; the rest is in {@link RecurrentSequenceTest}. */
class GruSequenceTest {
    private final SequenceCase<GruSequence.Parameters> c = new SequenceCase<>(
            new GruKind(GruKind.Weights.BY_ROWS), new CpuKernels(new Workers(1)), 3, 2, false, new Random(8));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "input weights; input weights of DOUBLE [4, 6]",
                "recurrent weights; recurrent weights of DOUBLE [3, 6]",
                "bias; a bias of DOUBLE [6]",
                "input weights of the candidate; input weights of the candidate of DOUBLE [4, 3]",
                "recurrent weights of the candidate; recurrent weights of the candidate of DOUBLE [3, 3]",
                "bias of the candidate; a bias of the candidate of DOUBLE [3]"
            })
    void parametersOfWrongSizesAreNamed(String parameter, String expected) {
        // Three elements, so that the bias of the candidate still says how many units there are.
        c.assertRefused(parameter, TestView.of(DOUBLE, 3, 1), expected);
    }
}
