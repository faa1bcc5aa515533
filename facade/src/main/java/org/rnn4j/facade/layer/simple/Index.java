package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Picks the slices of a tensor at given indices of a dimension.
 *
 * <p>Input: a table of a tensor and of a vector of indices from 1, of any type. Output: the slices, one for each index. The gradient of
 * slices that are picked several times adds up; that of the indices is zeros.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Index">Torch manual: Index</a>
 */
public final class Index extends Module {
    private final int dimension;

    /** Picks slices along {@code dimension}, from 1. */
    public Index(int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("Index: expected a dimension from 1 on, got " + dimension);
        }
        this.dimension = dimension;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Table both = checked(input);
        Tensor x = both.tensor(1);
        Tensor indices = Indices.inRange(this, both.tensor(2), new IndexRange(1, x.size(dimension)));
        return outputBuffer().index(x.contiguous(), dimension, indices);
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = checked(input);
        Tensor x = both.tensor(1);
        Tensor indices = Indices.inRange(this, both.tensor(2), new IndexRange(1, x.size(dimension)));
        Tensor gradient = operand("gradOutput", gradOutput);
        long[] sizes = x.size();
        sizes[dimension - 1] = indices.nElement();
        if (!gradient.isSize(sizes)) {
            throw expected("gradOutput of the size of the slices picked", gradOutput);
        }
        Table gradInput = gradInputTable();
        Tensor gradX = buffer(gradInput.find(1)).resizeAs(x).zero();
        @Nullable Activity old = gradInput.find(2);
        gradInput.set(1, gradX.indexAdd(dimension, indices, gradient));
        return gradInput.set(2, buffer(old).resize(indices.nElement()).zero());
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2
                || !(both.find(1) instanceof Tensor x)
                || !(both.find(2) instanceof Tensor indices)
                || x.elementType() != elementType()
                || x.dim() < dimension
                || indices.dim() != 1) {
            throw expected(
                    "a table of a " + elementType().tensorName() + " with a dimension " + dimension
                            + " and of a vector of indices as input",
                    input);
        }
        return both;
    }
}
