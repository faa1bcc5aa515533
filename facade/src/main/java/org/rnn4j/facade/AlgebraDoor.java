package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Tensor;

/** Linear algebra of {@link torch}. */
@NullMarked
abstract class AlgebraDoor extends ReductionDoor {
    /** The sum of the products of elements. */
    public static double dot(Tensor x, Tensor y) {
        return x.dot(y);
    }

    /** The matrix of the products of elements of two vectors. */
    public static Tensor ger(Tensor x, Tensor y) {
        return x.ger(y);
    }

    /** The matrix {@code a} times the vector {@code x}. */
    public static Tensor mv(Tensor a, Tensor x) {
        return a.mv(x);
    }

    /** {@code a} times {@code x}, written into {@code result}. */
    public static Tensor mv(Tensor result, Tensor a, Tensor x) {
        return result.mv(a, x);
    }

    /** The matrix {@code a} times the matrix {@code b}. */
    public static Tensor mm(Tensor a, Tensor b) {
        return a.mm(b);
    }

    /** {@code a} times {@code b}, written into {@code result}. */
    public static Tensor mm(Tensor result, Tensor a, Tensor b) {
        return result.mm(a, b);
    }

    /** Each matrix of batch {@code a} times that of batch {@code b}. */
    public static Tensor bmm(Tensor a, Tensor b) {
        return a.bmm(b);
    }

    /** {@code c + a b}, as a new tensor. */
    public static Tensor addmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().addmm(a, b);
    }

    /** {@code c + alpha a b}, as a new tensor. */
    public static Tensor addmm(Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addmm(alpha, a, b);
    }

    /** {@code beta c + alpha a b}, as a new tensor. */
    public static Tensor addmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addmm(beta, alpha, a, b);
    }

    /** {@code c + a x}, as a new tensor. */
    public static Tensor addmv(Tensor c, Tensor a, Tensor x) {
        return c.copy().addmv(a, x);
    }

    /** {@code c + alpha a x}, as a new tensor. */
    public static Tensor addmv(Tensor c, double alpha, Tensor a, Tensor x) {
        return c.copy().addmv(alpha, a, x);
    }

    /** {@code beta c + alpha a x}, as a new tensor. */
    public static Tensor addmv(double beta, Tensor c, double alpha, Tensor a, Tensor x) {
        return c.copy().addmv(beta, alpha, a, x);
    }

    /** {@code c + ger(x, y)}, as a new tensor. */
    public static Tensor addr(Tensor c, Tensor x, Tensor y) {
        return c.copy().addr(x, y);
    }

    /** {@code c + alpha ger(x, y)}, as a new tensor. */
    public static Tensor addr(Tensor c, double alpha, Tensor x, Tensor y) {
        return c.copy().addr(alpha, x, y);
    }

    /** {@code beta c + alpha ger(x, y)}, as a new tensor. */
    public static Tensor addr(double beta, Tensor c, double alpha, Tensor x, Tensor y) {
        return c.copy().addr(beta, alpha, x, y);
    }

    /** {@code c + bmm(a, b)}, as a new tensor. */
    public static Tensor baddbmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().baddbmm(a, b);
    }

    /** {@code beta c + alpha bmm(a, b)}, as a new tensor. */
    public static Tensor baddbmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().baddbmm(beta, alpha, a, b);
    }

    /** {@code c + (sum of bmm(a, b))}, as a new tensor. */
    public static Tensor addbmm(Tensor c, Tensor a, Tensor b) {
        return c.copy().addbmm(a, b);
    }

    /** {@code beta c + alpha (sum of bmm(a, b))}, as a new tensor. */
    public static Tensor addbmm(double beta, Tensor c, double alpha, Tensor a, Tensor b) {
        return c.copy().addbmm(beta, alpha, a, b);
    }

    /** The cross product along the first dimension of size 3. */
    public static Tensor cross(Tensor x, Tensor y) {
        return x.cross(y);
    }

    /** The cross product along a dimension, from 1, of size 3. */
    public static Tensor cross(Tensor x, Tensor y, int dimension) {
        return x.cross(y, dimension);
    }

    /** The sum of the diagonal. */
    public static double trace(Tensor x) {
        return x.trace();
    }

    /** {@link Tensor#diag()}. */
    public static Tensor diag(Tensor x) {
        return x.diag();
    }

    /** {@link Tensor#diag(long)}. */
    public static Tensor diag(Tensor x, long k) {
        return x.diag(k);
    }

    /** {@link Tensor#tril()}. */
    public static Tensor tril(Tensor x) {
        return x.tril();
    }

    /** {@link Tensor#tril(long)}. */
    public static Tensor tril(Tensor x, long k) {
        return x.tril(k);
    }

    /** {@link Tensor#triu()}. */
    public static Tensor triu(Tensor x) {
        return x.triu();
    }

    /** {@link Tensor#triu(long)}. */
    public static Tensor triu(Tensor x, long k) {
        return x.triu(k);
    }
}
