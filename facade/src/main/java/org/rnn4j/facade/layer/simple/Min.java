package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks the smallest element of each slice along a dimension; of equal ones the first.
 *
 * <p>Input: a tensor. Output: a tensor without the dimension; {@code [T, N, D]} becomes {@code [N, D]} along 1, and a vector {@code [1]}.
 * The gradient goes to the element picked.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Min">Torch manual: Min</a>
 */
public final class Min extends Extreme {
    /** The smallest elements along the first dimension. */
    public Min() {
        this(null);
    }

    /** The smallest elements along {@code dimension}, from 1, or from the last one if negative; null for the first. */
    public Min(@Nullable Integer dimension) {
        this(dimension, null);
    }

    /**
     * The smallest elements along a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the last one if negative; null for the first
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches. Null if they are not told apart
     */
    public Min(@Nullable Integer dimension, @Nullable Integer nInputDims) {
        super(dimension, nInputDims);
    }

    @Override
    void pick(Tensor values, Tensor indices, Tensor x, int along) {
        values.min(indices, x, along);
    }
}
