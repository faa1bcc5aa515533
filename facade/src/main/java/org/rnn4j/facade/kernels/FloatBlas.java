package org.rnn4j.facade.kernels;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** {@link Blas} in float, by the library that ND4J itself has loaded. */
@AlsoInDouble
final class FloatBlas implements Blas {
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
        openblas_nolapack.cblas_sgemm(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                transposeB ? CblasTrans : CblasNoTrans,
                m,
                n,
                k,
                (float) alpha,
                this.a.at(a),
                lda,
                this.b.at(b),
                ldb,
                (float) beta,
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
        openblas_nolapack.cblas_sgemv(
                CblasRowMajor,
                transposeA ? CblasTrans : CblasNoTrans,
                m,
                n,
                (float) alpha,
                this.a.at(a),
                lda,
                this.b.at(x),
                stepX,
                (float) beta,
                this.c.at(y),
                stepY);
    }

    @Override
    public void axpy(int n, double alpha, long x, int stepX, long y, int stepY) {
        openblas_nolapack.cblas_saxpy(n, (float) alpha, a.at(x), stepX, b.at(y), stepY);
    }

    @Override
    public void scale(int n, double alpha, long x, int stepX) {
        openblas_nolapack.cblas_sscal(n, (float) alpha, a.at(x), stepX);
    }

    /** A pointer that is moved from call to call; it owns nothing. */
    private static final class Place extends FloatPointer {
        Place at(long newAddress) {
            address = newAddress;
            return this;
        }
    }
}
