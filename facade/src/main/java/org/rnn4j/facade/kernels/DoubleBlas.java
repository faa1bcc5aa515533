package org.rnn4j.facade.kernels;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** {@link Blas} in double, by the library that ND4J itself has loaded. */
final class DoubleBlas implements Blas {
    private final Place a = new Place();
    private final Place b = new Place();
    private final Place c = new Place();

    @Override
    public void gemm(
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
            int ldc) {
        openblas_nolapack.cblas_dgemm(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                transposeB ? CblasTrans : CblasNoTrans,
                m,
                n,
                k,
                alpha,
                this.a.at(a),
                lda,
                this.b.at(b),
                ldb,
                beta,
                this.c.at(c),
                ldc);
    }

    @Override
    public void gemv(
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
            int stepY) {
        openblas_nolapack.cblas_dgemv(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                m,
                n,
                alpha,
                this.a.at(a),
                lda,
                this.b.at(x),
                stepX,
                beta,
                this.c.at(y),
                stepY);
    }

    @Override
    public void axpy(int n, double alpha, long x, int stepX, long y, int stepY) {
        openblas_nolapack.cblas_daxpy(n, alpha, a.at(x), stepX, b.at(y), stepY);
    }

    @Override
    public void scale(int n, double alpha, long x, int stepX) {
        openblas_nolapack.cblas_dscal(n, alpha, a.at(x), stepX);
    }

    /** A pointer that is moved from call to call; it owns nothing. */
    private static final class Place extends DoublePointer {
        Place at(long newAddress) {
            address = newAddress;
            return this;
        }
    }
}
