package org.rnn4j.facade.layer;

import org.rnn4j.facade.tensor.Tensor;

/**
 * A dimension as modules are told it: from 1, or from the end if negative. Where the number of dimensions of a single sample is known, an
 * input with one more is a batch, and the dimension moves on by one.
 *
 * @param number from 1, or -1 for the last dimension and so on
 * @param sampleDims number of dimensions of a single sample, or 0 if a batch is never told apart
 */
public record Dimension(int number, int sampleDims) {
    /** Checks the numbers on behalf of the module {@code who}. */
    public static Dimension of(String who, int number, int sampleDims) {
        if (number == 0) {
            throw new IllegalArgumentException(
                    who + ": expected a dimension from 1 on, or from -1 on backwards, got 0");
        }
        if (sampleDims < 0) {
            throw new IllegalArgumentException(
                    who + ": expected the number of dimensions of a sample, or 0, got " + sampleDims);
        }
        return new Dimension(number, sampleDims);
    }

    /**
     * The dimension of {@code input} that is meant, from 1, or 0 if it has none such.
     */
    public int in(Tensor input) {
        return in(input.dim());
    }

    /** The dimension that is meant in a tensor of {@code dims} dimensions, from 1, or 0 if it has none such. */
    public int in(int dims) {
        int dimension = number < 0 ? dims + number + 1 : sampleDims > 0 && dims == sampleDims + 1 ? number + 1 : number;
        return dimension < 1 || dimension > dims ? 0 : dimension;
    }
}
