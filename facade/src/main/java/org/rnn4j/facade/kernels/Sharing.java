package org.rnn4j.facade.kernels;

/** Deals out the parts of large kernels to the threads there are. */
final class Sharing {
    /** Exponentials in a thread's part, at least: some 10 microseconds, more than it takes to hand the part over. */
    private static final long PART = 1 << 13;

    /** How many numbers can be copied, or added up, in the time of an exponential. */
    static final int COPIES_PER_TRANSFER = 4;

    private final Workers workers;

    Sharing(Workers workers) {
        this.workers = workers;
    }

    /** The threads. */
    Workers workers() {
        return workers;
    }

    /** Some of many rows or elements. */
    interface Part {
        void run(int first, int count);
    }

    /** Some neighbours in the present run of a walk. */
    interface Stretch {
        void run(long from, long count);
    }

    /** Goes through all runs of a walk, and deals out the blocks of a long one; {@code perTransfer} elements cost about an exponential. */
    void elements(Walk walk, int perTransfer, Stretch stretch) {
        do {
            if (walk.count < 2 * PART) {
                stretch.run(0, walk.count);
                continue;
            }
            int blocks = (int) ((walk.count + Arithmetic.BLOCK - 1) / Arithmetic.BLOCK);
            rows(blocks, Arithmetic.BLOCK / perTransfer, (first, count) -> {
                long from = (long) first * Arithmetic.BLOCK;
                stretch.run(from, Math.min(walk.count - from, (long) count * Arithmetic.BLOCK));
            });
        } while (walk.next());
    }

    /** How many threads to deal rows out to whose elements each cost about an exponential; at least one. */
    int parts(int rows, int columns) {
        return (int) Math.max(1, Math.min(Math.min(workers.parallelism(), rows), (long) rows * columns / PART));
    }

    /** Deals out rows whose elements each cost about an exponential. */
    void rows(int rows, int columns, Part part) {
        int parts = parts(rows, columns);
        if (parts < 2) {
            part.run(0, rows);
            return;
        }
        workers.run(parts, p -> {
            int first = (int) ((long) rows * p / parts);
            part.run(first, (int) ((long) rows * (p + 1) / parts) - first);
        });
    }
}
