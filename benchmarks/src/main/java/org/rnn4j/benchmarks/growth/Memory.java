package org.rnn4j.benchmarks.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Memory that probes have in use, each in a JVM of its own. */
final class Memory {
    private static final long[] RHOS = {5, 10, 20, 50, 100, 200};
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    /** How much less than usual the probes do. */
    private final int divisor;

    Memory(int divisor) {
        this.divisor = divisor;
    }

    List<Series> all() throws IOException {
        Series rho = new Series("Recursor(FastLSTM) N64 H128, ten times rho steps", "rho", "MiB resident");
        for (long value : RHOS) {
            probe(rho, Probe.RHO, value);
        }
        return List.of(
                rho,
                probe(new Series("the same with rho 5", "steps", "MiB resident"), Probe.STEPS, 20_000),
                probe(
                        new Series("Sequencer(FastLSTM) H32, lengths 1 to 40", "iterations", "MiB resident"),
                        Probe.LENGTHS,
                        10_000),
                probe(new Series("FastLSTM N1 H32, evaluate", "steps", "MiB resident"), Probe.EVALUATE, 1_000_000));
    }

    private Series probe(Series series, Probe probe, long count) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxbytes=0",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        probe.name(),
                        Long.toString(probe == Probe.RHO ? count : count / divisor))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(line -> line.split(" ", 2)).forEach(words -> {
                series.add(Long.parseLong(words[0]), Long.parseLong(words[1]) / MEBIBYTE);
            });
        }
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("probe " + probe + ": expected exit code 0, got " + exitCode);
        }
        return series;
    }
}
