package org.rnn4j.facade.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 0.5",
        "0, 1, 0.0",
        "0.25, 1, 0.2",
        "0.35, 1, 0.3",
        "0.75, 1, 0.8",
        "1, 6, 1.000000",
        "-2.5, 0, -2"
    })
    void fixedIsWhatPrintfGives(double value, int digits, String expected) {
        assertEquals(expected, Numbers.fixed(value, digits));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.01, 0.01",
        "0.2, 0.2",
        "100000, 100000",
        "1000000, 1e+06",
        "1234567, 1.23457e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-0.333333333, -0.333333",
        "999999.5, 1e+06",
        "1e120, 1e+120"
    })
    void generalIsWhatPrintfGives(double value, String expected) {
        assertEquals(expected, Numbers.general(value));
    }
}
