package org.rnn4j.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.rnn4j.benchmarks.libtorch.Libtorch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j bench}. */
@Command(
        name = "rnn4j bench",
        description = "Measures rnn4j beside libtorch and Deeplearning4j's own layers.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(names = "--rows", paramLabel = "REGEX", description = "Only rows whose name matches somewhere.")
    private Pattern rows = Pattern.compile("");

    @Option(
            names = "--peers",
            paramLabel = "PEER",
            split = ",",
            description = "Who else takes part: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Peer> peers = List.of(Peer.values());

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of rnn4j and of libtorch (default: ${DEFAULT-VALUE}, the processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Blocks of iterations of each contender (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--json", description = "Print JSON, an object a line, in place of the table.")
    private boolean json;

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        System.setProperty("rnn4j.threads", Integer.toString(threads));
        Libtorch.configure(threads);
        Set<Peer> present = EnumSet.noneOf(Peer.class);
        present.addAll(peers);
        if (present.contains(Peer.LIBTORCH) && !Libtorch.isPresent()) {
            spec.commandLine().getErr().println("no libtorch for this machine");
            present.remove(Peer.LIBTORCH);
        }
        var out = spec.commandLine().getOut();
        Report report = json ? Report.json(out, peers) : Report.table(out, peers);
        report.begin("threads: " + threads);
        Pace pace = new Pace(700, 300, rounds);
        for (Row row : new ArrayList<>(Rows.all())) {
            if (rows.matcher(row.name()).find()) {
                try (Race race = new Race(row, present)) {
                    race.check();
                    race.run(pace).forEach(report::line);
                }
            }
        }
        return 0;
    }
}
