package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Tensor;

/** The programs in the README and the manual compile and run; those that are whole classes are {@code .ci/consumer}'s. */
final class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path MANUAL = Path.of("..", "src", "site", "markdown");

    @TempDir
    private Path folder;

    @BeforeEach
    void beginAsAProgramDoes() {
        Tensor.setDefaultType(ElementType.DOUBLE);
    }

    private static List<String> programs() throws IOException {
        return programs(Path.of("..", "README.md"));
    }

    private static List<String> programs(Path page) throws IOException {
        Matcher matcher = PROGRAM.matcher(Files.readString(page));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    /** What the program prints. */
    private String run(String program) throws Exception {
        String imports = lines(program, true);
        Path source = folder.resolve("Program.java");
        Files.writeString(
                source,
                imports + "public class Program { public static void main(String[] args) {\n" + lines(program, false)
                        + "}}");
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var options = List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiles = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertTrue(compiles, messages::toString);
        }
        var printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            classes.loadClass("Program").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String lines(String program, boolean imports) {
        return program.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void theTutorialPrintsWhatTheCommandPrints() throws Exception {
        double[] losses = CommandRun.losses(run(programs().get(0)));
        assertEquals(1000, losses.length);
        assertArrayEquals(new CommandRun("words", "--type=double", "--plain").losses(), losses);
    }

    @Test
    void theThreeWaysRun() throws Exception {
        assertEquals("", run(programs().get(1)));
    }

    @Test
    void aSequencerLearnsToKeepASum() throws Exception {
        List<String> programs = programs(MANUAL.resolve("getting-started.md"));
        List<String> losses = run(programs.get(0)).lines().toList();
        assertEquals("1000: 0.0", losses.get(4).substring(0, 9));
        assertEquals("", run(programs.get(1)));
    }

    @Test
    void graphsAreTrainedAndTaughtANewModule() throws Exception {
        for (String program : programs(MANUAL.resolve("bridge.md"))) {
            assertEquals("", run(program));
        }
    }
}
