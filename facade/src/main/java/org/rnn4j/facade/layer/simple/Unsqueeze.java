package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Puts in a dimension of size 1.
 *
 * <p>Input: a tensor. Output: the same elements with one dimension more. The output shares the memory of a contiguous input.
 *
 * <p>State: how many dimensions a single sample has, if that was not said: as many as the first input. Later inputs with more are
 * batches.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Unsqueeze">Torch manual: Unsqueeze</a>
 */
public final class Unsqueeze extends Resizing {
    private final int pos;
    private @Nullable Integer numInputDims;

    /** Puts in a dimension in front of dimension {@code pos}, from 1. */
    public Unsqueeze(int pos) {
        this(pos, null);
    }

    /**
     * Puts a dimension into single samples, or into each sample of a batch.
     *
     * @param pos where the new dimension of a sample will be, from 1
     * @param numInputDims number of dimensions of a single sample; those in front are the batch. Null for that of the first input
     */
    public Unsqueeze(int pos, @Nullable Integer numInputDims) {
        this.pos = pos;
        this.numInputDims = numInputDims;
    }

    /**
     * Says how many dimensions a single sample has; null for that of the next input.
     *
     * @return this
     */
    public Unsqueeze setNumInputDims(@Nullable Integer dimensions) {
        numInputDims = dimensions;
        return this;
    }

    @Override
    long[] sizes(Tensor input) {
        int sample = numInputDims == null ? input.dim() : numInputDims;
        int at = pos + input.dim() - sample;
        if (input.dim() == 0 || sample > input.dim() || at < 1 || at > input.dim() + 1) {
            throw expected(
                    "input of " + (sample == 0 ? 1 : sample) + " dimensions or more with room for a dimension " + pos
                            + " in a sample",
                    input);
        }
        numInputDims = sample;
        return input.unsqueeze(at).size();
    }

    /** {@code nn.Unsqueeze(dim 1)}. */
    @Override
    public String toString() {
        return "nn.Unsqueeze(dim " + pos + ")";
    }
}
