package org.rnn4j.facade.tensor;

import java.util.function.ToIntFunction;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Storage;

/**
 * The part of a {@link Tensor} that makes fewer numbers of many: sums, means, norms, extremes, orders.
 *
 * <p>Without a dimension they run over all elements. With one, counted from 1, they run over each slice along it and the result keeps that
 * dimension with size 1. The forms with a tensor in front take the elements of that one, and this tensor receives the result. Floats are
 * summed in double.
 */
abstract class ReducingTensor extends FunctionTensor {
    ReducingTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        super(storage, offset, sizes, strides);
    }

    // ---- sums and what is made of them

    /** The sum of all elements; 0 if there are none. */
    public final double sum() {
        return Reduction.SUM.of(this, Reduction.SUM);
    }

    /** The sums along a dimension. */
    public final Tensor sum(int dimension) {
        return empty().sum(self(), dimension);
    }

    /** The sums of {@code source} along a dimension. */
    public final Tensor sum(Tensor source, int dimension) {
        return reduce("sum", Reduction.SUM, source, dimension);
    }

    /** The product of all elements; 1 if there are none. */
    public final double prod() {
        return Reduction.PRODUCT.of(this, Reduction.PRODUCT);
    }

    /** The products along a dimension. */
    public final Tensor prod(int dimension) {
        return empty().prod(self(), dimension);
    }

    /** The products of {@code source} along a dimension. */
    public final Tensor prod(Tensor source, int dimension) {
        return reduce("prod", Reduction.PRODUCT, source, dimension);
    }

    /** The mean of all elements. */
    public final double mean() {
        some("mean");
        floating("mean");
        return sum() / (double) elements();
    }

    /** The means along a dimension. */
    public final Tensor mean(int dimension) {
        return empty().mean(self(), dimension);
    }

    /** The means of {@code source} along a dimension. */
    public final Tensor mean(Tensor source, int dimension) {
        source.floating("mean");
        return reduce("mean", (x, n) -> Reduction.SUM.of(x, n) / n, source, dimension);
    }

    /** The variance of all elements, over n - 1. */
    public final double var() {
        return var(false);
    }

    /** The variance of all elements, over n if {@code biased}, else over n - 1. */
    public final double var(boolean biased) {
        some("var");
        floating("var");
        double[] values = self().toDoubleArray();
        return Reduction.variance(biased).of(values, values.length);
    }

    /** The variances along a dimension, over n - 1. */
    public final Tensor var(int dimension) {
        return var(dimension, false);
    }

    /** The variances along a dimension, over n if {@code biased}, else over n - 1. */
    public final Tensor var(int dimension, boolean biased) {
        floating("var");
        return empty().reduce("var", Reduction.variance(biased), self(), dimension);
    }

    /** The standard deviation of all elements, over n - 1. */
    public final double std() {
        return std(false);
    }

    /** The standard deviation of all elements, over n if {@code biased}, else over n - 1. */
    public final double std(boolean biased) {
        some("std");
        floating("std");
        return Math.sqrt(var(biased));
    }

    /** The standard deviations along a dimension, over n - 1. */
    public final Tensor std(int dimension) {
        return std(dimension, false);
    }

    /** The standard deviations along a dimension, over n if {@code biased}, else over n - 1. */
    public final Tensor std(int dimension, boolean biased) {
        floating("std");
        Reduction variance = Reduction.variance(biased);
        return empty().reduce("std", (x, n) -> Math.sqrt(variance.of(x, n)), self(), dimension);
    }

    /** The 2-norm of all elements. */
    public final double norm() {
        return norm(2);
    }

    /** The p-norm of all elements; for p = 0 how many are not 0. */
    public final double norm(double p) {
        floating("norm");
        Reduction then = p == Double.POSITIVE_INFINITY ? Reduction.powers(p) : Reduction.SUM;
        return Reduction.root(Reduction.powers(p).of(this, then), p);
    }

    /** The p-norms along a dimension. */
    public final Tensor norm(double p, int dimension) {
        return empty().norm(self(), p, dimension);
    }

    /** The p-norms of {@code source} along a dimension. */
    public final Tensor norm(Tensor source, double p, int dimension) {
        source.floating("norm");
        return reduce("norm", Reduction.norm(p), source, dimension);
    }

    /** The 2-norm of the difference. */
    public final double dist(Tensor other) {
        return dist(other, 2);
    }

    /** The p-norm of the difference. */
    public final double dist(Tensor other, double p) {
        floating("dist");
        alike("dist", this, other);
        return empty().csub(self(), other).norm(p);
    }

    /**
     * Scales down, in place, each slice at one index of {@code dimension} whose p-norm is above {@code maxNorm}, to just below it.
     *
     * @return this
     */
    public final Tensor renorm(double p, int dimension, double maxNorm) {
        floating("renorm");
        int d = dimensionIndex("renorm", dimension);
        for (long i = 1; i <= extent(d); i++) {
            Tensor slice = select(dimension, i);
            double norm = slice.norm(p);
            if (norm > maxNorm) {
                // Torch's 1e-7 keeps the new norm below the limit in spite of rounding.
                slice.mul(maxNorm / (norm + 1e-7));
            }
        }
        return self();
    }

    // ---- running sums

    /** {@link #cumsum(int)} along the first dimension. */
    public final Tensor cumsum() {
        return cumsum(1);
    }

    /** The sum of each element and those before it along a dimension. */
    public final Tensor cumsum(int dimension) {
        return accumulate("cumsum", BinaryFunction.ADD, dimension);
    }

    /** {@link #cumprod(int)} along the first dimension. */
    public final Tensor cumprod() {
        return cumprod(1);
    }

    /** The product of each element and those before it along a dimension. */
    public final Tensor cumprod(int dimension) {
        return accumulate("cumprod", BinaryFunction.MULTIPLY, dimension);
    }

    private Tensor accumulate(String who, BinaryFunction function, int dimension) {
        int d = dimensionIndex(who, dimension);
        Tensor result = self().copy();
        Slices slices = new Slices(result, d);
        boolean floating = elementType().isFloatingPoint();
        while (slices.next()) {
            double sum = slices.getDouble(0);
            long whole = slices.getLong(0);
            for (int i = 1; i < slices.length; i++) {
                if (floating) {
                    sum = function.of(sum, slices.getDouble(i));
                    slices.putDouble(i, sum);
                } else {
                    whole = function.of(whole, slices.getLong(i));
                    slices.putLong(i, whole);
                }
            }
        }
        return result;
    }

    // ---- extremes and orders

    /** The greatest element; NaN if there is one. */
    public final double max() {
        some("max");
        return Reduction.MAXIMUM.of(this, Reduction.MAXIMUM);
    }

    /** The greatest elements along a dimension, and where each is first. */
    public final Indexed max(int dimension) {
        return choose("max", dimension, slice -> slice.extreme(true));
    }

    /** The smallest element; NaN if there is one. */
    public final double min() {
        some("min");
        return Reduction.MINIMUM.of(this, Reduction.MINIMUM);
    }

    /** The smallest elements along a dimension, and where each is first. */
    public final Indexed min(int dimension) {
        return choose("min", dimension, slice -> slice.extreme(false));
    }

    /** The element in the middle of the order of all; of two the smaller one. */
    public final double median() {
        some("median");
        return self().reshape(elements()).median(1).values().item();
    }

    /** The elements in the middle of the order along a dimension; of two the smaller one. */
    public final Indexed median(int dimension) {
        return choose("median", dimension, slice -> {
            int[] order = slice.sorted(false);
            return order[(order.length - 1) / 2];
        });
    }

    /** The most frequent elements along the last dimension. */
    public final Indexed mode() {
        return mode(rank());
    }

    /** The most frequent elements along a dimension, of several the smallest, and where each is last. */
    public final Indexed mode(int dimension) {
        return choose("mode", dimension, Ordering::mode);
    }

    /** {@link #kthvalue(long, int)} along the last dimension. */
    public final Indexed kthvalue(long k) {
        return kthvalue(k, rank());
    }

    /** The elements with {@code k - 1} elements before them in the order along a dimension. */
    public final Indexed kthvalue(long k, int dimension) {
        ranks("kthvalue", k, dimension);
        return choose("kthvalue", dimension, slice -> slice.sorted(false)[(int) k - 1]);
    }

    /** {@link #sort(int, boolean)} along the last dimension, the smallest element first. */
    public final Indexed sort() {
        return sort(rank(), false);
    }

    /** {@link #sort(int, boolean)}, the smallest element first. */
    public final Indexed sort(int dimension) {
        return sort(dimension, false);
    }

    /** The elements in order along a dimension; equal ones stay in the order they have, NaN counts as greatest. */
    public final Indexed sort(int dimension, boolean descending) {
        int d = dimensionIndex("sort", dimension);
        return first(extent(d), d, descending);
    }

    /** {@link #topk(long, int, boolean)}: the {@code k} smallest elements along the last dimension. */
    public final Indexed topk(long k) {
        return topk(k, rank(), false);
    }

    /** {@link #topk(long, int, boolean)}: the {@code k} smallest elements. */
    public final Indexed topk(long k, int dimension) {
        return topk(k, dimension, false);
    }

    /** The {@code k} smallest, or {@code greatest}, elements along a dimension, in order. */
    public final Indexed topk(long k, int dimension, boolean greatest) {
        return first(k, ranks("topk", k, dimension), greatest);
    }

    private Indexed first(long k, int d, boolean descending) {
        long[] sizes = size();
        sizes[d] = k;
        Indexed result = new Indexed(new Tensor(elementType(), sizes), new Tensor(ElementType.LONG, sizes));
        Slices from = new Slices(this, d);
        Slices values = new Slices(result.values(), d);
        Slices indices = new Slices(result.indices(), d);
        Ordering slice = new Ordering(from, elementType().isFloatingPoint());
        while (from.next() && values.next() && indices.next()) {
            slice.read();
            int[] order = slice.sorted(descending);
            for (int i = 0; i < k; i++) {
                values.put(i, from, order[i]);
                indices.putLong(i, order[i] + 1L);
            }
        }
        return result;
    }

    private Indexed choose(String who, int dimension, ToIntFunction<Ordering> choice) {
        int d = dimensionIndex(who, dimension);
        long[] sizes = size();
        sizes[d] = 1;
        Indexed result = new Indexed(new Tensor(elementType(), sizes), new Tensor(ElementType.LONG, sizes));
        Slices from = new Slices(this, d);
        Slices values = new Slices(result.values(), d);
        Slices indices = new Slices(result.indices(), d);
        Ordering slice = new Ordering(from, elementType().isFloatingPoint());
        while (from.next() && values.next() && indices.next()) {
            slice.read();
            int chosen = choice.applyAsInt(slice);
            values.put(0, from, chosen);
            indices.putLong(0, chosen + 1L);
        }
        return result;
    }

    // ---- histograms

    /** {@link #histc(int, double, double)} with 100 bins between the smallest and the greatest element. */
    public final Tensor histc() {
        return histc(100);
    }

    /** {@link #histc(int, double, double)} between the smallest and the greatest element. */
    public final Tensor histc(int bins) {
        return histc(bins, 0, 0);
    }

    /**
     * How many elements lie in each of {@code bins} ranges of the same width from {@code min} to {@code max}; those outside do not
     * count. Equal limits stand for the smallest and the greatest element.
     */
    public final Tensor histc(int bins, double min, double max) {
        some("histc");
        if (bins < 1 || min > max) {
            throw new IllegalArgumentException("histc: expected a positive number of bins and limits in order, got "
                    + bins + " from " + min + " to " + max);
        }
        double low = min == max ? min() : min;
        double high = min == max ? max() : max;
        double width = low == high ? 2 : high - low;
        double first = low == high ? low - 1 : low;
        Tensor counts = new Tensor(elementType(), bins);
        Positions from = new Positions(this);
        for (long i = elements(); i > 0; i--) {
            double value = storage().getDouble(from.next());
            if (value >= first && value <= first + width) {
                long bin = Math.min(bins - 1, (long) ((value - first) / width * bins));
                counts.storage().putDouble(bin, counts.storage().getDouble(bin) + 1);
            }
        }
        return counts;
    }

    // ---- how it is done

    private Tensor empty() {
        return new Tensor(elementType());
    }

    final Tensor reduce(String who, Reduction reduction, Tensor source, int dimension) {
        like(who, source);
        StridedTensor from = source;
        int d = from.dimensionIndex(who, dimension);
        long[] sizes = source.size();
        if (source == this) {
            from = source.copy();
        }
        sizes[d] = 1;
        resize(sizes);
        reduction.of(from, d, this);
        return self();
    }

    private int ranks(String who, long k, int dimension) {
        int d = dimensionIndex(who, dimension);
        if (k < 1 || k > extent(d)) {
            throw new IllegalArgumentException(who + ": expected a number from 1 to " + extent(d) + " for dimension "
                    + dimension + " of " + describe() + ", got " + k);
        }
        return d;
    }

    private void some(String who) {
        if (elements() == 0) {
            throw new IllegalArgumentException(who + ": expected a tensor with elements, got " + describe());
        }
    }
}
