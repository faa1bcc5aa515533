package org.rnn4j.benchmarks.growth;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.examples.console.OutputFolder;
import org.rnn4j.examples.console.Positive;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j bench growth}. */
@Command(
        name = "growth",
        description = {
            "Measures how time and memory grow with the length of sequences, the batch, rho, and the number of iterations.",
            "Prints the figures, and draws them."
        })
public final class Growth implements Callable<Integer> {
    private static final int WARM_UP_MILLISECONDS = 400;
    private static final int BLOCK_MILLISECONDS = 150;
    private static final int ROUNDS = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--output", paramLabel = "DIR", description = "Folder for the plots (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("bench-output");

    @Option(
            names = "--divisor",
            paramLabel = "N",
            converter = Positive.class,
            description = "Do an N-th of the iterations and steps; time a single iteration if N is not 1 (default: 1).")
    private int divisor = 1;

    /** The command. */
    public Growth() {}

    @Override
    public Integer call() throws IOException {
        OutputFolder folder = OutputFolder.at(output);
        Pace pace = divisor == 1 ? new Pace(WARM_UP_MILLISECONDS, BLOCK_MILLISECONDS, ROUNDS) : new Pace(0, 0, 1);
        List<Series> times = print(new Times(pace).all());
        List<Series> memory = print(new Memory(divisor).all());
        print(List.of("plot: " + folder.write("growth-time.png", out -> GrowthPlot.draw("Time", times, out))));
        print(List.of("plot: " + folder.write("growth-memory.png", out -> GrowthPlot.draw("Memory", memory, out))));
        return CommandLine.ExitCode.OK;
    }

    private <T> List<T> print(List<T> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        return new ArrayList<>(lines);
    }
}
