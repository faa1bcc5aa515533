package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Passes its input through, and a copy of the gradient back.
 *
 * <p>Input and output: any tensor.
 *
 * @see <a href="https://github.com/Element-Research/rnn/blob/master/CopyGrad.lua">rnn: CopyGrad</a>
 */
public final class CopyGrad extends Module {
    /** A copy of the gradient is what gradInput is. */
    public CopyGrad() {}

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(tensor("input", input));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor gradient = tensor("gradOutput", gradOutput);
        if (!gradient.isSameSizeAs(tensor("input", input))) {
            throw expected("gradOutput of the size of the input " + input.describeSizes(), gradOutput);
        }
        return gradInputBuffer().resizeAs(gradient).copy(gradient);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
    }
}
