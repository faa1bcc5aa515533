package org.rnn4j.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.rnn4j.examples.console.Positive;
import org.rnn4j.examples.console.Progress;
import org.rnn4j.examples.console.Terminal;
import org.rnn4j.facade.torch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A tutorial as a subcommand: the options that all have, and what happens around the program. */
abstract class Example implements Callable<Integer> {
    // Where options stand in the help. Those that all commands have, such as --help, come behind: theirs is -1.
    static final int NET = -4;
    static final int TRAINING = -3;
    static final int RUN = -2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    CommandSpec spec;

    @Option(
            names = "--hidden",
            order = NET,
            paramLabel = "N",
            converter = Positive.class,
            description = "Size of the hidden state (default: ${DEFAULT-VALUE}).")
    int hiddenSize;

    @Option(
            names = "--batch",
            order = NET,
            paramLabel = "N",
            converter = Positive.class,
            description = "Sequences in a batch (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--rho",
            order = NET,
            paramLabel = "N",
            converter = Positive.class,
            description = "Steps in a sequence (default: ${DEFAULT-VALUE}).")
    int rho;

    @Option(
            names = "--iterations",
            order = TRAINING,
            paramLabel = "N",
            converter = Positive.class,
            description = "Batches to train on (default: ${DEFAULT-VALUE}).")
    int iterations;

    @Option(
            names = "--seed",
            order = RUN,
            paramLabel = "N",
            description = "Seed of Torch's random numbers (default: ${DEFAULT-VALUE}).")
    long seed = 123;

    @Option(
            names = "--type",
            order = RUN,
            paramLabel = "TYPE",
            description = "Numbers to compute with: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    NumberType type = NumberType.FLOAT;

    @Option(
            names = "--plain",
            order = RUN,
            description = "Print a line for each iteration, as Torch's script does, in place of a bar.")
    boolean plain;

    /** What the program ends with, unless it fails. */
    int exitCode;

    /** The sizes that an example has unless the command line says otherwise. */
    Example(int hiddenSize, int batchSize, int rho, int iterations) {
        this.hiddenSize = hiddenSize;
        this.batchSize = batchSize;
        this.rho = rho;
        this.iterations = iterations;
    }

    @Override
    public final Integer call() throws Exception {
        check();
        torch.setdefaulttensortype(type.tensorName());
        run();
        return exitCode;
    }

    /**
     * Says no to options that do not go together.
     *
     * @throws ParameterException for one line on the console, and exit code 2
     */
    void check() {}

    /** The program. */
    abstract void run() throws Exception;

    /** A report of the training that begins, on a terminal with a bar. */
    final Progress progress() {
        PrintWriter out = spec.commandLine().getOut();
        return plain || !Terminal.isPresent() ? Progress.lines(out) : Progress.bar(spec.name(), iterations, System.err);
    }

    /** Prints a line. */
    final void print(Object text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    final ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
