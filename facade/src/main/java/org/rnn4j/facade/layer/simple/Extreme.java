package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Picks one element of each slice along a dimension; the gradient goes to where it was found. */
public abstract class Extreme extends Module {
    private final Dimension dimension;
    private @Nullable Tensor indices;
    private long found;

    /** Along a dimension from 1, or from the last one if negative; 1 if null. */
    Extreme(@Nullable Integer dimension, @Nullable Integer nInputDims) {
        this.dimension = Reduced.dimension(getClass().getSimpleName(), dimension, nInputDims);
    }

    /** Writes the element of each slice to {@code values} and its index to {@code indices}. */
    abstract void pick(Tensor values, Tensor indices, Tensor x, int along);

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int along = Reduced.along(this, dimension, x);
        Tensor where = indices == null ? new Tensor(ElementType.LONG) : indices;
        Tensor output = outputBuffer();
        pick(output, where, x, along);
        indices = where;
        found = x.size(along);
        return output.resize(Reduced.without(x, along));
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        int along = Reduced.along(this, dimension, x);
        Tensor output = lastOutput().toTensor();
        if (indices == null || found != x.size(along) || !output.isSize(Reduced.without(x, along))) {
            throw expected("the input of the last forward, whose output was " + output.describeSizes(), x);
        }
        Tensor gradient = operand("gradOutput", gradOutput, output);
        return gradInputBuffer().resizeAs(x).zero().scatter(along, indices, gradient.view(indices.size()));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        indices = fields.buffer("_indices", indices);
    }

    /** The dimension, from 1, or from the last one if negative. */
    public final int dimension() {
        return dimension.number();
    }

    /** Number of dimensions of a single sample, or null if batches are not told apart. */
    public final @Nullable Integer nInputDims() {
        return Reduced.nInputDims(dimension);
    }
}
