package org.rnn4j.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the operating system tells: on Linux. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path STATUS = Path.of("/proc/self/status");

    private Machine() {}

    /** The name of the processor, or else its kind. */
    public static String processor() {
        return find(PROCESSORS, "model name").orElse(System.getProperty("os.arch"));
    }

    /** Bytes of memory that this process has in use. */
    public static OptionalLong residentMemory() {
        return find(STATUS, "VmRSS").stream()
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    /** The value behind the first line that begins with a word. */
    private static Optional<String> find(Path file, String word) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(word))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
