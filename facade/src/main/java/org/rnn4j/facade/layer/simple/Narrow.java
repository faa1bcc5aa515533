package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks a range of slices along a dimension, and copies it.
 *
 * <p>Input: a tensor of any type. Output: a tensor of the same type with the size of the range in that dimension. The gradient of the
 * other slices is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Narrow">Torch manual: Narrow</a>
 */
public final class Narrow extends Module {
    private final Dimension dimension;
    private final int offset;
    private final int length;

    /** Picks one slice, which keeps its dimension. */
    public Narrow(int dimension, int offset) {
        this(dimension, offset, 1);
    }

    /**
     * Picks a range, batches included.
     *
     * @param dimension from 1, or from the last one if negative
     * @param offset the first slice, from 1; if negative the range starts at 1 and leaves out {@code length} slices at the end
     * @param length how many slices; -1 for all up to the last one, -2 for all up to the one before, and so on
     */
    public Narrow(int dimension, int offset, int length) {
        if (offset == 0 || length == 0) {
            throw new IllegalArgumentException(
                    "Narrow: expected an offset and a length other than 0, got " + offset + " and " + length);
        }
        this.dimension = Dimension.of("Narrow", dimension, 0);
        this.offset = offset;
        this.length = length;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(
                Activities.copy(output(), range(tensor("input", input))).toTensor());
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = tensor("input", input);
        Activity gradient = Failures.like(this, "gradOutput", gradOutput, range(x));
        Tensor gradInput = Activities.zeros(gradInput(), x).toTensor();
        range(gradInput).copy(gradient.toTensor());
        return setGradInput(gradInput);
    }

    private Tensor range(Tensor x) {
        int along = dimension.in(x);
        long size = along == 0 ? 0 : x.size(along);
        long count = length < 0 ? size - offset + length + 2 : length;
        long first = offset;
        if (offset < 0) {
            first = 1;
            count = size - count;
        }
        if (count < 1 || first + count - 1 > size) {
            throw expected(
                    "input with the range of offset " + offset + " and length " + length + " in dimension "
                            + dimension.number(),
                    x);
        }
        return x.narrow(along, first, count);
    }

    /** Which dimension, from 1, or from the last one if negative. */
    public int dimension() {
        return dimension.number();
    }

    /** The first slice, from 1, or negative. */
    public int offset() {
        return offset;
    }

    /** How many slices, or how many are left out at the end, from -1 for none. */
    public int length() {
        return length;
    }
}
