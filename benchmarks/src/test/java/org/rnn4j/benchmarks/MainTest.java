package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void oneRowMakesATable() {
        int exitCode = run("--rows", "words", "--rounds", "1", "--peers", "libtorch", "--threads", "1");
        assertEquals(0, exitCode, err::toString);
        String[] lines = out.toString().lines().toArray(String[]::new);
        assertEquals(6, lines.length, out::toString);
        assertTrue(lines[0].contains("threads: 1 of "), lines[0]);
        assertEquals("median us per iteration                             rnn4j     libtorch   ratio", lines[2]);
        assertTrue(
                lines[3].matches("words N8 I1 H7 T5, step by step +[0-9.]+ +([0-9.]+|-) +([0-9.]+|-)( ~)?"), lines[3]);
    }

    @ParameterizedTest
    @CsvSource({
        "--rows, nothing, '--rows: expected a part of a row''s name, got nothing'",
        "--peers, torch7, 'expected libtorch or DL4J, got torch7'",
        "--threads, 0, 'expected a whole number from 1 to 2147483647, got 0'",
        "--rounds, x, 'expected a whole number from 1 to 2147483647, got x'",
    })
    void badOptionsGetOneLineAndExitCode2(String option, String value, String expected) {
        assertEquals(2, run(option, value));
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().contains(expected), err::toString);
    }
}
