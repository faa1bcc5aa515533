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
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.rnn4j.examples.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A jshell where the doors are open: type {@code nn.Linear(3, 4)} and see {@code nn.Linear(3 -> 4)}. */
@Command(
        name = "shell",
        description = {
            "Opens jshell with nn, torch, Tensor and Table imported; it prints what you type as Torch's shell does.",
            "Reads from a pipe, too: echo 'nn.Linear(3,4)' | ./rnn4j shell"
        })
final class Shell implements Callable<Integer> {
    private static final String MODE = "torch";
    private static final int START_MILLISECONDS = 60_000;
    /** How jshell's keys for what was typed begin. */
    private static final String HISTORY_LINE = "HISTORY_LINE_";
    /** Held here, or else its level might be forgotten. */
    private static final Logger PREFERENCES_LOG = Logger.getLogger("java.util.prefs");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Type of new tensors: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, as in Torch).")
    NumberType type = NumberType.DOUBLE;

    @Override
    public Integer call() throws Exception {
        boolean terminal = Terminal.isPresent();
        Map<String, String> settings = settings(terminal);
        if (terminal) {
            settings.putAll(history());
        }
        boolean verbose = spec.findOption("--verbose").getValue();
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
                            "--execution",
                            "jdi:remoteAgent(" + ShellAgent.class.getName() + "),timeout(" + START_MILLISECONDS + ")",
                            "-R-D" + ShellAgent.VERBOSE + "=" + verbose,
                            "-R--enable-native-access=ALL-UNNAMED");
        } finally {
            Files.delete(startup);
            if (terminal) {
                keepHistory(settings);
            }
        }
    }

    /** What was typed in the sessions before, kept where jshell keeps its own. */
    private static Map<String, String> history() throws BackingStoreException {
        Map<String, String> lines = new HashMap<>();
        Preferences kept = preferences();
        for (String key : kept.keys()) {
            lines.put(key, kept.get(key, ""));
        }
        return lines;
    }

    private static void keepHistory(Map<String, String> settings) throws BackingStoreException {
        Preferences kept = preferences();
        kept.clear();
        settings.forEach((key, value) -> {
            if (key.startsWith(HISTORY_LINE)) {
                kept.put(key, value);
            }
        });
        kept.flush();
    }

    private static Preferences preferences() {
        // It tells when it makes its folder.
        PREFERENCES_LOG.setLevel(Level.WARNING);
        return Preferences.userNodeForPackage(Shell.class);
    }

    private String startup() {
        return """
                import org.rnn4j.facade.nn;
                import org.rnn4j.facade.nngraph;
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
        settings.keySet().removeIf(key -> key.startsWith(HISTORY_LINE));
        return settings;
    }
}
