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
    /** Before a block, collectors finish, and threads go to sleep that spin while they wait. */
    private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The times of the contenders, in their order. */
    public List<Timing> measure(List<Contender> contenders) {
        for (Contender contender : contenders) {
            run(contender, warmUp);
        }
        List<LongStream.Builder> times = new ArrayList<>();
        contenders.forEach(contender -> times.add(LongStream.builder()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                settle();
                LongStream.Builder own = times.get(i);
                run(contenders.get(i), block).forEach(own::add);
            }
        }
        return times.stream().map(own -> Timing.of(own.build().toArray())).toList();
    }

    /** What one contender leaves behind is not collected on the time of the next. */
    private static void settle() {
        System.gc();
        LockSupport.parkNanos(PAUSE_NANOSECONDS);
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
