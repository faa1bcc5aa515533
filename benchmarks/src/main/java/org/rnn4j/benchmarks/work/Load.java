package org.rnn4j.benchmarks.work;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Tells whether other programs keep the machine busy: on Linux; elsewhere they never seem to. */
public final class Load {
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    /** The columns behind the name that count work: user, nice, system; irq, softirq, steal. The others are idle. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private final long start = System.nanoTime();
    private final double all = allSeconds();
    private final double own = ownSeconds();

    /** Watches from now on. */
    public Load() {}

    /** How many processors others have used since, in the mean. */
    public double ofOthers() {
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return Math.max(0, ((allSeconds() - all) - (ownSeconds() - own)) / seconds);
    }

    private static double allSeconds() {
        try {
            String[] columns = Files.readAllLines(STATISTICS).get(0).split(" +", -1);
            return Arrays.stream(BUSY)
                            .mapToLong(column -> Long.parseLong(columns[column]))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    private static double ownSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / (double) TimeUnit.SECONDS.toNanos(1)
                : 0;
    }
}
