package org.rnn4j.examples;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.rnn4j.examples.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A jshell where the doors are open: type {@code nn.Linear(3, 4)} and see {@code nn.Linear(3 -> 4)}. */
@Command(
        name = "shell",
        description = {
            "Opens jshell with nn, torch, Tensor and Table imported; it prints what you type as Torch's shell does.",
            "Reads from a pipe, too: echo 'nn.Linear(3,4)' | ./rnn4j shell"
        })
final class Shell implements Callable<Integer> {
    private static final String MODE = "torch";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Type of new tensors: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as in Torch).")
    NumberType type = NumberType.DOUBLE;

    @Override
    public Integer call() throws Exception {
        boolean terminal = Terminal.isPresent();
        Map<String, String> settings = settings(terminal);
        Path startup = Files.createTempFile("rnn4j", ".jsh");
        try {
            Files.writeString(startup, startup());
            return JavaShellToolBuilder.builder()
                    .persistence(settings)
                    .interactiveTerminal(terminal)
                    .start(
                            "--class-path",
                            System.getProperty("java.class.path"),
                            "--startup",
                            "DEFAULT",
                            "--startup",
                            startup.toString(),
                            "--feedback",
                            MODE,
                            "-R--enable-native-access=ALL-UNNAMED");
        } finally {
            Files.delete(startup);
        }
    }

    private String startup() {
        return """
                import org.rnn4j.facade.nn;
                import org.rnn4j.facade.torch;
                import org.rnn4j.facade.tensor.Table;
                import org.rnn4j.facade.tensor.Tensor;
                torch.setdefaulttensortype("%s");
                """.formatted(type.tensorName());
    }

    /**
     * Settings of jshell with a mode that prints the bare values of expressions. jshell takes such modes neither as an option nor from a
     * startup file, but from the session before; so this is the session before.
     */
    private static Map<String, String> settings(boolean terminal) throws Exception {
        String commands = """
                /set mode MODE concise -quiet
                /set prompt MODE PROMPTS
                /set truncation MODE 100000
                /set format MODE display "{value}{post}" added,modified,replaced-expression,varvalue-ok-primary
                /set format MODE display "" added,modified,replaced-varinit,vardecl,assignment-ok-primary
                /set mode MODE -retain
                """.replace("MODE", MODE).replace("PROMPTS", terminal ? "\"th> \" \"  > \"" : "\"\" \"\"");
        Map<String, String> settings = new HashMap<>();
        JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)), null)
                .out(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .persistence(settings)
                .start("--no-startup", "--feedback", "concise");
        return settings;
    }
}
