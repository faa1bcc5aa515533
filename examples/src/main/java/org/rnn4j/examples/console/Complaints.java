package org.rnn4j.examples.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says when it fails: one line, unless {@code --verbose} asks for more. Goes into a command as a mixin. */
public final class Complaints {
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what the libraries log, and whole stack traces.")
    private boolean verbose;

    /**
     * Makes a command line complain so.
     *
     * @return it
     */
    public CommandLine of(CommandLine commandLine) {
        return commandLine
                .setParameterExceptionHandler(Complaints::usageError)
                .setExecutionExceptionHandler(this::failure)
                .setExecutionStrategy(this::execute);
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
        command.getErr().println(name + ": " + what(e) + "; see " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String what(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
        }
        String got = unmatched.getUnmatched().get(0);
        // picocli also suggests what has nothing in common but a few letters.
        var meant = unmatched.getSuggestions().stream()
                .filter(suggestion -> suggestion.charAt(0) == got.charAt(0))
                .toList();
        return "expected " + expected(unmatched) + ", got " + got
                + (meant.isEmpty() ? "" : " (did you mean " + String.join(" or ", meant) + "?)");
    }

    private static String expected(UnmatchedArgumentException e) {
        var commands = e.getCommandLine().getSubcommands().keySet();
        if (e.isUnknownOption()) {
            return "an option that there is";
        }
        return commands.isEmpty() ? "only options" : "a command (" + String.join(", ", commands) + ")";
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
}
