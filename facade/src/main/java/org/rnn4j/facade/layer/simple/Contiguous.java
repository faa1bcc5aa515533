package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Hands on its input if it is contiguous, else a contiguous copy; and the gradient likewise.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Contiguous">Torch manual: Contiguous</a>
 */
public final class Contiguous extends Module {
    /** A contiguous copy where needed. */
    public Contiguous() {}

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(tensor("input", input).contiguous());
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        return setGradInput(tensor("gradOutput", gradOutput).contiguous());
    }
}
