package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds a learned tensor to its input, element by element.
 *
 * <pre>y = x + bias</pre>
 *
 * Input and output: the size of the bias, or a batch of that; or as many dimensions, where sizes of 1 of the bias stretch to those of
 * the input.
 *
 * <p>Learned parameters: {@code bias} of the sizes given, uniform within {@code 1 / sqrt(number of its elements)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.CAdd">Torch manual: CAdd</a>
 */
public final class CAdd extends Componentwise {
    /** A bias of these sizes. */
    public CAdd(long... sizes) {
        super("bias", sizes);
    }

    @Override
    void combine(Tensor x, Tensor stretched, Tensor output) {
        Kernels.get().copy(stretched, output);
        Kernels.get().axpy(1, x, output);
    }

    @Override
    void gradient(Tensor stretched, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().copy(gradOutput, gradInput);
    }

    @Override
    Tensor gradParameter(Tensor x, Tensor gradOutput) {
        return gradOutput;
    }

    /** What is added. */
    public Tensor bias() {
        return parameter();
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradient();
    }
}
