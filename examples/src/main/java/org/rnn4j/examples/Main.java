package org.rnn4j.examples;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code rnn4j}: one subcommand for each tutorial. */
@Command(
        name = "rnn4j",
        description = "Torch7's recurrent networks for Java, on Deeplearning4j and ND4J.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = HelpCommand.class)
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    /**
     * Runs one subcommand and ends the JVM with its exit code: 0 if all went well, 2 for a wrong command line, 1 else.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
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
