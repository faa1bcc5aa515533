package org.rnn4j.facade.kernels;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that share large kernels with the thread that calls them.
 *
 * <p>One caller at a time has the workers; who comes meanwhile computes alone, so that programs that run several models side by side do
 * not overload the machine. A worker that has nothing to do looks out for work for a moment, as the next kernel usually
 * follows at once, and then sleeps.
 */
final class Workers {
    /** How long who waits stays awake: longer than the small kernels between two large ones. */
    private static final long PATIENCE_NANOS = 100_000;

    private final Thread[] threads;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Job job;
    private volatile boolean started;

    /** @param parallelism how many threads work on a job, the caller included */
    Workers(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("rnn4j.threads: expected at least 1, got " + parallelism);
        }
        threads = new Thread[parallelism - 1];
    }

    /** How many threads work on a job, the caller included. */
    int parallelism() {
        return threads.length + 1;
    }

    /** Runs {@code task} for 0 to {@code parts - 1}, once each, in any order, and returns when all are done. */
    void run(int parts, IntConsumer task) {
        if (parts < 2 || threads.length == 0 || !taken.compareAndSet(false, true)) {
            for (int part = 0; part < parts; part++) {
                task.accept(part);
            }
            return;
        }
        Job mine = new Job(parts, task);
        try {
            job = mine;
            wake(Math.min(parts - 1, threads.length));
            mine.work();
            mine.await();
        } finally {
            job = null;
            taken.set(false);
        }
        mine.rethrow();
    }

    private void wake(int count) {
        if (!started) {
            start();
        }
        for (int i = 0; i < count; i++) {
            LockSupport.unpark(threads[i]);
        }
    }

    private void start() {
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(this::serve, "rnn4j-" + (i + 1));
            threads[i].setDaemon(true);
            threads[i].setContextClassLoader(null);
            threads[i].start();
        }
        started = true;
    }

    private void serve() {
        long lastWork = System.nanoTime();
        while (true) {
            if (help()) {
                lastWork = System.nanoTime();
            } else if (System.nanoTime() - lastWork < PATIENCE_NANOS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                lastWork = System.nanoTime();
            }
        }
    }

    /** A method of its own, so that a sleeping worker holds no reference to the last job. */
    private boolean help() {
        Job present = job;
        return present != null && present.work();
    }

    /** One call of {@link #run}. */
    private static final class Job {
        private final int parts;
        private final IntConsumer task;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger open;
        private volatile @Nullable Throwable failure;

        Job(int parts, IntConsumer task) {
            this.parts = parts;
            this.task = task;
            open = new AtomicInteger(parts);
        }

        /** Does parts until none is left; false if there was none. */
        boolean work() {
            boolean worked = false;
            for (int part = next.get(); part < parts && (part = next.getAndIncrement()) < parts; part = next.get()) {
                worked = true;
                try {
                    task.accept(part);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    if (open.decrementAndGet() == 0) {
                        LockSupport.unpark(caller);
                    }
                }
            }
            return worked;
        }

        void await() {
            long start = System.nanoTime();
            while (open.get() > 0) {
                if (System.nanoTime() - start < PATIENCE_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }

        void rethrow() {
            Throwable thrown = failure;
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }
    }
}
