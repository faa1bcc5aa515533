package org.rnn4j.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * How much is measured: every contender is warmed up, then all of them take turns, a block of iterations each.
 *
 * @param warmUp milliseconds of a contender before its first block
 * @param block milliseconds of a block; one iteration at least
 * @param rounds blocks of each contender
 */
public record Pace(int warmUp, int block, int rounds) {
    /** Between blocks the threads that others wait with, spinning, go to sleep. */
    private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The times of the contenders, in their order. */
    public List<Timing> measure(List<Contender> contenders) {
        for (Contender contender : contenders) {
            run(contender, warmUp);
        }
        List<LongStream.Builder> times = new ArrayList<>();
        contenders.forEach(contender -> times.add(LongStream.builder()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                LockSupport.parkNanos(PAUSE_NANOSECONDS);
                LongStream.Builder own = times.get(i);
                run(contenders.get(i), block).forEach(own::add);
            }
        }
        return times.stream().map(own -> Timing.of(own.build().toArray())).toList();
    }

    private static LongStream run(Contender contender, int milliseconds) {
        LongStream.Builder times = LongStream.builder();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        long before = start;
        do {
            contender.iterate();
            long now = System.nanoTime();
            times.add(now - before);
            before = now;
        } while (before < end);
        return times.build();
    }
}
