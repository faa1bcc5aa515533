package org.rnn4j.benchmarks;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.rnn4j.benchmarks.growth.Growth;
import org.rnn4j.benchmarks.libtorch.Libtorch;
import org.rnn4j.benchmarks.work.Machine;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.examples.console.Choice;
import org.rnn4j.examples.console.Complaints;
import org.rnn4j.examples.console.Positive;
import org.rnn4j.examples.console.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j bench}. */
@Command(
        name = "rnn4j bench",
        description = {
            "Measures rnn4j beside libtorch and Deeplearning4j's own layers, which do the same work with the same weights, in turns.",
            "Before that all results are compared. Ratios are theirs to ours: above 1, rnn4j is the faster one."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = Growth.class)
public final class Main implements Callable<Integer> {
    private static final int WARM_UP_MILLISECONDS = 600;
    private static final int BLOCK_MILLISECONDS = 300;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private final Complaints complaints = new Complaints();

    @Option(
            names = "--rows",
            paramLabel = "REGEX",
            description = "Only rows in whose name this is found, such as 'LSTM N80' or 'words|cosine'.")
    private Pattern filter = Pattern.compile("");

    @Option(
            names = "--peers",
            paramLabel = "PEER",
            split = ",",
            description = "Who else takes part: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Peer> peers = List.of(Peer.values());

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Positive.class,
            description =
                    "Threads of rnn4j and of libtorch (default: as many as there are processors, ${DEFAULT-VALUE}). "
                            + "Deeplearning4j is fastest with one, and has one.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Positive.class,
            description = "How often everybody's turn comes (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--json",
            description =
                    "In place of the table print a JSON object for each line and peer: name, peer, ours and theirs in microseconds, "
                            + "ratio.")
    private boolean json;

    /**
     * Runs the command and ends the JVM with its exit code: 0 if all went well, 2 for a wrong command line, 1 else.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        Main main = new Main();
        return main.complaints.of(new CommandLine(main).registerConverter(Peer.class, new Choice<>(Peer.class)));
    }

    @Override
    public Integer call() {
        List<Row> rows = Rows.all().stream()
                .filter(row -> filter.matcher(row.name()).find())
                .toList();
        if (rows.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--rows: expected a part of a row's name, got " + filter);
        }
        // Read when the kernels are first used.
        System.setProperty("rnn4j.threads", Integer.toString(threads));
        Libtorch.configure(threads);

        PrintWriter out = spec.commandLine().getOut();
        Report report = json ? Report.json(out, peers) : Report.table(out, peers);
        Set<Peer> present = present();
        report.begin(machine());
        Pace pace = new Pace(WARM_UP_MILLISECONDS, BLOCK_MILLISECONDS, rounds);
        for (Row row : rows) {
            try (Race race = new Race(row, present)) {
                race.check();
                race.run(pace).forEach(report::line);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** The chosen peers that this machine has. */
    private Set<Peer> present() {
        Set<Peer> present = EnumSet.noneOf(Peer.class);
        present.addAll(peers);
        if (present.contains(Peer.LIBTORCH) && !Libtorch.isPresent()) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": there is no libtorch for this machine");
            present.remove(Peer.LIBTORCH);
        }
        return present;
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%s; threads: %d of %d; Java %s",
                Machine.processor(),
                threads,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }
}
