package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Multiplies its input, element by element, by a learned tensor.
 *
 * <pre>y = weight . x</pre>
 *
 * Input and output: the size of the weight, or a batch of that; or as many dimensions, where sizes of 1 of the weight stretch to those
 * of the input.
 *
 * <p>Learned parameters: {@code weight} of the sizes given, uniform within {@code 1 / sqrt(number of its elements)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.CMul">Torch manual: CMul</a>
 */
public final class CMul extends Componentwise implements KeepsSize {
    private @Nullable Tensor product;

    /** A weight of these sizes. */
    public CMul(long... sizes) {
        super("weight", sizes);
    }

    @Override
    void combine(Tensor x, Tensor stretched, Tensor output) {
        Kernels.get().multiply(x, stretched, output);
    }

    @Override
    void gradient(Tensor stretched, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().multiply(gradOutput, stretched, gradInput);
    }

    @Override
    Tensor gradParameter(Tensor x, Tensor gradOutput) {
        Tensor result = buffer(product).resizeAs(x);
        product = result;
        Kernels.get().multiply(x, gradOutput, result);
        return result;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        product = fields.buffer("product", product);
    }

    /** The factors. */
    public Tensor weight() {
        return parameter();
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradient();
    }
}
