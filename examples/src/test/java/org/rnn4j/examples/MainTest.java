package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {

    @Test
    void helpListsTheSubcommands() {
        var run = new CommandRun("--help");
        assertEquals(0, run.exitCode);
        for (String command : new String[] {"words", "sequencer", "recurrence", "cosine", "shell", "bench"}) {
            assertTrue(run.out().contains("\n  " + command), run::out);
        }
    }

    @Test
    void versionNamesTheProgram() {
        var run = new CommandRun("--version");
        assertEquals(0, run.exitCode);
        assertTrue(run.out().startsWith("rnn4j "), run::out);
    }

    @Test
    void noSubcommandIsAUsageError() {
        var run = new CommandRun();
        assertEquals(2, run.exitCode);
        assertEquals("rnn4j: expected a subcommand; see rnn4j --help", run.err().strip());
    }

    @ParameterizedTest
    @CsvSource({
        "words, --rho, 0, 'expected a whole number from 1 to 2147483647, got 0'",
        "words, --hidden, -3, 'expected a whole number from 1 to 2147483647, got -3'",
        "words, --vocabulary, ten, 'expected a whole number from 1 to 2147483647, got ten'",
        "sequencer, --batch, 1.5, 'expected a whole number from 1 to 2147483647, got 1.5'",
        "recurrence, --iterations, 99999999999, 'expected a whole number from 1 to 2147483647, got 99999999999'",
        "cosine, --learning-rate, 0, 'expected a number above 0, got 0'",
        "cosine, --learning-rate, nan, 'expected a number above 0, got nan'",
        "cosine, --learning-rate, Infinity, 'expected a number above 0, got Infinity'",
        "cosine, --seed, x, 'is not a long'",
        "sequencer, --engine, gpu, 'expected graph or eager, got gpu'",
        "words, --type, half, 'expected float or double, got half'",
        "cosine, --optimizer, Adam, 'expected sgd or adam or rmsprop, got Adam'",
        "words, --engine, graph, 'Unknown option'",
    })
    void badOptionsGetOneLineAndExitCode2(String command, String option, String value, String expected) {
        var run = new CommandRun(command, option, value);
        assertEquals(2, run.exitCode);
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run::err);
        assertTrue(run.err().startsWith("rnn4j " + command + ": "), run::err);
        assertTrue(run.err().contains(expected), run::err);
    }

    @Test
    void benchIsAProgramOfItsOwn() {
        var run = new CommandRun("bench", "--rows", "words");
        assertEquals(2, run.exitCode);
        assertTrue(run.err().contains("./rnn4j bench --rows words"), run::err);
    }
}
