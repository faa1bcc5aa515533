package org.rnn4j.examples.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final StringWriter out = new StringWriter();

    @Test
    void linesAreThoseOfTorchsScripts() {
        try (Progress progress = Progress.lines(new PrintWriter(out))) {
            progress.iteration(1, 0.5384338);
            progress.iteration(2, 12);
            assertArrayEquals(new double[] {0.5384338, 12}, progress.losses());
        }
        assertEquals(
                "Iteration 1 ; NLL err = 0.538434\nIteration 2 ; NLL err = 12.000000\n",
                out.toString().replace("\r", ""));
    }

    @Test
    void linesDoNotDependOnTheCountry() {
        Locale before = Locale.getDefault();
        try (Progress progress = Progress.lines(new PrintWriter(out))) {
            Locale.setDefault(Locale.GERMANY);
            progress.iteration(1, 0.5);
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("Iteration 1 ; NLL err = 0.500000", out.toString().strip());
    }

    @Test
    void theBarShowsHowFarItIsAndTheLoss() {
        var terminal = new ByteArrayOutputStream();
        try (Progress progress = Progress.bar("cosine", 2, new PrintStream(terminal, true, StandardCharsets.UTF_8))) {
            progress.iteration(1, 0.5);
            progress.iteration(2, 0.25);
        }
        String bar = terminal.toString(StandardCharsets.UTF_8);
        assertTrue(bar.contains("100%"), bar);
        assertTrue(bar.contains("loss 0.250000"), bar);
    }

    @Test
    void aLossThatIsNotFiniteIsRefused() {
        try (Progress progress = Progress.lines(new PrintWriter(out))) {
            progress.iteration(1, 0.5);
            var e = assertThrows(IllegalStateException.class, () -> progress.iteration(2, Double.NaN));
            assertEquals("iteration 2: expected a finite loss, got NaN; try a smaller --learning-rate", e.getMessage());
        }
    }
}
