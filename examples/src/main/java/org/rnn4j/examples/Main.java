package org.rnn4j.examples;

import java.util.concurrent.Callable;
import org.rnn4j.examples.console.Choice;
import org.rnn4j.examples.console.Complaints;
import org.rnn4j.examples.console.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j}: one subcommand for each tutorial. */
@Command(
        name = "rnn4j",
        description = "Torch7's recurrent networks for Java, on Deeplearning4j and ND4J.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            Words.class,
            WordsSequencer.class,
            WordsRecurrence.class,
            Cosine.class,
            Inspect.class,
            Sample.class,
            Shell.class,
            Bench.class,
            HelpCommand.class
        })
public final class Main implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final Complaints complaints = new Complaints();

    /**
     * Runs one subcommand and ends the JVM with its exit code: 0 if all went well, 2 for a wrong command line, 1 else.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        Main main = new Main();
        return main.complaints.of(new CommandLine(main)
                .registerConverter(Engine.class, new Choice<>(Engine.class))
                .registerConverter(NumberType.class, new Choice<>(NumberType.class))
                .registerConverter(Optimizer.class, new Choice<>(Optimizer.class)));
    }

    /** No command: tells which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
