package org.rnn4j.facade.kernels;

/**
 * {@link Kernels#gemm} in BLAS's terms: rows that lie apart, flags for transposed matrices, vectors with steps, parts for each thread.
 *
 * <p>Products of all sizes go to BLAS. A call costs some 60 nanoseconds, which loops over native memory hardly ever beat: a product of 1 x 7
 * by 7 x 7 takes 90 nanoseconds here and 70 in such a loop, one of 8 x 7 by 7 x 7 takes 85 and 510. With two threads of ours a product
 * of 80 x 300 by 300 x 1200 takes 0.34 instead of 0.64 milliseconds.
 */
final class Product {
    /** Multiplications in a thread's part, at least: some 20 microseconds, several times what it takes to hand the part over. */
    private static final long PART = 1 << 20;

    /** The same for a product with a vector, which waits for memory. */
    private static final long VECTOR_PART = 1 << 17;

    /** Columns in a tile of BLAS, or a multiple: parts are cut between tiles. */
    private static final int TILE = 16;

    /**
     * Multiplications up to which OpenBLAS computes from the operands as they lie there. Above, it packs them first, which for few
     * rows takes longer than the product: 4 x 300 by 300 x 1200 takes 0.14 milliseconds packed and 0.02 in strips that are not.
     */
    static final long UNPACKED = 1_000_000;

    /** Rows up to which strips are quicker, measured over 1 to 128 rows. */
    private static final int MOST_ROWS = 96;

    /** The same where b lies there by columns. */
    private static final int MOST_ROWS_TRANSPOSED = 32;

    private Product() {}

    /** {@code c = alpha a b + beta c}; each of the three may be stored by rows or by columns. */
    static void compute(Workers workers, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
            throw new IllegalArgumentException("gemm: expected sizes that fit, got " + a.describe() + " times "
                    + b.describe() + " into " + c.describe());
        }
        if (c.rows() == 1) {
            sharedVector(workers, alpha, b.transpose(), a.transpose(), beta, c.transpose());
        } else if (c.columns() == 1) {
            sharedVector(workers, alpha, a, b, beta, c);
        } else if (c.columns() >= c.rows()) {
            shared(workers, alpha, a, b, beta, c);
        } else {
            shared(workers, alpha, b.transpose(), a.transpose(), beta, c.transpose());
        }
    }

    /** {@link #vector}, each thread some rows of a, if there are enough numbers in a. */
    private static void sharedVector(Workers workers, double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        int tiles = (y.rows() + TILE - 1) / TILE;
        int parts = (int) Math.min(Math.min(workers.parallelism(), tiles), (long) a.rows() * a.columns() / VECTOR_PART);
        if (parts < 2) {
            vector(alpha, a, x, beta, y);
            return;
        }
        workers.run(parts, part -> {
            int first = TILE * (int) ((long) tiles * part / parts);
            int end = Math.min(y.rows(), TILE * (int) ((long) tiles * (part + 1) / parts));
            vector(alpha, a.rows(first, end - first), x, beta, y.rows(first, end - first));
        });
    }

    /** {@code y = alpha a x + beta y} for columns x and y. */
    private static void vector(double alpha, Matrix a, Matrix x, double beta, Matrix y) {
        boolean transposed = !a.isRowMajor();
        Matrix stored = transposed ? rowMajor(a.transpose()) : a;
        blas(y).gemv(
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

    /** Each thread computes some columns of c, if the work is enough for several. */
    private static void shared(Workers workers, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        int tiles = (c.columns() + TILE - 1) / TILE;
        long work = (long) c.rows() * c.columns() * a.columns();
        int parts = (int) Math.min(Math.min(workers.parallelism(), tiles), work / PART);
        if (parts < 2) {
            matrix(alpha, a, b, beta, c);
            return;
        }
        workers.run(parts, part -> {
            int first = TILE * (int) ((long) tiles * part / parts);
            int end = Math.min(c.columns(), TILE * (int) ((long) tiles * (part + 1) / parts));
            matrix(alpha, a, b.columns(first, end - first), beta, c.columns(first, end - first));
        });
    }

    private static void matrix(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        if (!c.isRowMajor() && c.transpose().isRowMajor()) {
            matrix(alpha, b.transpose(), a.transpose(), beta, c.transpose());
            return;
        }
        int strip = stripOf(c.rows(), a.columns(), b.isRowMajor());
        if (strip == 0 || strip >= c.columns()) {
            call(alpha, a, b, beta, c);
            return;
        }
        for (int first = 0; first < c.columns(); first += strip) {
            int count = Math.min(strip, c.columns() - first);
            call(alpha, a, b.columns(first, count), beta, c.columns(first, count));
        }
    }

    /**
     * How many columns of a product of {@code rows} rows and {@code depth} multiplications for each element to ask BLAS for at a time; 0 for
     * all of them.
     */
    private static int stripOf(int rows, int depth, boolean byRows) {
        long fitting = UNPACKED / ((long) rows * depth);
        if (byRows) {
            return rows <= MOST_ROWS && fitting >= 32 ? (int) Math.min(fitting / 32 * 32, 192) : 0;
        }
        return rows <= MOST_ROWS_TRANSPOSED && fitting >= 16 ? (int) Math.min(fitting / 16 * 16, 48) : 0;
    }

    private static void call(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        boolean transposeA = !a.isRowMajor();
        boolean transposeB = !b.isRowMajor();
        Matrix storedA = transposeA ? rowMajor(a.transpose()) : a;
        Matrix storedB = transposeB ? rowMajor(b.transpose()) : b;
        blas(c).gemm(
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

    private static Blas blas(Matrix matrix) {
        return Arithmetic.of("gemm", matrix).blas();
    }
}
