package org.rnn4j.examples;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j}: one subcommand for each tutorial. */
@Command(
        name = "rnn4j",
        description = "Torch7's recurrent networks for Java, on Deeplearning4j and ND4J.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        subcommands = {
            Words.class,
            WordsSequencer.class,
            WordsRecurrence.class,
            Cosine.class,
            Shell.class,
            HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what the libraries log, and whole stack traces.")
    private boolean verbose;

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
        return new CommandLine(main)
                .registerConverter(Engine.class, new Choice<>(Engine.class))
                .registerConverter(NumberType.class, new Choice<>(NumberType.class))
                .registerConverter(Optimizer.class, new Choice<>(Optimizer.class))
                .setParameterExceptionHandler(Main::usageError)
                .setExecutionExceptionHandler(main::failure)
                .setExecutionStrategy(main::execute);
    }

    private int execute(ParseResult parsed) {
        if (verbose && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.INFO);
        }
        return new RunLast().execute(parsed);
    }

    /** One line in place of picocli's whole usage text. */
    private static int usageError(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + e.getMessage() + "; see " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** One line in place of the stack trace. */
    private int failure(Exception e, CommandLine command, ParseResult parsed) {
        if (verbose) {
            e.printStackTrace(command.getErr());
        } else {
            String name = command.getCommandSpec().qualifiedName();
            command.getErr()
                    .println(name + ": " + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a subcommand");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"rnn4j " + Optional.ofNullable(version).orElse("(not packaged)")};
        }
    }
}
