package org.rnn4j.facade.tensor;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that makes fewer numbers of many: sums, means, norms, extremes, orders.
 *
 * <p>Without a dimension they run over all elements. With one, counted from 1, they run over each slice along it and the result keeps that
 * dimension with size 1. The forms with a tensor in front take the elements of that one, and this tensor receives the result. Floats are
 * summed in double.
 */
public sealed interface Reductions extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- sums and what is made of them

    /** The sum of all elements; 0 if there are none. */
    default double sum() {
        return Reduction.SUM.of(self(), Reduction.SUM);
    }

    /** The sums along a dimension. */
    default Tensor sum(int dimension) {
        return empty().sum(self(), dimension);
    }

    /** The sums of {@code source} along a dimension. */
    default Tensor sum(Tensor source, int dimension) {
        return reduce("sum", Reduction.SUM, source, dimension, self());
    }

    /** The product of all elements; 1 if there are none. */
    default double prod() {
        return Reduction.PRODUCT.of(self(), Reduction.PRODUCT);
    }

    /** The products along a dimension. */
    default Tensor prod(int dimension) {
        return empty().prod(self(), dimension);
    }

    /** The products of {@code source} along a dimension. */
    default Tensor prod(Tensor source, int dimension) {
        return reduce("prod", Reduction.PRODUCT, source, dimension, self());
    }

    /** The mean of all elements. */
    default double mean() {
        some("mean");
        self().floating("mean");
        return sum() / (double) elements();
    }

    /** The means along a dimension. */
    default Tensor mean(int dimension) {
        return empty().mean(self(), dimension);
    }

    /** The means of {@code source} along a dimension. */
    default Tensor mean(Tensor source, int dimension) {
        source.floating("mean");
        return reduce("mean", (x, n) -> Reduction.SUM.of(x, n) / n, source, dimension, self());
    }

    /** The variance of all elements, over n - 1. */
    default double var() {
        return var(false);
    }

    /** The variance of all elements, over n if {@code biased}, else over n - 1. */
    default double var(boolean biased) {
        some("var");
        self().floating("var");
        double[] values = self().toDoubleArray();
        return Reduction.variance(biased).of(values, values.length);
    }

    /** The variances along a dimension, over n - 1. */
    default Tensor var(int dimension) {
        return var(dimension, false);
    }

    /** The variances along a dimension, over n if {@code biased}, else over n - 1. */
    default Tensor var(int dimension, boolean biased) {
        self().floating("var");
        return reduce("var", Reduction.variance(biased), self(), dimension, empty());
    }

    /** The standard deviation of all elements, over n - 1. */
    default double std() {
        return std(false);
    }

    /** The standard deviation of all elements, over n if {@code biased}, else over n - 1. */
    default double std(boolean biased) {
        some("std");
        self().floating("std");
        return Math.sqrt(var(biased));
    }

    /** The standard deviations along a dimension, over n - 1. */
    default Tensor std(int dimension) {
        return std(dimension, false);
    }

    /** The standard deviations along a dimension, over n if {@code biased}, else over n - 1. */
    default Tensor std(int dimension, boolean biased) {
        self().floating("std");
        Reduction variance = Reduction.variance(biased);
        return reduce("std", (x, n) -> Math.sqrt(variance.of(x, n)), self(), dimension, empty());
    }

    /** The 2-norm of all elements. */
    default double norm() {
        return norm(2);
    }

    /** The p-norm of all elements; for p = 0 how many are not 0. */
    default double norm(double p) {
        self().floating("norm");
        return Reduction.root(Reduction.powers(p).of(self(), Reduction.SUM), p);
    }

    /** The p-norms along a dimension. */
    default Tensor norm(double p, int dimension) {
        return empty().norm(self(), p, dimension);
    }

    /** The p-norms of {@code source} along a dimension. */
    default Tensor norm(Tensor source, double p, int dimension) {
        source.floating("norm");
        return reduce("norm", Reduction.norm(p), source, dimension, self());
    }

    /** The 2-norm of the difference. */
    default double dist(Tensor other) {
        return dist(other, 2);
    }

    /** The p-norm of the difference. */
    default double dist(Tensor other, double p) {
        self().floating("dist");
        StridedTensor.alike("dist", self(), other);
        return empty().csub(self(), other).norm(p);
    }

    /**
     * Scales down, in place, each slice at one index of {@code dimension} whose p-norm is above {@code maxNorm}, to just below it.
     *
     * @return this
     */
    default Tensor renorm(double p, int dimension, double maxNorm) {
        self().floating("renorm");
        int d = self().dimensionIndex("renorm", dimension);
        for (long i = 1; i <= extent(d); i++) {
            Tensor slice = self().select(dimension, i);
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
    default Tensor cumsum() {
        return cumsum(1);
    }

    /** The sum of each element and those before it along a dimension. */
    default Tensor cumsum(int dimension) {
        return accumulate("cumsum", BinaryFunction.ADD, dimension);
    }

    /** {@link #cumprod(int)} along the first dimension. */
    default Tensor cumprod() {
        return cumprod(1);
    }

    /** The product of each element and those before it along a dimension. */
    default Tensor cumprod(int dimension) {
        return accumulate("cumprod", BinaryFunction.MULTIPLY, dimension);
    }

    private Tensor accumulate(String who, BinaryFunction function, int dimension) {
        int d = self().dimensionIndex(who, dimension);
        Tensor result = self().copy();
        Slices slices = new Slices(result, d);
        boolean floating = self().elementType().isFloatingPoint();
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
    default double max() {
        some("max");
        return Reduction.MAXIMUM.of(self(), Reduction.MAXIMUM);
    }

    /** The greatest elements along a dimension, and where each is first. */
    default Indexed max(int dimension) {
        Indexed result = new Indexed(empty(), new Tensor(ElementType.LONG));
        result.values().max(result.indices(), self(), dimension);
        return result;
    }

    /** {@link #max(int)} of {@code source}, written into this tensor, and where each is into the LongTensor {@code indices}. */
    default Tensor max(Tensor indices, Tensor source, int dimension) {
        return extremes("max", source, dimension, true, self(), indices);
    }

    /** The smallest element; NaN if there is one. */
    default double min() {
        some("min");
        return Reduction.MINIMUM.of(self(), Reduction.MINIMUM);
    }

    /** The smallest elements along a dimension, and where each is first. */
    default Indexed min(int dimension) {
        Indexed result = new Indexed(empty(), new Tensor(ElementType.LONG));
        result.values().min(result.indices(), self(), dimension);
        return result;
    }

    /** {@link #min(int)} of {@code source}, written into this tensor, and where each is into the LongTensor {@code indices}. */
    default Tensor min(Tensor indices, Tensor source, int dimension) {
        return extremes("min", source, dimension, false, self(), indices);
    }

    /** {@link #median(int)} along the last dimension. */
    default Indexed median() {
        return median(rank());
    }

    /** The elements in the middle of the order along a dimension; of two the smaller one. */
    default Indexed median(int dimension) {
        int middle = (int) (extent(self().dimensionIndex("median", dimension)) - 1) / 2;
        return choose("median", dimension, slice -> slice.select(middle));
    }

    /** The most frequent elements along the last dimension. */
    default Indexed mode() {
        return mode(rank());
    }

    /** The most frequent elements along a dimension, of several the smallest, and where each is last. */
    default Indexed mode(int dimension) {
        return choose("mode", dimension, Ordering::mode);
    }

    /** {@link #kthvalue(long, int)} along the last dimension. */
    default Indexed kthvalue(long k) {
        return kthvalue(k, rank());
    }

    /** The elements with {@code k - 1} elements before them in the order along a dimension. */
    default Indexed kthvalue(long k, int dimension) {
        ranks("kthvalue", k, dimension);
        return choose("kthvalue", dimension, slice -> slice.select((int) k - 1));
    }

    /** {@link #sort(int, boolean)} along the last dimension, the smallest element first. */
    default Indexed sort() {
        return sort(rank(), false);
    }

    /** {@link #sort(int, boolean)}, the smallest element first. */
    default Indexed sort(int dimension) {
        return sort(dimension, false);
    }

    /** The elements in order along a dimension. Where equal ones go is up to Torch's quicksort; NaN may be anywhere. */
    default Indexed sort(int dimension, boolean descending) {
        int d = self().dimensionIndex("sort", dimension);
        return several(extent(d), d, slice -> slice.sorted(descending));
    }

    /** {@link #topk(long, int, boolean)}: the {@code k} smallest elements along the last dimension. */
    default Indexed topk(long k) {
        return topk(k, rank(), false);
    }

    /** {@link #topk(long, int, boolean)}: the {@code k} smallest elements. */
    default Indexed topk(long k, int dimension) {
        return topk(k, dimension, false);
    }

    /** {@link #topk(long, int, boolean, boolean)}, as Torch's quickselect leaves them. */
    default Indexed topk(long k, int dimension, boolean greatest) {
        return topk(k, dimension, greatest, false);
    }

    /** The {@code k} smallest, or {@code greatest}, elements along a dimension; in order only if {@code sorted}. */
    default Indexed topk(long k, int dimension, boolean greatest, boolean sorted) {
        int d = ranks("topk", k, dimension);
        return several(k, d, slice -> slice.first((int) k, greatest, sorted));
    }

    private Indexed several(long k, int d, Function<Ordering, int[]> choice) {
        long[] sizes = self().size();
        sizes[d] = k;
        Indexed result = new Indexed(new Tensor(self().elementType(), sizes), new Tensor(ElementType.LONG, sizes));
        Slices from = new Slices(self(), d);
        Slices values = new Slices(result.values(), d);
        Slices indices = new Slices(result.indices(), d);
        Ordering slice = new Ordering(from, self().elementType().isFloatingPoint());
        while (from.next() && values.next() && indices.next()) {
            slice.read();
            int[] chosen = choice.apply(slice);
            for (int i = 0; i < k; i++) {
                values.put(i, from, chosen[i]);
                indices.putLong(i, chosen[i] + 1L);
            }
        }
        return result;
    }

    private static Tensor extremes(
            String who, Tensor source, int dimension, boolean greatest, Tensor values, Tensor indices) {
        int d = source.dimensionIndex(who, dimension);
        values.like(who, source);
        if (indices.elementType() != ElementType.LONG) {
            throw new IllegalArgumentException(
                    who + ": expected a torch.LongTensor for the indices, got a " + indices.type());
        }
        if (Planes.fit(source, d) && source.storage() != values.storage()) {
            long[] sizes = source.size();
            sizes[d] = 1;
            values.resize(sizes);
            indices.resize(sizes);
            if (values.isContiguous() && indices.isContiguous()) {
                Planes.extremes(source, d, greatest, values, indices);
                return values;
            }
        }
        return choose(who, source, dimension, slice -> slice.extreme(greatest), values, indices);
    }

    private Indexed choose(String who, int dimension, ToIntFunction<Ordering> choice) {
        Indexed result = new Indexed(empty(), new Tensor(ElementType.LONG));
        choose(who, self(), dimension, choice, result.values(), result.indices());
        return result;
    }

    private static Tensor choose(
            String who, Tensor source, int dimension, ToIntFunction<Ordering> choice, Tensor values, Tensor indices) {
        values.like(who, source);
        int d = source.dimensionIndex(who, dimension);
        Tensor searched = source.storage() == values.storage() ? source.copy() : source;
        long[] sizes = source.size();
        sizes[d] = 1;
        Slices from = new Slices(searched, d);
        Slices to = new Slices(values.resize(sizes), d);
        Slices where = new Slices(indices.resize(sizes), d);
        Ordering slice = new Ordering(from, source.elementType().isFloatingPoint());
        while (from.next() && to.next() && where.next()) {
            slice.read();
            int chosen = choice.applyAsInt(slice);
            to.put(0, from, chosen);
            where.putLong(0, chosen + 1L);
        }
        return values;
    }

    // ---- histograms

    /** {@link #histc(int, double, double)} with 100 bins between the smallest and the greatest element. */
    default Tensor histc() {
        return histc(100);
    }

    /** {@link #histc(int, double, double)} between the smallest and the greatest element. */
    default Tensor histc(int bins) {
        return histc(bins, 0, 0);
    }

    /**
     * How many elements lie in each of {@code bins} ranges of the same width from {@code min} to {@code max}; those outside do not
     * count. Equal limits stand for the smallest and the greatest element.
     */
    default Tensor histc(int bins, double min, double max) {
        some("histc");
        if (bins < 1 || min > max) {
            throw new IllegalArgumentException("histc: expected a positive number of bins and limits in order, got "
                    + bins + " from " + min + " to " + max);
        }
        double low = min == max ? min() : min;
        double high = min == max ? max() : max;
        double width = low == high ? 2 : high - low;
        double first = low == high ? low - 1 : low;
        Tensor counts = new Tensor(self().elementType(), bins);
        Positions from = new Positions(self());
        for (long i = elements(); i > 0; i--) {
            double value = storage().getDouble(from.next());
            if (value >= first && value <= first + width) {
                long bin = Math.min(bins - 1, (long) ((value - first) / width * bins));
                counts.storage().putDouble(bin, counts.storage().getDouble(bin) + 1);
            }
        }
        return counts;
    }

    /** {@link #histc(int, double, double)} of each row. */
    default Tensor bhistc(int bins, double min, double max) {
        if (rank() != 2) {
            throw new IllegalArgumentException("bhistc: expected a matrix, got " + self().describe());
        }
        Tensor counts = new Tensor(self().elementType(), extent(0), bins);
        for (long row = 1; row <= extent(0); row++) {
            counts.select(1, row).copy(self().select(1, row).histc(bins, min, max));
        }
        return counts;
    }

    // ---- how it is done

    private Tensor empty() {
        return new Tensor(self().elementType());
    }

    private static Tensor reduce(String who, Reduction reduction, Tensor source, int dimension, Tensor result) {
        result.like(who, source);
        int d = source.dimensionIndex(who, dimension);
        Tensor from = source == result ? source.copy() : source;
        long[] sizes = source.size();
        sizes[d] = 1;
        result.resize(sizes);
        reduction.of(from, d, result);
        return result;
    }

    private int ranks(String who, long k, int dimension) {
        int d = self().dimensionIndex(who, dimension);
        if (k < 1 || k > extent(d)) {
            throw new IllegalArgumentException(who + ": expected a number from 1 to " + extent(d) + " for dimension "
                    + dimension + " of " + self().describe() + ", got " + k);
        }
        return d;
    }

    private void some(String who) {
        if (elements() == 0) {
            throw new IllegalArgumentException(who + ": expected a tensor with elements, got " + self().describe());
        }
    }
}
