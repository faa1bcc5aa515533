package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives a constant, once for each sample of a batch.
 *
 * <p>Input: a tensor, of which only the size of the batch counts. Output: the constant, or {@code [N]} and its sizes for a batch of N.
 * The gradient of the input is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Constant">Torch manual: Constant</a>
 */
public final class Constant extends Module {
    private Tensor value;
    private final @Nullable Integer nInputDim;

    /** Gives one number. */
    public Constant(double value) {
        this(value, null);
    }

    /** Gives one number, for each sample of batches if samples have {@code nInputDim} dimensions; null if they are not told apart. */
    public Constant(double value, @Nullable Integer nInputDim) {
        this(new Tensor(1L).fill(value), nInputDim);
    }

    /** Gives the same tensor again and again. */
    public Constant(Tensor value) {
        this(value, null);
    }

    /**
     * Gives the same tensor for each sample.
     *
     * @param value kept, not copied
     * @param nInputDim number of dimensions of a single sample; inputs with more are batches. Null if batches are not told apart
     */
    public Constant(Tensor value, @Nullable Integer nInputDim) {
        if (Failures.given("Constant", "a number or a tensor", value).dim() == 0) {
            throw new IllegalArgumentException("Constant: expected a tensor with elements, got " + value.describe());
        }
        this.value = value;
        this.nInputDim = nInputDim;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        if (nInputDim == null || x.dim() <= nInputDim) {
            return outputBuffer().resize(value.size()).copy(value);
        }
        long[] sizes = new long[value.dim() + 1];
        sizes[0] = x.size(1);
        System.arraycopy(value.size(), 0, sizes, 1, value.dim());
        Tensor output = outputBuffer().resize(sizes);
        Tensor row = value.to(elementType()).contiguous().view(-1);
        Kernels.get().setRows(row, output.view(x.size(1), row.nElement()));
        return output;
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
        value = fields.state("value", value);
    }

    /** The constant. */
    public Tensor value() {
        return value;
    }
}
