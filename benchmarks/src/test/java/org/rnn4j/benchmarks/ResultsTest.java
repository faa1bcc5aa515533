package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.rnn4j.benchmarks.work.Results;

final class ResultsTest {
    private static Results results(String name, float... values) {
        return new Results().put(name, values);
    }

    private static String refusal(Results results, Results others) {
        return assertThrows(IllegalStateException.class, () -> results.check("them", others))
                .getMessage();
    }

    @Test
    void roundingIsNoDifference() {
        assertDoesNotThrow(() -> results("output", 1000, 0).check("them", results("output", 1000.05f, 0.05f)));
    }

    @Test
    void aDifferenceIsTold() {
        assertEquals(
                "them: output: expected the same numbers, they differ by up to 0.500 where the largest is 2.00",
                refusal(results("output", 1, 2), results("output", 1, 2.5f)));
    }

    @Test
    void aNumberThatIsNoneIsADifference() {
        refusal(results("output", 1, 2), results("output", 1, Float.NaN));
        refusal(results("output", 1, Float.NaN), results("output", 1, 2));
    }

    @Test
    void otherLengthsAreADifference() {
        assertEquals("them: output: expected 2 numbers, got 1", refusal(results("output", 1, 2), results("output", 1)));
    }

    @Test
    void nothingInCommonIsNoAgreement() {
        assertEquals("them: expected some of [output], got [loss]", refusal(results("output", 1), results("loss", 1)));
    }
}
