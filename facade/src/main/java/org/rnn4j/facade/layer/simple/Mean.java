package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;

/**
 * The mean of the slices along a dimension.
 *
 * <p>Input: a tensor. Output: a tensor without the dimension; {@code [T, N, D]} becomes {@code [N, D]} along 1, and a vector {@code [1]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Mean">Torch manual: Mean</a>
 */
public final class Mean extends AbstractSum {
    /** Means along the first dimension. */
    public Mean() {
        this(null);
    }

    /** Means along {@code dimension}, from 1, or from the last one if negative; null for the first. */
    public Mean(@Nullable Integer dimension) {
        this(dimension, null);
    }

    /**
     * Means along a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the last one if negative; null for the first
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches. Null if they are not told apart
     */
    public Mean(@Nullable Integer dimension, @Nullable Integer nInputDims) {
        super(dimension, nInputDims, true, true);
    }
}
