package org.rnn4j.facade;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** A stopwatch: Torch's {@code torch.Timer}. It runs from the start, and can be stopped and go on. */
public final class Timer {
    private static final double NANOS = 1e9;

    private long since;
    private long cpuSince;
    private long before;
    private long cpuBefore;
    private boolean running;

    /** A stopwatch that runs. */
    public Timer() {
        resume();
    }

    /**
     * What it shows, in seconds.
     *
     * @param real time that went by
     * @param user time that all processors spent on this program, the system included
     * @param sys always 0: Java does not tell it apart
     */
    public record Time(double real, double user, double sys) {}

    /** What it shows. */
    public Time time() {
        long real = before + (running ? System.nanoTime() - since : 0);
        long cpu = cpuBefore + (running ? cpuTime() - cpuSince : 0);
        return new Time(real / NANOS, cpu / NANOS, 0);
    }

    /** Begins at zero; it goes on running if it ran. */
    public Timer reset() {
        before = 0;
        cpuBefore = 0;
        since = System.nanoTime();
        cpuSince = cpuTime();
        return this;
    }

    /** Stops. */
    public Timer stop() {
        if (running) {
            before += System.nanoTime() - since;
            cpuBefore += cpuTime() - cpuSince;
            running = false;
        }
        return this;
    }

    /** Goes on. */
    public Timer resume() {
        if (!running) {
            since = System.nanoTime();
            cpuSince = cpuTime();
            running = true;
        }
        return this;
    }

    private static long cpuTime() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known ? known.getProcessCpuTime() : 0;
    }
}
