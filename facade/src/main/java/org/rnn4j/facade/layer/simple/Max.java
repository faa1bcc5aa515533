package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks the greatest element of each slice along a dimension; of equal ones the first.
 *
 * <p>Input: a tensor. Output: a tensor without the dimension; {@code [T, N, D]} becomes {@code [N, D]} along 1, and a vector {@code [1]}.
 * The gradient goes to the element picked.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Max">Torch manual: Max</a>
 */
public final class Max extends Extreme {
    /** The greatest elements along the first dimension. */
    public Max() {
        this(null);
    }

    /** The greatest elements along {@code dimension}, from 1, or from the last one if negative; null for the first. */
    public Max(@Nullable Integer dimension) {
        this(dimension, null);
    }

    /**
     * The greatest elements along a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the last one if negative; null for the first
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches. Null if they are not told apart
     */
    public Max(@Nullable Integer dimension, @Nullable Integer nInputDims) {
        super(dimension, nInputDims);
    }

    @Override
    void pick(Tensor values, Tensor indices, Tensor x, int along) {
        values.max(indices, x, along);
    }
}
