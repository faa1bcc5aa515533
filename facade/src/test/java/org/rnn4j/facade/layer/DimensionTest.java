package org.rnn4j.facade.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnn4j.facade.tensor.Tensor;

final class DimensionTest {
    private static final Tensor CUBE = new Tensor(2, 3, 4);

    @ParameterizedTest(name = "dimension {0} of samples with {1} is {2} of three")
    @CsvSource({
        "1, 0, 1",
        "3, 0, 3",
        "4, 0, 0",
        "-1, 0, 3",
        "-3, 0, 1",
        "-4, 0, 0",
        "1, 2, 2",
        "2, 2, 3",
        "1, 3, 1",
        "3, 2, 0",
        "-1, 2, 3"
    })
    void batchesMoveOnByOne(int number, int sampleDims, int expected) {
        assertEquals(expected, Dimension.of("Test", number, sampleDims).in(CUBE));
    }

    @Test
    void zeroIsRefused() {
        Expect.refused(
                "JoinTable: expected a dimension from 1 on, or from -1 on backwards, got 0",
                () -> Dimension.of("JoinTable", 0, 0));
    }
}
