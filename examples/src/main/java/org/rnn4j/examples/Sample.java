package org.rnn4j.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rnn4j.facade.io.TextModel;
import org.rnn4j.facade.torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a character model of torch-rnn or char-rnn write text. */
@Command(
        name = "sample",
        description = {
            "Writes text with a character model that torch-rnn or char-rnn has trained, also on a graphics card.",
            "Each character appears as soon as it is drawn."
        })
final class Sample implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "A checkpoint of torch-rnn or char-rnn, a .t7 file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private Path checkpoint;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "How many characters to draw (default: ${DEFAULT-VALUE}).")
    private int length = 500;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "1 for the model's own probabilities, less for likelier text, 0 for always the likeliest"
                    + " character (default: ${DEFAULT-VALUE}).")
    private double temperature = 1;

    @Option(names = "--prime", paramLabel = "TEXT", description = "What the text begins with (default: nothing).")
    private String prime = "";

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "The seed of the generator (default: ${DEFAULT-VALUE}).")
    private long seed = 123;

    @Override
    public Integer call() throws IOException {
        torch.manualSeed(seed);
        PrintWriter out = spec.commandLine().getOut();
        TextModel.load(checkpoint).write(prime, length, temperature, out);
        out.println();
        out.flush();
        return 0;
    }
}
