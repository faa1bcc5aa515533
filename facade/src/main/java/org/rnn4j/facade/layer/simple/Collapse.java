package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.tensor.Tensor;

/**
 * Makes one dimension of all dimensions of a sample.
 *
 * <p>Input: a single sample of {@code nInputDim} dimensions, or {@code [N, ...]} with more. Output: a vector, or {@code [N, elements of
 * a sample]}, which shares the memory of a contiguous input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Collapse">Torch manual: Collapse</a>
 */
public final class Collapse extends Resizing {
    private final int nInputDim;

    /** Collapses samples of {@code nInputDim} dimensions. */
    public Collapse(int nInputDim) {
        if (nInputDim < 0) {
            throw new IllegalArgumentException("Collapse: expected a number of dimensions, got " + nInputDim);
        }
        this.nInputDim = nInputDim;
    }

    @Override
    long[] sizes(Tensor input) {
        if (input.dim() == 0) {
            throw expected("input with elements", input);
        }
        return input.dim() > nInputDim ? new long[] {input.size(1), -1} : new long[] {-1};
    }
}
