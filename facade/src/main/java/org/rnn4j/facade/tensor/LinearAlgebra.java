package org.rnn4j.facade.tensor;

import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.openblas.global.openblas;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;

/**
 * Systems of equations, eigenvalues and factors of matrices, by LAPACK: what the door {@code torch} calls by LAPACK's names.
 *
 * <p>Matrices are floats or doubles, and computed in double. Results are new, in columns that lie one after the other. Signs of
 * eigenvectors, of singular vectors and of Q and R are LAPACK's choice.
 */
public final class LinearAlgebra {
    /** Where LAPACK measures what counts as zero by itself. */
    private static final double AUTOMATIC = -1;

    static {
        // BLAS gets its one thread before LAPACK wakes up others.
        Kernels.get();
        // As in Torch, matrices with NaN are computed and not refused.
        openblas.LAPACKE_set_nancheck(0);
    }

    private LinearAlgebra() {}

    /**
     * The solution of a system, and what became of its matrix.
     *
     * @param solution one column for each column of the right-hand side
     * @param factors the factors of the matrix, as LAPACK leaves them
     */
    public record Solved(Tensor solution, Tensor factors) {}

    /**
     * Eigenvalues and eigenvectors.
     *
     * @param values N of a symmetric matrix, in rising order; N x 2 of any other, real and imaginary parts
     * @param vectors N x N, in columns, if they were asked for
     */
    public record Eigen(Tensor values, Tensor vectors) {}

    /** {@code matrix = u diag(s) v'}. */
    public record Singular(Tensor u, Tensor s, Tensor v) {}

    /** {@code matrix = q r}. */
    public record Orthogonal(Tensor q, Tensor r) {}

    /**
     * Reflections, and how strong they are.
     *
     * @param reflections R on and above the diagonal, the directions of the reflections below
     * @param tau one factor for each reflection
     */
    public record Reflections(Tensor reflections, Tensor tau) {}

    /**
     * A factor, and how its rows are exchanged.
     *
     * @param factor the factor
     * @param pivots an IntTensor: where each row came from, from 1
     */
    public record Pivoted(Tensor factor, Tensor pivots) {}

    /** A matrix in columns, as LAPACK takes it. */
    private static final class Columns {
        private final ElementType type;
        private final int rows;
        private final int columns;
        private final double[] values;

        Columns(ElementType type, int rows, int columns, double[] values) {
            this.type = type;
            this.rows = rows;
            this.columns = columns;
            this.values = values;
        }

        static Columns of(Tensor matrix) {
            return new Columns(
                    matrix.elementType(),
                    Math.toIntExact(matrix.size(1)),
                    Math.toIntExact(matrix.size(2)),
                    matrix.t().toDoubleArray());
        }

        /** The first rows and columns. */
        Tensor tensor(long someRows, long someColumns) {
            return inColumns(type, rows, columns, values).narrow(1, 1, someRows).narrow(2, 1, someColumns);
        }

        Tensor tensor() {
            return inColumns(type, rows, columns, values);
        }

        int smaller() {
            return Math.min(rows, columns);
        }
    }

    private static Tensor inColumns(ElementType type, int rows, int columns, double[] values) {
        return values(type, values).resize(columns, rows).t();
    }

    private static Tensor values(ElementType type, double[] values) {
        return Tensor.of(values).to(type);
    }

    /** X with {@code a X = b}, for square a. */
    public static Solved gesv(Tensor b, Tensor a) {
        Columns matrix = square("gesv", a);
        Columns right = rightHandSide("gesv", b, a, matrix.rows);
        int n = matrix.rows;
        int info = openblas.LAPACKE_dgesv(
                LAPACK_COL_MAJOR, n, right.columns, matrix.values, n, new int[n], right.values, n);
        succeeded("gesv", info, "a matrix that is not singular");
        return new Solved(right.tensor(), matrix.tensor());
    }

    /** X with {@code op(a) X = b}, for triangular a. */
    public static Solved trtrs(Tensor b, Tensor a, String upperOrLower, String transposed, String diagonal) {
        byte part = option("trtrs", upperOrLower, "UL");
        byte form = option("trtrs", transposed, "NT");
        byte ones = option("trtrs", diagonal, "NU");
        Columns matrix = square("trtrs", a);
        Columns right = rightHandSide("trtrs", b, a, matrix.rows);
        int n = matrix.rows;
        int info = openblas.LAPACKE_dtrtrs(
                LAPACK_COL_MAJOR, part, form, ones, n, right.columns, matrix.values, n, right.values, n);
        succeeded("trtrs", info, "a matrix without zeros on the diagonal");
        return new Solved(right.tensor(), matrix.tensor());
    }

    /** X that makes {@code a X - b} smallest or, if a has more columns than rows, the smallest X with {@code a X = b}. */
    public static Solved gels(Tensor b, Tensor a) {
        Columns matrix = matrix("gels", a);
        int rows = Math.max(matrix.rows, matrix.columns);
        Columns right = rightHandSide("gels", b, a, rows);
        int info = openblas.LAPACKE_dgels(
                LAPACK_COL_MAJOR,
                (byte) 'N',
                matrix.rows,
                matrix.columns,
                right.columns,
                matrix.values,
                matrix.rows,
                right.values,
                rows);
        succeeded("gels", info, "a matrix of full rank");
        return new Solved(right.tensor(matrix.columns, right.columns), matrix.tensor());
    }

    /** The inverse of a square matrix. */
    public static Tensor inverse(Tensor a) {
        Columns matrix = square("inverse", a);
        int n = matrix.rows;
        int[] pivots = new int[n];
        int info = openblas.LAPACKE_dgetrf(LAPACK_COL_MAJOR, n, n, matrix.values, n, pivots);
        succeeded("inverse", info, "a matrix that is not singular");
        succeeded(
                "inverse",
                openblas.LAPACKE_dgetri(LAPACK_COL_MAJOR, n, matrix.values, n, pivots),
                "a matrix that is not singular");
        return matrix.tensor();
    }

    /**
     * Eigenvalues of a symmetric matrix.
     *
     * @param vectors {@code V} for eigenvectors, {@code N} for none
     * @param upperOrLower {@code U} or {@code L}: which triangle is read
     */
    public static Eigen symeig(Tensor a, String vectors, String upperOrLower) {
        byte wanted = option("symeig", vectors, "NV");
        byte part = option("symeig", upperOrLower, "UL");
        Columns matrix = square("symeig", a);
        double[] eigenvalues = new double[matrix.rows];
        int info = openblas.LAPACKE_dsyev(
                LAPACK_COL_MAJOR, wanted, part, matrix.rows, matrix.values, matrix.rows, eigenvalues);
        succeeded("symeig", info, "eigenvalues that can be found");
        return new Eigen(values(matrix.type, eigenvalues), matrix.tensor());
    }

    /**
     * Eigenvalues of a square matrix. Two columns of vectors belong to two conjugate eigenvalues: their real and imaginary parts.
     *
     * @param vectors {@code V} for eigenvectors, {@code N} for none
     */
    public static Eigen eig(Tensor a, String vectors) {
        byte wanted = option("eig", vectors, "NV");
        Columns matrix = square("eig", a);
        int n = matrix.rows;
        double[] real = new double[n];
        double[] imaginary = new double[n];
        double[] right = new double[wanted == 'V' ? n * n : 1];
        int info = openblas.LAPACKE_dgeev(
                LAPACK_COL_MAJOR,
                (byte) 'N',
                wanted,
                n,
                matrix.values,
                n,
                real,
                imaginary,
                new double[1],
                1,
                right,
                wanted == 'V' ? n : 1);
        succeeded("eig", info, "eigenvalues that can be found");
        Tensor eigenvalues = new Tensor(matrix.type, n, 2);
        eigenvalues.select(2, 1).copy(Tensor.of(real));
        eigenvalues.select(2, 2).copy(Tensor.of(imaginary));
        return new Eigen(eigenvalues, wanted == 'V' ? inColumns(matrix.type, n, n, right) : new Tensor(matrix.type));
    }

    /**
     * Singular values and vectors.
     *
     * @param all {@code A} for all vectors, {@code S} for as many as there are singular values
     */
    public static Singular svd(Tensor a, String all) {
        byte wanted = option("svd", all, "AS");
        Columns matrix = matrix("svd", a);
        int m = matrix.rows;
        int n = matrix.columns;
        int k = matrix.smaller();
        double[] s = new double[k];
        double[] u = new double[m * (wanted == 'A' ? m : k)];
        double[] v = new double[n * n];
        int info = openblas.LAPACKE_dgesvd(
                LAPACK_COL_MAJOR, wanted, wanted, m, n, matrix.values, m, s, u, m, v, n, new double[Math.max(1, k)]);
        succeeded("svd", info, "singular values that can be found");
        Tensor vectors = inColumns(matrix.type, n, n, v).t();
        return new Singular(
                inColumns(matrix.type, m, u.length / m, u),
                values(matrix.type, s),
                wanted == 'A' ? vectors : vectors.narrow(2, 1, k).contiguous());
    }

    /**
     * The triangular factor of a positive definite matrix.
     *
     * @param upperOrLower {@code U} for U with {@code a = U' U}, {@code L} for L with {@code a = L L'}
     */
    public static Tensor potrf(Tensor a, String upperOrLower) {
        byte part = option("potrf", upperOrLower, "UL");
        Columns matrix = square("potrf", a);
        int info = openblas.LAPACKE_dpotrf(LAPACK_COL_MAJOR, part, matrix.rows, matrix.values, matrix.rows);
        succeeded("potrf", info, "a positive definite matrix");
        return triangle(matrix.tensor(), part);
    }

    /** X with {@code a X = b}, where {@code factor} is what {@link #potrf} made of a. */
    public static Tensor potrs(Tensor b, Tensor factor, String upperOrLower) {
        byte part = option("potrs", upperOrLower, "UL");
        Columns matrix = square("potrs", factor);
        Columns right = rightHandSide("potrs", b, factor, matrix.rows);
        int n = matrix.rows;
        int info = openblas.LAPACKE_dpotrs(LAPACK_COL_MAJOR, part, n, right.columns, matrix.values, n, right.values, n);
        succeeded("potrs", info, "a factor without zeros on the diagonal");
        return right.tensor();
    }

    /** The inverse of a, where {@code factor} is what {@link #potrf} made of a. */
    public static Tensor potri(Tensor factor, String upperOrLower) {
        byte part = option("potri", upperOrLower, "UL");
        Columns matrix = square("potri", factor);
        int n = matrix.rows;
        int info = openblas.LAPACKE_dpotri(LAPACK_COL_MAJOR, part, n, matrix.values, n);
        succeeded("potri", info, "a factor without zeros on the diagonal");
        for (int row = 0; row < n; row++) {
            for (int column = row + 1; column < n; column++) {
                int upper = row + column * n;
                int lower = column + row * n;
                matrix.values[part == 'U' ? lower : upper] = matrix.values[part == 'U' ? upper : lower];
            }
        }
        return matrix.tensor();
    }

    /**
     * {@link #potrf} of a matrix that need not be of full rank, with exchanged rows.
     *
     * @param tolerance pivots up to this one count as zero; below 0 LAPACK decides
     */
    public static Pivoted pstrf(Tensor a, String upperOrLower, double tolerance) {
        byte part = option("pstrf", upperOrLower, "UL");
        Columns matrix = square("pstrf", a);
        int n = matrix.rows;
        int[] pivots = new int[n];
        int info = openblas.LAPACKE_dpstrf(
                LAPACK_COL_MAJOR, part, n, matrix.values, n, pivots, new int[1], tolerance < 0 ? AUTOMATIC : tolerance);
        succeeded("pstrf", info, "a positive definite matrix");
        Tensor rows = new Tensor(ElementType.INT, n);
        for (int i = 0; i < n; i++) {
            rows.storage().putLong(i, pivots[i]);
        }
        return new Pivoted(triangle(matrix.tensor(), part), rows);
    }

    private static Tensor triangle(Tensor matrix, byte part) {
        return part == 'U' ? matrix.triu() : matrix.tril();
    }

    /** Q with orthogonal columns and upper triangular R. */
    public static Orthogonal qr(Tensor a) {
        Reflections reflections = geqrf(a);
        long k = Math.min(a.size(1), a.size(2));
        Tensor q = orgqr(reflections.reflections, reflections.tau);
        return new Orthogonal(q, reflections.reflections.narrow(1, 1, k).triu());
    }

    /** The reflections that make an upper triangle of a matrix. */
    public static Reflections geqrf(Tensor a) {
        Columns matrix = matrix("geqrf", a);
        double[] tau = new double[matrix.smaller()];
        int info =
                openblas.LAPACKE_dgeqrf(LAPACK_COL_MAJOR, matrix.rows, matrix.columns, matrix.values, matrix.rows, tau);
        succeeded("geqrf", info, "a matrix");
        return new Reflections(matrix.tensor(), values(matrix.type, tau));
    }

    /** Q as a matrix, from its reflections. */
    public static Tensor orgqr(Tensor reflections, Tensor tau) {
        Columns matrix = matrix("orgqr", reflections);
        int k = factors("orgqr", tau, matrix.smaller());
        int info = openblas.LAPACKE_dorgqr(
                LAPACK_COL_MAJOR, matrix.rows, k, k, matrix.values, matrix.rows, tau.toDoubleArray());
        succeeded("orgqr", info, "reflections");
        return matrix.tensor(matrix.rows, k);
    }

    /**
     * The product of Q, from its reflections, and another matrix.
     *
     * @param side {@code L} for {@code op(Q) c}, {@code R} for {@code c op(Q)}
     * @param transposed {@code N} for Q itself, {@code T} for its transpose
     */
    public static Tensor ormqr(Tensor reflections, Tensor tau, Tensor c, String side, String transposed) {
        byte from = option("ormqr", side, "LR");
        byte form = option("ormqr", transposed, "NT");
        Columns matrix = matrix("ormqr", reflections);
        Columns product = matrix("ormqr", c);
        int k = factors("ormqr", tau, matrix.smaller());
        int rows = from == 'L' ? product.rows : product.columns;
        if (matrix.rows != rows) {
            throw new IllegalArgumentException(
                    "ormqr: expected reflections of " + rows + " rows, got " + reflections.describe());
        }
        int info = openblas.LAPACKE_dormqr(
                LAPACK_COL_MAJOR,
                from,
                form,
                product.rows,
                product.columns,
                k,
                matrix.values,
                matrix.rows,
                tau.toDoubleArray(),
                product.values,
                product.rows);
        succeeded("ormqr", info, "reflections");
        return product.tensor();
    }

    // ---- checks

    private static Columns matrix(String who, Tensor a) {
        a.floating(who);
        if (a.dim() != 2) {
            throw new IllegalArgumentException(who + ": expected a matrix, got " + a.describe());
        }
        return Columns.of(a);
    }

    private static Columns square(String who, Tensor a) {
        Columns matrix = matrix(who, a);
        if (matrix.rows != matrix.columns) {
            throw new IllegalArgumentException(who + ": expected a square matrix, got " + a.describe());
        }
        return matrix;
    }

    /** The right-hand side b in at least {@code rows} rows; a vector is one column. */
    private static Columns rightHandSide(String who, Tensor b, Tensor a, int rows) {
        a.like(who, b);
        if ((b.dim() != 1 && b.dim() != 2) || b.size(1) != a.size(1)) {
            throw new IllegalArgumentException(
                    who + ": expected a right-hand side of " + a.size(1) + " rows, got " + b.describe());
        }
        Tensor columns = new Tensor(b.elementType(), rows, b.dim() == 1 ? 1 : b.size(2));
        columns.narrow(1, 1, b.size(1)).copy(b);
        return Columns.of(columns);
    }

    private static int factors(String who, Tensor tau, int most) {
        if (tau.dim() != 1 || tau.size(1) > most) {
            throw new IllegalArgumentException(
                    who + ": expected a vector of at most " + most + " factors, got " + tau.describe());
        }
        return Math.toIntExact(tau.size(1));
    }

    private static byte option(String who, String given, String known) {
        if (given.length() != 1 || known.indexOf(given.charAt(0)) < 0) {
            throw new IllegalArgumentException(who + ": expected one of the letters " + known + ", got " + given);
        }
        return (byte) given.charAt(0);
    }

    private static void succeeded(String who, int info, String expected) {
        if (info != 0) {
            throw new IllegalArgumentException(
                    who + ": expected " + expected + ", got one that LAPACK gives up on (" + info + ")");
        }
    }
}
