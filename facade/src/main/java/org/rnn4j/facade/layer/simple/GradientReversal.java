package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Hands on its input, and turns the gradient around.
 *
 * <pre>y = x      dL/dx = -lambda dL/dy</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.GradientReversal">Torch manual: GradientReversal</a>
 * @see <a href="https://arxiv.org/abs/1409.7495">Y. Ganin, V. Lempitsky: Unsupervised Domain Adaptation by Backpropagation, 2014</a>
 */
public final class GradientReversal extends Module implements KeepsSize, RowWise {
    private double lambda;

    /** Turns the gradient around. */
    public GradientReversal() {
        this(1);
    }

    /** Multiplies the gradient by {@code -lambda}. */
    public GradientReversal(double lambda) {
        this.lambda = lambda;
    }

    /** What the gradient is multiplied by, with the other sign. */
    public double lambda() {
        return lambda;
    }

    /** Sets lambda. */
    public void setLambda(double lambda) {
        this.lambda = lambda;
    }

    @Override
    public int sampleDimensions() {
        return ANY;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(tensor("input", input));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput, tensor("input", input));
        return gradInputBuffer().resizeAs(gradient).mul(gradient, -lambda);
    }
}
