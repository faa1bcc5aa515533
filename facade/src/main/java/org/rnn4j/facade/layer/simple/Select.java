package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks one slice along a dimension, and copies it.
 *
 * <p>Input: a tensor of two dimensions or more. Output: a tensor without the dimension; {@code [T, N, D]} becomes {@code [N, D]} along 1.
 * The gradient of the other slices is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Select">Torch manual: Select</a>
 */
public final class Select extends Module {
    private final Dimension dimension;
    private final int index;

    /**
     * Picks a slice along a dimension, batches included; {@code nn.Select(1, -1)} is the last step of a sequence.
     *
     * @param dimension from 1, or from the last one if negative
     * @param index from 1, or from the end if negative
     */
    public Select(int dimension, int index) {
        if (index == 0) {
            throw new IllegalArgumentException("Select: expected an index from 1 on, or from -1 on backwards, got 0");
        }
        this.dimension = Dimension.of("Select", dimension, 0);
        this.index = index;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor slice = slice(operand("input", input));
        return outputBuffer().resizeAs(slice).copy(slice);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        Tensor gradient = operand("gradOutput", gradOutput, slice(x));
        Tensor gradInput = gradInputBuffer().resizeAs(x).zero();
        slice(gradInput).copy(gradient);
        return gradInput;
    }

    private Tensor slice(Tensor x) {
        int along = dimension.in(x);
        if (x.dim() < 2 || along == 0 || Math.abs(index) > x.size(along)) {
            throw expected("input of 2 or more dimensions with an index " + index + " in dimension " + dimension(), x);
        }
        return x.select(along, index < 0 ? x.size(along) + index + 1 : index);
    }

    /** Which dimension, from 1, or from the last one if negative. */
    public int dimension() {
        return dimension.number();
    }

    /** Which slice, from 1, or from the end if negative. */
    public int index() {
        return index;
    }
}
