package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Turns costs into probabilities: {@link SoftMax} of the negative input.
 *
 * <pre>y[k] = exp(-x[k]) / (sum over j of exp(-x[j]))</pre>
 *
 * Input and output: as for {@link SoftMax}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SoftMin">Torch manual: SoftMin</a>
 */
public final class SoftMin extends Module implements KeepsSize {
    private SoftMax softMax = new SoftMax();
    private @Nullable Tensor negative;

    /** A softmin. */
    public SoftMin() {}

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor scores = buffer(negative).resizeAs(x);
        negative = scores;
        Kernels.get().copy(x, scores);
        Kernels.get().scale(scores, -1);
        try {
            return setOutput(softMax.updateOutput(scores));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        Tensor gradInput = softMax.updateGradInput(output, operand("gradOutput", gradOutput, output));
        Kernels.get().scale(gradInput, -1);
        return setGradInput(gradInput);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        softMax = fields.module("softMax", softMax);
        negative = fields.buffer("negative", negative);
    }
}
