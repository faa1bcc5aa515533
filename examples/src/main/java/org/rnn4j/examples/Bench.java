package org.rnn4j.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list of commands for a program of its own, which the launcher starts: it needs libtorch, and the tutorials do not. */
@Command(name = "bench", description = "Measures rnn4j beside libtorch and Deeplearning4j's own layers.")
final class Bench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "expected as the first word after the launcher: ./rnn4j bench " + String.join(" ", arguments));
    }
}
