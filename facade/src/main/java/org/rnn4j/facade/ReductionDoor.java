package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
import org.rnn4j.facade.tensor.Indexed;
import org.rnn4j.facade.tensor.Tensor;

/** What {@link torch} makes of many elements: sums, means, norms, extremes, orders. */
@NullMarked
abstract class ReductionDoor extends ArithmeticDoor {
    /** The sum of all elements. */
    public static double sum(Tensor x) {
        return x.sum();
    }

    /** The sums along a dimension, from 1, which stays with size 1. */
    public static Tensor sum(Tensor x, int dimension) {
        return x.sum(dimension);
    }

    /** The sums along a dimension, from 1, written into {@code result}. */
    public static Tensor sum(Tensor result, Tensor x, int dimension) {
        return result.sum(x, dimension);
    }

    /** The product of all elements. */
    public static double prod(Tensor x) {
        return x.prod();
    }

    /** The products along a dimension, from 1, which stays with size 1. */
    public static Tensor prod(Tensor x, int dimension) {
        return x.prod(dimension);
    }

    /** The products along a dimension, from 1, written into {@code result}. */
    public static Tensor prod(Tensor result, Tensor x, int dimension) {
        return result.prod(x, dimension);
    }

    /** The mean of all elements. */
    public static double mean(Tensor x) {
        return x.mean();
    }

    /** The means along a dimension, from 1, which stays with size 1. */
    public static Tensor mean(Tensor x, int dimension) {
        return x.mean(dimension);
    }

    /** The means along a dimension, from 1, written into {@code result}. */
    public static Tensor mean(Tensor result, Tensor x, int dimension) {
        return result.mean(x, dimension);
    }

    /** The variance of all elements, over n - 1. */
    public static double var(Tensor x) {
        return x.var();
    }

    /** The variances along a dimension, from 1, over n - 1. */
    public static Tensor var(Tensor x, int dimension) {
        return x.var(dimension);
    }

    /** The variances along a dimension, from 1, over n if {@code biased}, else over n - 1. */
    public static Tensor var(Tensor x, int dimension, boolean biased) {
        return x.var(dimension, biased);
    }

    /** The standard deviation of all elements, over n - 1. */
    public static double std(Tensor x) {
        return x.std();
    }

    /** The standard deviations along a dimension, from 1, over n - 1. */
    public static Tensor std(Tensor x, int dimension) {
        return x.std(dimension);
    }

    /** The standard deviations along a dimension, from 1, over n if {@code biased}, else over n - 1. */
    public static Tensor std(Tensor x, int dimension, boolean biased) {
        return x.std(dimension, biased);
    }

    /** The 2-norm of all elements. */
    public static double norm(Tensor x) {
        return x.norm();
    }

    /** The p-norm of all elements. */
    public static double norm(Tensor x, double p) {
        return x.norm(p);
    }

    /** The p-norms along a dimension, from 1, which stays with size 1. */
    public static Tensor norm(Tensor x, double p, int dimension) {
        return x.norm(p, dimension);
    }

    /** {@code x} with its slices along {@code dimension} scaled down to a p-norm of at most {@code maxNorm}, as a new tensor. */
    public static Tensor renorm(Tensor x, double p, int dimension, double maxNorm) {
        return x.copy().renorm(p, dimension, maxNorm);
    }

    /** The 2-norm of the difference. */
    public static double dist(Tensor x, Tensor y) {
        return x.dist(y);
    }

    /** The p-norm of the difference. */
    public static double dist(Tensor x, Tensor y, double p) {
        return x.dist(y, p);
    }

    /** The running sums along the first dimension. */
    public static Tensor cumsum(Tensor x) {
        return x.cumsum();
    }

    /** The running sums along a dimension, from 1. */
    public static Tensor cumsum(Tensor x, int dimension) {
        return x.cumsum(dimension);
    }

    /** The running products along the first dimension. */
    public static Tensor cumprod(Tensor x) {
        return x.cumprod();
    }

    /** The running products along a dimension, from 1. */
    public static Tensor cumprod(Tensor x, int dimension) {
        return x.cumprod(dimension);
    }

    /** The greatest element. */
    public static double max(Tensor x) {
        return x.max();
    }

    /** The greatest elements along a dimension, from 1, and where each is first. */
    public static Indexed max(Tensor x, int dimension) {
        return x.max(dimension);
    }

    /** The smallest element. */
    public static double min(Tensor x) {
        return x.min();
    }

    /** The smallest elements along a dimension, from 1, and where each is first. */
    public static Indexed min(Tensor x, int dimension) {
        return x.min(dimension);
    }

    /** The element in the middle of the order of all. */
    public static double median(Tensor x) {
        return x.median();
    }

    /** The elements in the middle of the order along a dimension, from 1, and where they are. */
    public static Indexed median(Tensor x, int dimension) {
        return x.median(dimension);
    }

    /** The most frequent elements along the last dimension, and where they are. */
    public static Indexed mode(Tensor x) {
        return x.mode();
    }

    /** The most frequent elements along a dimension, from 1, and where they are. */
    public static Indexed mode(Tensor x, int dimension) {
        return x.mode(dimension);
    }

    /** The k-th smallest elements along the last dimension, and where they are. */
    public static Indexed kthvalue(Tensor x, long k) {
        return x.kthvalue(k);
    }

    /** The k-th smallest elements along a dimension, from 1, and where they are. */
    public static Indexed kthvalue(Tensor x, long k, int dimension) {
        return x.kthvalue(k, dimension);
    }

    /** The elements in ascending order along the last dimension, and where they were. */
    public static Indexed sort(Tensor x) {
        return x.sort();
    }

    /** The elements in ascending order along the last dimension, or descending, and where they were. */
    public static Indexed sort(Tensor x, boolean descending) {
        return x.sort(x.dim(), descending);
    }

    /** The elements in ascending order along a dimension, from 1, and where they were. */
    public static Indexed sort(Tensor x, int dimension) {
        return x.sort(dimension);
    }

    /** The elements in ascending order along a dimension, from 1, or descending, and where they were. */
    public static Indexed sort(Tensor x, int dimension, boolean descending) {
        return x.sort(dimension, descending);
    }

    /** The k smallest elements along the last dimension, in order, and where they are. */
    public static Indexed topk(Tensor x, long k) {
        return x.topk(k);
    }

    /** The k smallest elements along a dimension, from 1, in order, and where they are. */
    public static Indexed topk(Tensor x, long k, int dimension) {
        return x.topk(k, dimension);
    }

    /** The k smallest, or {@code greatest}, elements along a dimension, from 1, in order, and where they are. */
    public static Indexed topk(Tensor x, long k, int dimension, boolean greatest) {
        return x.topk(k, dimension, greatest);
    }

    /** Whether no element of a ByteTensor is 0. */
    public static boolean all(Tensor x) {
        return x.all();
    }

    /** Whether some element of a ByteTensor is not 0. */
    public static boolean any(Tensor x) {
        return x.any();
    }

    /** Whether both have the same type, sizes and elements. */
    public static boolean equal(Tensor x, Tensor y) {
        return x.equal(y);
    }

    /** How many elements there are. */
    public static long numel(Tensor x) {
        return x.numel();
    }

    /** {@link Tensor#histc(int, double, double)} with 100 bins between the extremes. */
    public static Tensor histc(Tensor x) {
        return x.histc();
    }

    /** {@link Tensor#histc(int, double, double)} between the extremes. */
    public static Tensor histc(Tensor x, int bins) {
        return x.histc(bins);
    }

    /** {@link Tensor#histc(int, double, double)}. */
    public static Tensor histc(Tensor x, int bins, double min, double max) {
        return x.histc(bins, min, max);
    }
}
