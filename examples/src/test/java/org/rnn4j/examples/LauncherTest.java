package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./rnn4j} builds, and what it says; with a Maven and a Java that only look so. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo 'Downloading from central: https://repository/a.jar'
            echo '[INFO] Building rnn4j facade 0.1     [2/4]'
            if grep -q bad facade/src/main/A.java; then echo '[ERROR] A.java is bad'; exit 1; fi
            mkdir -p examples/target/lib
            cat facade/src/main/A.java >examples/target/lib/rnn4j-facade.jar
            echo jar >examples/target/rnn4j.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo 'openjdk version "17.0.1"' >&2
            """;
    private static final String BUILDING = "building rnn4j ";

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = folder.resolve("checkout");
        write("pom.xml", "");
        for (String module : new String[] {"facade", "dl4j-bridge", "examples"}) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/A.java", "");
        }
        write("rnn4j", Files.readString(Path.of("..", "rnn4j")));
        write("bin/mvn", MAVEN);
        write("bin/java", JAVA);
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** What {@code ./rnn4j} says. */
    private String run(int exitCode) throws Exception {
        var builder = new ProcessBuilder("./rnn4j", "words").directory(checkout.toFile());
        builder.environment().put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_HOME");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exitCode, process.waitFor(), output);
        return output;
    }

    private boolean builds() throws Exception {
        return run(0).contains(BUILDING);
    }

    private void setTimes(Instant time) throws IOException {
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(time));
            }
        }
    }

    @Test
    void theFirstUseBuildsAndSaysHowFarItIs() throws Exception {
        String output = run(0);
        assertTrue(output.contains(BUILDING + "(first use"), output);
        assertTrue(output.contains("\n  rnn4j facade 0.1 [2/4]\n"), output);
        assertFalse(builds());
    }

    @Test
    void anotherTimeIsNoReasonToBuild() throws Exception {
        run(0);
        setTimes(Instant.now());
        Files.setLastModifiedTime(checkout.resolve("examples/target/rnn4j.jar"), FileTime.from(Instant.EPOCH));
        assertFalse(builds());
    }

    @Test
    void sourcesThatChangeComeOrGoAreBuilt() throws Exception {
        run(0);
        Files.writeString(checkout.resolve("examples/src/main/A.java"), "// more", StandardOpenOption.APPEND);
        setTimes(Instant.EPOCH);
        assertTrue(builds());
        assertFalse(builds());
        write("examples/src/main/B.java", "");
        assertTrue(builds());
        Files.delete(checkout.resolve("dl4j-bridge/src/main/A.java"));
        assertTrue(builds());
        assertFalse(builds());
    }

    @Test
    void whatMavenAloneHasBuiltSinceIsJudgedByItsTimes() throws Exception {
        run(0);
        Files.writeString(checkout.resolve("facade/src/main/A.java"), "// more");
        setTimes(Instant.EPOCH);
        Files.writeString(checkout.resolve("examples/target/lib/rnn4j-facade.jar"), "// more");
        Files.setLastModifiedTime(checkout.resolve("examples/target/rnn4j.jar"), FileTime.from(Instant.now()));
        assertFalse(builds());
        Files.writeString(checkout.resolve("facade/src/main/A.java"), "");
        assertTrue(builds());
    }

    @Test
    void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
        write("facade/src/main/A.java", "bad");
        String output = run(1);
        assertTrue(output.contains("[ERROR] A.java is bad\nrnn4j: the build failed"), output);
        write("facade/src/main/A.java", "good");
        assertTrue(builds());
    }
}
