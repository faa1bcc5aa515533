package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that does linear algebra.
 *
 * <p>The methods whose names start with {@code add} happen in place: {@code this = beta this + alpha (product)}, or, with one more tensor
 * in front, {@code this = beta source + alpha (product)}. With {@code beta} 0 what was there is overwritten, NaN too. The other products
 * return a new tensor, or with two operands write into this one, which gets the sizes of the result. All tensors have the same type.
 */
public sealed interface Algebra extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- products of vectors

    /** The sum of the products of elements; both tensors have as many. */
    default double dot(Tensor other) {
        StridedTensor.alike("dot", self(), other);
        return Elementwise.dot(self(), other);
    }

    /** The matrix of all products of an element of this vector (rows) and one of {@code other} (columns). */
    default Tensor ger(Tensor other) {
        return new Tensor(self().elementType()).ger(self(), other);
    }

    /** The matrix of all products of an element of {@code x} (rows) and one of {@code y} (columns). */
    default Tensor ger(Tensor x, Tensor y) {
        check("ger", x.dim() == 1 && y.dim() == 1, x, y, "two vectors");
        return product("ger", 0, null, 1, column(x), row(y), x.size(1), y.size(1));
    }

    /** Adds {@link #ger(Tensor, Tensor)}. */
    default Tensor addr(Tensor x, Tensor y) {
        return addr(1, self(), 1, x, y);
    }

    /** Adds {@code alpha * ger(x, y)}. */
    default Tensor addr(double alpha, Tensor x, Tensor y) {
        return addr(1, self(), alpha, x, y);
    }

    /** {@code beta * this + alpha * ger(x, y)}. */
    default Tensor addr(double beta, double alpha, Tensor x, Tensor y) {
        return addr(beta, self(), alpha, x, y);
    }

    /** {@code beta * source + alpha * ger(x, y)}. */
    default Tensor addr(double beta, Tensor source, double alpha, Tensor x, Tensor y) {
        check("addr", x.dim() == 1 && y.dim() == 1, x, y, "two vectors");
        return product("addr", beta, source, alpha, column(x), row(y), x.size(1), y.size(1));
    }

    /**
     * The cross product along the first dimension of size 3.
     *
     * @throws IllegalArgumentException if there is none
     */
    default Tensor cross(Tensor other) {
        for (int d = 0; d < rank(); d++) {
            if (extent(d) == 3) {
                return cross(other, d + 1);
            }
        }
        throw new IllegalArgumentException("cross: expected a dimension of size 3, got " + self().describe());
    }

    /** The cross product along a dimension, from 1, which has size 3. */
    default Tensor cross(Tensor other, int dimension) {
        int d = self().dimensionIndex("cross", dimension);
        self().like("cross", other);
        if (extent(d) != 3 || !self().isSameSizeAs(other)) {
            throw new IllegalArgumentException("cross: expected two tensors of the same sizes with size 3 in dimension "
                    + dimension + ", got " + self().describe() + " and " + other.describe());
        }
        Tensor result = new Tensor(self().elementType(), self().size());
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3 + 1;
            int k = (i + 2) % 3 + 1;
            result.select(dimension, i + 1)
                    .cmul(self().select(dimension, j), other.select(dimension, k))
                    .addcmul(-1, self().select(dimension, k), other.select(dimension, j));
        }
        return result;
    }

    // ---- products of matrices and vectors

    /** This matrix times {@code vector}. */
    default Tensor mv(Tensor vector) {
        return new Tensor(self().elementType()).mv(self(), vector);
    }

    /** {@code matrix} times {@code vector}. */
    default Tensor mv(Tensor matrix, Tensor vector) {
        check("mv", matrix.dim() == 2 && vector.dim() == 1, matrix, vector, "a matrix and a vector");
        return product("mv", 0, null, 1, matrix, column(vector), matrix.size(1));
    }

    /** Adds {@code matrix} times {@code vector}. */
    default Tensor addmv(Tensor matrix, Tensor vector) {
        return addmv(1, self(), 1, matrix, vector);
    }

    /** Adds {@code alpha} times {@code matrix} times {@code vector}. */
    default Tensor addmv(double alpha, Tensor matrix, Tensor vector) {
        return addmv(1, self(), alpha, matrix, vector);
    }

    /** {@code beta * this + alpha * matrix * vector}. */
    default Tensor addmv(double beta, double alpha, Tensor matrix, Tensor vector) {
        return addmv(beta, self(), alpha, matrix, vector);
    }

    /** {@code beta * source + alpha * matrix * vector}. */
    default Tensor addmv(double beta, Tensor source, double alpha, Tensor matrix, Tensor vector) {
        check("addmv", matrix.dim() == 2 && vector.dim() == 1, matrix, vector, "a matrix and a vector");
        return product("addmv", beta, source, alpha, matrix, column(vector), matrix.size(1));
    }

    // ---- products of matrices

    /** This matrix times {@code other}. */
    default Tensor mm(Tensor other) {
        return new Tensor(self().elementType()).mm(self(), other);
    }

    /** {@code a} times {@code b}. */
    default Tensor mm(Tensor a, Tensor b) {
        check("mm", a.dim() == 2 && b.dim() == 2, a, b, "two matrices");
        return product("mm", 0, null, 1, a, b, a.size(1), b.size(2));
    }

    /** Adds {@code a} times {@code b}. */
    default Tensor addmm(Tensor a, Tensor b) {
        return addmm(1, self(), 1, a, b);
    }

    /** Adds {@code alpha} times {@code a} times {@code b}. */
    default Tensor addmm(double alpha, Tensor a, Tensor b) {
        return addmm(1, self(), alpha, a, b);
    }

    /** {@code beta * this + alpha * a * b}. */
    default Tensor addmm(double beta, double alpha, Tensor a, Tensor b) {
        return addmm(beta, self(), alpha, a, b);
    }

    /** {@code source + a * b}. */
    default Tensor addmm(Tensor source, Tensor a, Tensor b) {
        return addmm(1, source, 1, a, b);
    }

    /** {@code beta * source + alpha * a * b}. */
    default Tensor addmm(double beta, Tensor source, double alpha, Tensor a, Tensor b) {
        check("addmm", a.dim() == 2 && b.dim() == 2, a, b, "two matrices");
        return product("addmm", beta, source, alpha, a, b, a.size(1), b.size(2));
    }

    // ---- batches of products

    /** Each matrix of this batch {@code [N, n, m]} times that of {@code other}, {@code [N, m, p]}. */
    default Tensor bmm(Tensor other) {
        return new Tensor(self().elementType()).bmm(self(), other);
    }

    /** Each matrix of batch {@code a} {@code [N, n, m]} times that of {@code b}, {@code [N, m, p]}. */
    default Tensor bmm(Tensor a, Tensor b) {
        checkBatches("bmm", a, b);
        long[] sizes = {a.size(1), a.size(2), b.size(3)};
        Tensor left = apart(a, sizes);
        Tensor right = apart(b, sizes);
        self().resize(sizes);
        return products(0, 1, left, right);
    }

    /** {@code this + bmm(a, b)}. */
    default Tensor baddbmm(Tensor a, Tensor b) {
        return baddbmm(1, 1, a, b);
    }

    /** {@code beta * this + alpha * bmm(a, b)}. */
    default Tensor baddbmm(double beta, double alpha, Tensor a, Tensor b) {
        checkBatches("baddbmm", a, b);
        expect("baddbmm", self(), a.size(1), a.size(2), b.size(3));
        return products(beta, alpha, apart(a, self().sizes()), apart(b, self().sizes()));
    }

    /** {@code this} plus the sum of the products of the matrices of two batches. */
    default Tensor addbmm(Tensor a, Tensor b) {
        return addbmm(1, 1, a, b);
    }

    /** {@code beta * this} plus {@code alpha} times the sum of the products of the matrices of two batches. */
    default Tensor addbmm(double beta, double alpha, Tensor a, Tensor b) {
        checkBatches("addbmm", a, b);
        expect("addbmm", self(), a.size(2), b.size(3));
        Tensor left = apart(a, self().sizes());
        Tensor right = apart(b, self().sizes());
        for (long i = 1; i <= a.size(1); i++) {
            addmm(i == 1 ? beta : 1, alpha, left.select(1, i), right.select(1, i));
        }
        return self();
    }

    private Tensor products(double beta, double alpha, Tensor a, Tensor b) {
        for (long i = 1; i <= a.size(1); i++) {
            self().select(1, i).addmm(beta, alpha, a.select(1, i), b.select(1, i));
        }
        return self();
    }

    // ---- parts of matrices

    /** The sum of the diagonal of a matrix. */
    default double trace() {
        if (rank() != 2) {
            throw new IllegalArgumentException("trace: expected a matrix, got " + self().describe());
        }
        return diag().sum();
    }

    /** {@link #diag(long)} with the main diagonal. */
    default Tensor diag() {
        return diag(0);
    }

    /**
     * Of a matrix the vector on its diagonal, of a vector the square matrix that has it there and zeros elsewhere; a copy.
     *
     * @param k which diagonal: 0 the main one, positive above it, negative below
     */
    default Tensor diag(long k) {
        long down = Math.max(-k, 0);
        long right = Math.max(k, 0);
        if (rank() == 1) {
            long n = extent(0) + Math.abs(k);
            Tensor result = new Tensor(self().elementType(), n, n);
            result.diagonal(down, right, extent(0)).copy(self());
            return result;
        }
        if (rank() != 2 || down >= extent(0) || right >= extent(1)) {
            throw new IllegalArgumentException(
                    "diag: expected a vector, or a matrix with a diagonal " + k + ", got " + self().describe());
        }
        return self().diagonal(down, right, Math.min(extent(0) - down, extent(1) - right))
                .copy();
    }

    /** {@link #tril(long)} with the main diagonal. */
    default Tensor tril() {
        return tril(0);
    }

    /** A copy with zeros above diagonal {@code k}: 0 the main one, positive above it, negative below. */
    default Tensor tril(long k) {
        return triangle("tril", k, true);
    }

    /** {@link #triu(long)} with the main diagonal. */
    default Tensor triu() {
        return triu(0);
    }

    /** A copy with zeros below diagonal {@code k}: 0 the main one, positive above it, negative below. */
    default Tensor triu(long k) {
        return triangle("triu", k, false);
    }

    private Tensor triangle(String who, long k, boolean lower) {
        if (rank() != 2) {
            throw new IllegalArgumentException(who + ": expected a matrix, got " + self().describe());
        }
        Tensor result = self().copy();
        long columns = extent(1);
        for (long row = 0; row < extent(0); row++) {
            long diagonal = Math.max(0, Math.min(columns, row + k + (lower ? 1 : 0)));
            long first = lower ? diagonal : 0;
            long size = lower ? columns - diagonal : diagonal;
            if (size > 0) {
                result.select(1, row + 1).narrow(1, first + 1, size).zero();
            }
        }
        return result;
    }

    // ---- how it is done

    private static Tensor column(Tensor vector) {
        return vector.dim() == 1 ? vector.unsqueeze(2) : vector;
    }

    private static Tensor row(Tensor vector) {
        return vector.dim() == 1 ? vector.unsqueeze(1) : vector;
    }

    private void check(String who, boolean dimensionsFit, Tensor a, Tensor b, String expected) {
        self().like(who, a);
        self().like(who, b);
        if (!dimensionsFit) {
            throw new IllegalArgumentException(
                    who + ": expected " + expected + ", got " + a.describe() + " and " + b.describe());
        }
    }

    private void checkBatches(String who, Tensor a, Tensor b) {
        check(
                who,
                a.dim() == 3 && b.dim() == 3 && a.size(1) == b.size(1) && a.size(3) == b.size(2),
                a,
                b,
                "batches of sizes [N, n, m] and [N, m, p]");
    }

    private static void expect(String who, Tensor source, long... sizes) {
        if (!source.isSize(sizes)) {
            throw new IllegalArgumentException(
                    who + ": expected " + Arrays.toString(sizes) + " to add to, got " + source.describe());
        }
    }

    /** {@code this = beta source + alpha a b}, for matrices a and b; without a source beta is 0. */
    private Tensor product(
            String who, double beta, @Nullable Tensor source, double alpha, Tensor a, Tensor b, long... sizes) {
        if (a.size(2) != b.size(1)) {
            throw new IllegalArgumentException(who + ": expected as many rows in the second operand as columns in the "
                    + "first, got " + a.describe() + " and " + b.describe());
        }
        Tensor left = apart(a, sizes);
        Tensor right = apart(b, sizes);
        if (source != null) {
            self().like(who, source);
            expect(who, source, sizes);
        }
        self().resize(sizes);
        if (source != null && source != self() && beta != 0) {
            self().copy(source);
        }
        if (!self().elementType().isFloatingPoint()) {
            multiply((long) beta, (long) alpha, left, right, self());
        } else if (isMatrix(self()) || rank() == 1) {
            multiply(beta, alpha, left, right, self());
        } else {
            Tensor result = self().copy();
            multiply(beta, alpha, left, right, result);
            self().copy(result);
        }
        return self();
    }

    private static void multiply(double beta, double alpha, Tensor a, Tensor b, Tensor result) {
        Kernels.get()
                .gemm(
                        alpha,
                        isMatrix(a) ? a : a.copy(),
                        false,
                        isMatrix(b) ? b : b.copy(),
                        false,
                        beta,
                        column(result));
    }

    private static void multiply(long beta, long alpha, Tensor a, Tensor b, Tensor result) {
        Positions to = new Positions(result);
        long columns = b.size(2);
        for (long i = 0; i < result.elements(); i++) {
            long sum = 0;
            for (long k = 1; k <= a.size(2); k++) {
                sum += a.getLong(i / columns + 1, k) * b.getLong(k, i % columns + 1);
            }
            long position = to.next();
            long before = beta == 0 ? 0 : beta * result.storage().getLong(position);
            result.storage().putLong(position, before + alpha * sum);
        }
    }

    /** Whether kernels can take this as a matrix: neighbours along rows or along columns, and no element twice. */
    private static boolean isMatrix(Tensor x) {
        return x.rank() == 2 && (isRowMajor(x, 0, 1) || isRowMajor(x, 1, 0));
    }

    private static boolean isRowMajor(Tensor x, int rows, int columns) {
        return (x.step(columns) == 1 || x.extent(columns) == 1)
                && (x.extent(rows) == 1 || x.step(rows) >= x.extent(columns));
    }

    /** {@code x}, or a copy of it if it lies where a result of these sizes will. */
    private Tensor apart(Tensor x, long[] sizes) {
        long end = Math.max(end(self()), offset() + StridedTensor.elements(sizes));
        return x.storage() == storage() && end(x) > offset() && x.offset() < end ? x.copy() : x;
    }

    private static long end(Tensor x) {
        long last = x.offset();
        for (int d = 0; d < x.rank(); d++) {
            last += (x.extent(d) - 1) * x.step(d);
        }
        return last + 1;
    }
}
