package org.rnn4j.facade.kernels;

/** {@link Kernels#gemm} in BLAS's terms: rows that lie apart, flags for transposed matrices, vectors with steps. */
final class Product {
    private Product() {}

    /** {@code c = alpha a b + beta c}; each of the three may be stored by rows or by columns. */
    static void compute(Blas blas, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
            throw new IllegalArgumentException("gemm: expected sizes that fit, got " + a.describe() + " times "
                    + b.describe() + " into " + c.describe());
        }
        if (c.rows() == 1) {
            vector(blas, alpha, b.transpose(), a.transpose(), beta, c.transpose());
        } else if (c.columns() == 1) {
            vector(blas, alpha, a, b, beta, c);
        } else if (c.isRowMajor()) {
            matrix(blas, alpha, a, b, beta, c);
        } else {
            matrix(blas, alpha, b.transpose(), a.transpose(), beta, c.transpose());
        }
    }

    /** {@code y = alpha a x + beta y} for columns x and y. */
    private static void vector(Blas blas, double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        boolean transposed = !a.isRowMajor();
        Matrix stored = transposed ? rowMajor(a.transpose()) : a;
        blas.gemv(
                transposed,
                stored.rows(),
                stored.columns(),
                alpha,
                stored.address(),
                stored.leadingDimension(),
                x.address(),
                step(x),
                beta,
                y.address(),
                step(y));
    }

    private static int step(Matrix column) {
        if (column.rows() > 1 && column.rowStep() < 1) {
            throw new IllegalArgumentException("gemm: expected a vector of distinct elements, got an expanded one");
        }
        return column.rows() == 1 ? 1 : Math.toIntExact(column.rowStep());
    }

    private static void matrix(Blas blas, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        boolean transposeA = !a.isRowMajor();
        boolean transposeB = !b.isRowMajor();
        Matrix storedA = transposeA ? rowMajor(a.transpose()) : a;
        Matrix storedB = transposeB ? rowMajor(b.transpose()) : b;
        blas.gemm(
                transposeA,
                transposeB,
                c.rows(),
                c.columns(),
                a.columns(),
                alpha,
                storedA.address(),
                storedA.leadingDimension(),
                storedB.address(),
                storedB.leadingDimension(),
                beta,
                rowMajor(c).address(),
                c.leadingDimension());
    }

    private static Matrix rowMajor(Matrix matrix) {
        if (!matrix.isRowMajor()) {
            throw new IllegalArgumentException("gemm: expected neighbouring elements along rows or columns, got steps "
                    + matrix.rowStep() + " and " + matrix.columnStep() + " in " + matrix.describe()
                    + "; copy the matrix first");
        }
        return matrix;
    }
}
