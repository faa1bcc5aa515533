package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnn4j.examples.console.Progress;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** The examples with words, all three. */
final class WordsTest {
    /** What rounding may add up to over 50 iterations in double precision. */
    private static final double TOLERANCE = 1e-10;
    /** Half of the last digit that is printed, and what float numbers of size 10 differ by between two ways to add up. */
    private static final double PRINTED = 1e-5;

    private final Progress progress = Progress.lines(new PrintWriter(Writer.nullWriter()));

    @BeforeEach
    void computeInDouble() {
        Tensor.setDefaultType(ElementType.DOUBLE);
    }

    private static void configure(WordExample example, GoldenLoop golden) {
        example.rho = (int) golden.setting("rho");
        example.learningRate = golden.setting("lr");
        example.iterations = (int) golden.setting("iterations");
    }

    @Test
    void wordsHasTorchsLosses() throws IOException {
        var golden = new GoldenLoop("words-step-by-step");
        var words = new Words();
        configure(words, golden);
        Module rnn = words.network();
        golden.initialise(rnn);
        words.train(rnn, golden.tensor("sequence"), golden.tensor("offsets"), progress);
        assertArrayEquals(golden.numbers("losses"), progress.losses(), TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void sequencerHasTorchsLosses(Engine engine) throws IOException {
        var golden = new GoldenLoop("words-sequencer");
        var words = new WordsSequencer();
        configure(words, golden);
        Module rnn = words.network();
        golden.initialise(rnn);
        words.train(engine.of(rnn), golden.tensor("sequence"), golden.tensor("offsets"), progress);
        assertArrayEquals(golden.numbers("losses"), progress.losses(), TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void recurrenceHasTorchsLosses(Engine engine) throws IOException {
        var golden = new GoldenLoop("words-recurrence-sequencer");
        var words = new WordsRecurrence();
        configure(words, golden);
        Module rnn = words.network();
        golden.initialise(rnn);
        words.train(engine.of(rnn), golden.tensor("sequence"), golden.tensor("offsets"), progress);
        assertArrayEquals(golden.numbers("losses"), progress.losses(), TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "sequencer", "recurrence"})
    void theLossIsThatOfGuessingAtFirstAndFallsAfterwards(String command) {
        double[] losses = new CommandRun(command, "--plain", "--iterations", "300", "--seed", "1").losses();
        assertEquals(300, losses.length);
        assertEquals(5 * Math.log(10), losses[0], 1.5);
        double last = Arrays.stream(losses, 250, 300).average().orElseThrow();
        assertTrue(last < losses[0] / 2, () -> "mean of the last losses: " + last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "sequencer", "recurrence"})
    void theSameSeedGivesTheSameLosses(String command) {
        String[] args = {command, "--plain", "--iterations", "5", "--seed", "7"};
        double[] losses = new CommandRun(args).losses();
        assertArrayEquals(losses, new CommandRun(args).losses());
        args[args.length - 1] = "8";
        assertFalse(Arrays.equals(losses, new CommandRun(args).losses()));
    }

    @Test
    void stepByStepAndAtOnceAreTheSame() {
        String[] sizes = {
            "--plain", "--iterations", "20", "--hidden", "5", "--batch", "3", "--rho", "4", "--vocabulary", "6"
        };
        double[] stepByStep = new CommandRun(with("words", sizes)).losses();
        double[] graph = new CommandRun(with("sequencer", sizes)).losses();
        double[] eager = new CommandRun(with("sequencer", with("--engine=eager", sizes))).losses();
        assertEquals(20, stepByStep.length);
        assertArrayEquals(stepByStep, graph, PRINTED);
        assertArrayEquals(stepByStep, eager, PRINTED);
    }

    private static String[] with(String first, String... others) {
        String[] all = new String[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "sequencer", "recurrence"})
    void aLossThatIsNotFiniteEndsTheTraining(String command) {
        var run = new CommandRun(command, "--plain", "--learning-rate=1e38");
        assertEquals(1, run.exitCode);
        assertTrue(
                run.err()
                        .matches(
                                "rnn4j " + command
                                        + ": iteration \\d+: expected a finite loss, got \\w+; try a smaller --learning-rate\\s*"),
                run::err);
    }
}
