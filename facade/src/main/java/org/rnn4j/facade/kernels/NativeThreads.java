package org.rnn4j.facade.kernels;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How many threads compute, and whose.
 *
 * <p>The system property {@code rnn4j.threads} says how many threads share a large kernel; without it, as many as the machine has
 * processors. They are ours: OpenBLAS and ND4J each have a pool of their own whose idle threads keep the processors busy, so that
 * DL4J's LSTM, for one, runs ten times slower with two native threads than with one. Both are set to one thread.
 */
final class NativeThreads {
    static final String PROPERTY = "rnn4j.threads";

    private NativeThreads() {}

    /** Sets ND4J and its BLAS to one thread each, for the whole process. */
    static void settle() {
        if (Storage.isHostMemory()) {
            openblas_nolapack.blas_set_num_threads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
        }
    }

    /** The number of threads that share a large kernel, the calling one included. */
    static int wished() {
        String wish = System.getProperty(PROPERTY);
        if (wish == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int threads = Integer.parseInt(wish);
            if (threads > 0) {
                return threads;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(wish), e);
        }
        throw new IllegalArgumentException(expected(wish));
    }

    private static String expected(String wish) {
        return PROPERTY + ": expected a number of threads, at least 1, got " + wish;
    }
}
