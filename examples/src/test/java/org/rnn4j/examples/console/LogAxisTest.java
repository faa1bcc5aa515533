package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class LogAxisTest {
    private static LogAxis axis(double... values) {
        return LogAxis.of(values);
    }

    private static String labels(LogAxis axis, double... marks) {
        return Arrays.stream(marks).mapToObj(axis::label).collect(Collectors.joining(" "));
    }

    @Test
    void beginsAndEndsAtNumbersThatPeopleChoose() {
        assertEquals(new LogAxis(0.02, 1), axis(0.53, 0.3, 0.021));
        assertEquals(new LogAxis(0.5, 1), axis(0.53, 0.52));
        assertEquals(new LogAxis(2, 5), axis(2, 5));
        assertEquals(new LogAxis(5, 10), axis(5));
        assertEquals(new LogAxis(1e-9, 2e6), axis(1.5e-9, 1.5e6));
    }

    @Test
    void everyNumberOfThemIsItsOwnLimit() {
        for (int power = -300; power <= 300; power++) {
            for (String digit : new String[] {"1", "2", "5"}) {
                double value = Double.parseDouble(digit + "e" + power);
                assertEquals(value, axis(value).min());
                assertEquals(value, axis(1e-301, value).max());
            }
        }
    }

    @Test
    void whatIsNotAboveZeroDoesNotCount() {
        assertEquals(new LogAxis(0.1, 0.5), axis(0.1, 0, 0.4));
        assertEquals(new LogAxis(1, 2), axis(0, 0));
        assertEquals(new LogAxis(1, 2), axis());
    }

    @Test
    void lessThanADecadeHasLabels() {
        double[] marks = DoubleStream.iterate(1, i -> i <= 10, i -> i + 1)
                .map(i -> i * 0.1)
                .toArray();
        assertEquals(" 0.2   0.5     1", labels(axis(0.53, 0.3), marks));
        assertEquals("    0.5     1", labels(axis(0.53, 0.52), marks));
    }

    @Test
    void manyDecadesHaveFewLabels() {
        assertEquals("0.001 0.002 0.005 0.01", labels(axis(1, 1e-3), 1e-3, 2e-3, 5e-3, 1e-2));
        assertEquals("0.001   0.01", labels(axis(1, 1e-5), 1e-3, 2e-3, 5e-3, 1e-2));
        assertEquals(" 1E-10  1E-12 100 1000000", labels(axis(1e6, 1e-15), 1e-9, 1e-10, 1e-11, 1e-12, 1e2, 1e6));
    }
}
