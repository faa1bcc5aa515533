package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Hands on its input, and stops the gradient: that is zero.
 *
 * <p>Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.ZeroGrad">Torch manual: ZeroGrad</a>
 */
public final class ZeroGrad extends Module implements KeepsSize, RowWise {
    /** A stop for gradients. */
    public ZeroGrad() {}

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
        return gradInputBuffer().resizeAs(gradient).zero();
    }
}
