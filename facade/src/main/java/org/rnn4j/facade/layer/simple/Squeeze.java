package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Leaves out dimensions of size 1: one of them, if it has that size, or all.
 *
 * <p>Input: a tensor. Output: the same elements without these dimensions; one dimension always stays. The output shares the memory of
 * a contiguous input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Squeeze">Torch manual: Squeeze</a>
 */
public final class Squeeze extends Resizing {
    private final @Nullable Integer dim;
    private @Nullable Integer numInputDims;

    /** Leaves out all dimensions of size 1. */
    public Squeeze() {
        this(null);
    }

    /** Leaves out dimension {@code dim}, from 1, if its size is 1; null for all. */
    public Squeeze(@Nullable Integer dim) {
        this(dim, null);
    }

    /**
     * Leaves out dimensions of single samples, or of each sample of a batch.
     *
     * @param dim from 1, or null for all
     * @param numInputDims number of dimensions of a single sample; inputs with one more are batches, whose first dimension stays. Null
     *     if batches are not told apart
     */
    public Squeeze(@Nullable Integer dim, @Nullable Integer numInputDims) {
        if (dim != null && dim < 1) {
            throw new IllegalArgumentException("Squeeze: expected a dimension from 1 on, got " + dim);
        }
        this.dim = dim;
        this.numInputDims = numInputDims;
    }

    /**
     * Says how many dimensions a single sample has; inputs with one more are batches.
     *
     * @return this
     */
    public Squeeze setNumInputDims(@Nullable Integer dimensions) {
        numInputDims = dimensions;
        return this;
    }

    @Override
    long[] sizes(Tensor input) {
        boolean batch = numInputDims != null && input.dim() == numInputDims + 1;
        if (input.dim() == 0) {
            throw expected("input with elements", input);
        }
        if (dim == null) {
            Tensor squeezed = input.squeeze();
            return (batch && input.size(1) == 1 ? squeezed.unsqueeze(1) : squeezed).size();
        }
        int left = batch ? dim + 1 : dim;
        if (left > input.dim()) {
            throw expected("input with a dimension " + left, input);
        }
        return input.squeeze(left).size();
    }
}
