package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The sum of the absolute values of the input: a penalty for what is not zero.
 *
 * <pre>loss = sum over i of |x[i]|</pre>
 *
 * Input: any size. There is no target; one that is given is not looked at. The gradient at 0 is 0.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.L1Cost">Torch manual: L1Cost</a>
 */
public final class L1Cost extends Criterion {
    /** The sum of absolute values. */
    public L1Cost() {}

    /** The sum of the absolute values of {@code input}. */
    public double forward(Activity input) {
        return forward(input, input);
    }

    /** The gradient of {@link #forward(Activity)}. */
    public Activity backward(Activity input) {
        return backward(input, input);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        return operand("input", input).norm(1);
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = operand("input", input);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map(value -> value > 0 ? 1 : value < 0 ? -1 : 0, x, gradInput);
        return gradInput;
    }
}
