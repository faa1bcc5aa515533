package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {

    @Test
    void helpListsTheSubcommands() {
        var run = new CommandRun("--help");
        assertEquals(0, run.exitCode);
        for (String command :
                new String[] {"words", "sequencer", "recurrence", "cosine", "inspect", "sample", "shell", "bench"}) {
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
    void withoutACommandThereIsUsage() {
        var run = new CommandRun();
        assertEquals(2, run.exitCode);
        assertEquals("", run.out());
        assertEquals(new CommandRun("--help").out(), run.err());
    }

    @Test
    void aWordThatIsNoCommandIsToldTheCommands() {
        String commands =
                "expected a command (words, sequencer, recurrence, cosine, inspect, sample, shell, bench, help), got ";
        for (String[] words : new String[][] {{"nosuch", ""}, {"cosin", " (did you mean cosine?)"}}) {
            var run = new CommandRun(words[0]);
            assertEquals(2, run.exitCode);
            assertEquals(
                    "rnn4j: " + commands + words[0] + words[1] + "; see rnn4j --help",
                    run.err().strip());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--iteration, 'rnn4j cosine: expected an option that there is, got --iteration (did you mean --iterations?)'",
        "more, 'rnn4j cosine: expected only options, got more'",
    })
    void whatDoesNotBelongThereIsNamed(String word, String expected) {
        var run = new CommandRun("cosine", word);
        assertEquals(2, run.exitCode);
        assertEquals(expected + "; see rnn4j cosine --help", run.err().strip());
    }

    /** What the net is, how it learns, what is printed and kept; help comes last. */
    @ParameterizedTest
    @CsvSource({
        "words, hidden batch rho vocabulary iterations learning-rate seed type plain",
        "sequencer, hidden batch rho vocabulary iterations learning-rate seed type plain engine",
        "cosine, tutorial hidden batch rho iterations optimizer learning-rate wrap seed type plain engine output",
    })
    void optionsStandByWhatTheyAreFor(String command, String expected) {
        String help = new CommandRun(command, "--help").out();
        var options = Pattern.compile("^ {2,6}(?:-., |)--(?:.no-.|)([a-z-]+)", Pattern.MULTILINE)
                .matcher(help)
                .results();
        assertEquals(
                expected + " verbose help version",
                options.map(option -> option.group(1)).collect(Collectors.joining(" ")));
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
        "words, --engine, graph, 'expected an option that there is, got --engine'",
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
