package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;

/**
 * Adds up the slices along a dimension.
 *
 * <p>Input: a tensor. Output: a tensor without the dimension; {@code [T, N, D]} becomes {@code [N, D]} along 1, and a vector {@code [1]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Sum">Torch manual: Sum</a>
 */
public final class Sum extends AbstractSum {
    /** Sums along the first dimension. */
    public Sum() {
        this(null);
    }

    /** Sums along {@code dimension}, from 1, or from the last one if negative; null for the first. */
    public Sum(@Nullable Integer dimension) {
        this(dimension, null);
    }

    /** Sums along a dimension of samples of {@code nInputDims} dimensions; null if batches are not told apart. */
    public Sum(@Nullable Integer dimension, @Nullable Integer nInputDims) {
        this(dimension, nInputDims, null);
    }

    /** Means instead of sums if {@code sizeAverage}. */
    public Sum(@Nullable Integer dimension, @Nullable Integer nInputDims, @Nullable Boolean sizeAverage) {
        this(dimension, nInputDims, sizeAverage, null);
    }

    /**
     * Sums, or means, along a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the last one if negative; null for the first
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches. Null if they are not told apart
     * @param sizeAverage whether to divide by how many slices there are; null for no
     * @param squeeze whether the dimension goes away, instead of staying with size 1; null for yes
     */
    public Sum(
            @Nullable Integer dimension,
            @Nullable Integer nInputDims,
            @Nullable Boolean sizeAverage,
            @Nullable Boolean squeeze) {
        super(dimension, nInputDims, sizeAverage != null && sizeAverage, squeeze == null || squeeze);
    }

    /** Whether means are computed instead of sums. */
    public boolean sizeAverage() {
        return average();
    }

    /** Whether the dimension goes away. */
    public boolean squeeze() {
        return leavesOut();
    }
}
