package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private static void assertEachPartRunsOnce(Workers workers, int parts) {
        AtomicIntegerArray runs = new AtomicIntegerArray(parts);
        workers.run(parts, runs::incrementAndGet);
        for (int part = 0; part < parts; part++) {
            assertEquals(1, runs.get(part));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPartRunsOnce(int parallelism) {
        Workers workers = new Workers(parallelism);
        for (int round = 0; round < 300; round++) {
            assertEachPartRunsOnce(workers, round % 11);
        }
    }

    @Test
    void sleepingWorkersWakeUp() throws InterruptedException {
        Workers workers = new Workers(2);
        for (int round = 0; round < 3; round++) {
            assertTwoThreadsMeet(workers);
            Thread.sleep(20);
        }
    }

    /** Neither part can finish without the other. */
    private static void assertTwoThreadsMeet(Workers workers) {
        CountDownLatch met = new CountDownLatch(2);
        Thread[] threads = new Thread[2];
        workers.run(2, part -> {
            threads[part] = Thread.currentThread();
            met.countDown();
            await(met);
        });
        assertNotSame(threads[0], threads[1]);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertEquals(true, latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSecondCallerComputesAlone() {
        Workers workers = new Workers(2);
        workers.run(2, part -> {
            Thread self = Thread.currentThread();
            workers.run(3, inner -> assertSame(self, Thread.currentThread()));
        });
    }

    @Test
    void manyCallersDoNotDisturbEachOther() throws Exception {
        Workers workers = new Workers(3);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            for (Future<?> result : IntStream.range(0, 4)
                    .mapToObj(caller -> callers.submit(() -> {
                        for (int round = 0; round < 200; round++) {
                            assertEachPartRunsOnce(workers, 3);
                        }
                    }))
                    .toList()) {
                result.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void failuresReachTheCallerAndLeaveTheWorkersUsable() {
        Workers workers = new Workers(2);
        for (int failing = 0; failing < 2; failing++) {
            int part = failing;
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> workers.run(2, p -> {
                        if (p == part) {
                            throw new IllegalStateException("part " + p);
                        }
                    }));
            assertEquals("part " + part, thrown.getMessage());
            assertTwoThreadsMeet(workers);
        }
    }

    @Test
    void noThreadsAreRefused() {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> new Workers(0));
        assertEquals("rnn4j.threads: expected at least 1, got 0", thrown.getMessage());
    }
}
