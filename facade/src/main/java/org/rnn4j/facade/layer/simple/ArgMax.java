package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Where the greatest element of each slice along a dimension is, from 1; of equal ones the first.
 *
 * <p>Input: a tensor of any type. Output: the indices, a tensor without the dimension; of a vector {@code [1]}. They are a LongTensor,
 * unless the module is told to give them in its own type. The gradient of the input is zero.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.ArgMax">dpnn manual: ArgMax</a>
 */
public final class ArgMax extends Module {
    private final int dim;
    private final @Nullable Integer nInputDim;
    private final boolean asLong;
    private @Nullable Tensor values;
    private @Nullable Tensor indices;

    /** Along the first dimension. */
    public ArgMax() {
        this(null);
    }

    /** Along dimension {@code dim}, from 1; null for the first. */
    public ArgMax(@Nullable Integer dim) {
        this(dim, null);
    }

    /** Along a dimension of samples of {@code nInputDim} dimensions; null if batches are not told apart. */
    public ArgMax(@Nullable Integer dim, @Nullable Integer nInputDim) {
        this(dim, nInputDim, null);
    }

    /**
     * Along a dimension of single samples, or of each sample in batches.
     *
     * @param dim from 1; null for the first
     * @param nInputDim number of dimensions of a single sample; inputs with more are batches. Null if they are not told apart
     * @param asLong whether indices come as a LongTensor; null for yes
     */
    public ArgMax(@Nullable Integer dim, @Nullable Integer nInputDim, @Nullable Boolean asLong) {
        if (dim != null && dim < 1) {
            throw new IllegalArgumentException("ArgMax: expected a dimension from 1 on, got " + dim);
        }
        this.dim = dim == null ? 1 : dim;
        this.nInputDim = nInputDim;
        this.asLong = asLong == null || asLong;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        int along = nInputDim != null && x.dim() > nInputDim ? dim + 1 : dim;
        if (along > x.dim()) {
            throw expected("input with a dimension " + along, x);
        }
        Tensor greatest = typed(values, x.elementType());
        Tensor where = typed(asLong && output() instanceof Tensor old ? old : indices, ElementType.LONG);
        greatest.max(where, x, along);
        values = greatest;
        long[] sizes = Reduced.without(x, along);
        if (asLong) {
            return setOutput(where.resize(sizes));
        }
        indices = where;
        return outputBuffer().resize(sizes).copy(where);
    }

    private static Tensor typed(@Nullable Tensor buffer, ElementType type) {
        return buffer != null && buffer.elementType() == type ? buffer : new Tensor(type);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = tensor("input", input);
        checkedGradient(gradOutput);
        if (x.dim() == 0) {
            throw expected("input with elements", x);
        }
        return gradInputBuffer().resize(x.size()).zero();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        values = fields.buffer("_value", values);
        indices = fields.buffer("_indices", indices);
    }
}
