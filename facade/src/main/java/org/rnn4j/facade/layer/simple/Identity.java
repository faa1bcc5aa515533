package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;

/**
 * Hands its input on as it is, tensor or table, without a copy; and the gradient back likewise.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Identity">Torch manual: Identity</a>
 */
public final class Identity extends Module implements RowWise {
    /** An identity. */
    public Identity() {}

    @Override
    public int sampleDimensions() {
        return ANY;
    }

    @Override
    public Activity updateOutput(Activity input) {
        return setOutput(input);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return setGradInput(gradOutput);
    }
}
