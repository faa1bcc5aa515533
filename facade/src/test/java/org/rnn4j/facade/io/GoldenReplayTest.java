package org.rnn4j.facade.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays everything that was recorded from Torch, one test a case. {@code -Dgolden.filter=gru} replays the cases with that in their name,
 * {@code -Dgolden.dir=...} those of another folder.
 *
 * <p>A case whose modules do not all exist is missing: aborted, counted, and listed at the end.
 */
final class GoldenReplayTest {
    private static final Path REPORT = Path.of("target", "golden-report.txt");

    /** How many cases may miss a module, a number that only falls. */
    private static final Path MOST_MISSING = Path.of("src", "test", "resources", "golden-missing.txt");

    private static final List<String> FAILED = new ArrayList<>();
    private static final Map<String, Set<String>> MISSING = new TreeMap<>();
    private static int passed;

    @TestFactory
    Stream<DynamicTest> replay() {
        List<Path> files = GoldenCase.files(GoldenCase.folder(), System.getProperty("golden.filter", ""));
        assertFalse(files.isEmpty(), "golden.filter: no case has that in its name");
        return files.stream().map(file -> {
            GoldenCase golden = GoldenCase.read(file);
            return dynamicTest(golden.name(), () -> run(golden));
        });
    }

    private static void run(GoldenCase golden) {
        Set<String> missing = GoldenReplay.missing(golden);
        if (!missing.isEmpty()) {
            MISSING.put(golden.name(), missing);
            Assumptions.abort("missing: " + String.join(", ", missing));
        }
        try {
            GoldenReplay.run(golden);
            passed++;
        } catch (RuntimeException | AssertionError failure) {
            // Surefire numbers dynamic tests: the message has to say which one it was.
            String message =
                    golden.name() + ": " + (failure instanceof AssertionError ? failure.getMessage() : failure);
            FAILED.add(message);
            throw new AssertionError(message, failure);
        }
    }

    @AfterAll
    static void report() throws IOException {
        Map<String, Long> modules = MISSING.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        String summary =
                "golden replay: " + passed + " passed, " + FAILED.size() + " failed, " + MISSING.size() + " missing";
        List<String> lines = new ArrayList<>(List.of(summary, "", "failed:"));
        FAILED.forEach(failure -> lines.add("  " + failure));
        lines.addAll(List.of("", "missing, with the number of cases that need it:"));
        modules.forEach((name, count) -> lines.add("  " + name + " " + count));
        lines.addAll(List.of("", "cases that miss something:"));
        MISSING.forEach((name, missing) -> lines.add("  " + name + ": " + String.join(", ", missing)));
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
        System.out.println(summary);
        if (!modules.isEmpty()) {
            System.out.println("golden replay: missing " + String.join(", ", modules.keySet()));
        }
        if (System.getProperty("golden.filter") == null && System.getProperty("golden.dir") == null) {
            compare(
                    MISSING.size(),
                    Integer.parseInt(Files.readString(MOST_MISSING).strip()));
        }
    }

    private static void compare(int missing, int most) {
        assertTrue(
                missing <= most,
                () -> missing + " cases miss a module, at most " + most + " may (" + MOST_MISSING + "): a module "
                        + "is gone, or a folder was added, whose modules belong there, too; the report is in "
                        + REPORT);
        if (missing < most) {
            System.out.println("golden replay: " + MOST_MISSING + " says " + most + ", make it " + missing);
        }
    }
}
