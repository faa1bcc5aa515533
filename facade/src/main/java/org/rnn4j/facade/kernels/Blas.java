package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;

/**
 * The few BLAS routines that kernels use, on native addresses: no copies, no allocation. Matrices are row-major; {@code lda} is the distance
 * between rows of a, and so on. An instance belongs to one thread. Callers keep the storages behind the addresses reachable.
 */
interface Blas {
    /**
     * A whole number of the steps in which {@link #axpy} takes neighbours. There it fuses the product with the sum; whether it does so with
     * the last few depends on the processor.
     */
    int BULK = 64;

    /** {@code c = alpha op(a) op(b) + beta c}, c of m x n, op(a) of m x k. */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            long a,
            int lda,
            long b,
            int ldb,
            double beta,
            long c,
            int ldc);

    /** {@code y = alpha op(a) x + beta y}, a of m x n as it lies there. */
    void gemv(
            boolean transposeA,
            int m,
            int n,
            double alpha,
            long a,
            int lda,
            long x,
            int stepX,
            double beta,
            long y,
            int stepY);

    /** {@code y = y + alpha x} for n numbers. */
    void axpy(int n, double alpha, long x, int stepX, long y, int stepY);

    /** {@code y = y + alpha x} for the first n numbers of two runs. */
    default void axpy(int n, double alpha, Run x, Run y) {
        axpy(n, alpha, x.address(), (int) x.step, y.address(), (int) y.step);
        Reference.reachabilityFence(x.storage);
        Reference.reachabilityFence(y.storage);
    }

    /** {@code x = alpha x} for n numbers. */
    void scale(int n, double alpha, long x, int stepX);
}
