package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.ZeroMask;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;

/**
 * Makes the output of padding zero: of samples that are all zero in the (first) tensor of the input.
 *
 * <p>Input: {@code nInputDim} dimensions, or one more for a batch in front. Output: that of the module inside, zero for masked samples in
 * every tensor. Backward makes the gradient of masked samples zero on the way to {@code gradInput}.
 *
 * <p>As in Torch, accGradParameters hands the gradient on as it comes: directly over a Linear, masked samples count in the gradient of its
 * bias. Within a Sequential only the last module sees that.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.MaskZero">rnn manual: MaskZero</a>
 */
public final class MaskZero extends Decorator {
    private ZeroMask mask;
    private @Nullable Activity maskedOutput;
    private @Nullable Activity maskedGradOutput;

    /**
     * Masks {@code module}.
     *
     * @param nInputDim number of dimensions of an input without batch
     */
    public MaskZero(Module module, int nInputDim) {
        super(module);
        mask = new ZeroMask(nInputDim);
    }

    /** Number of dimensions of an input without batch. */
    public int nInputDim() {
        return mask.nInputDim();
    }

    @Override
    public Activity updateOutput(Activity input) {
        mask.find(this, input);
        maskedOutput = mask.masked(maskedOutput, updateOutput(1, input));
        noteInput(input);
        return setOutput(maskedOutput);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        checkedGradient(gradOutput);
        maskedGradOutput = mask.masked(maskedGradOutput, gradOutput);
        return setGradInput(updateGradInput(1, input, maskedGradOutput));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        mask = mask.seenBy(fields);
        maskedOutput = fields.buffer("maskedOutput", maskedOutput);
        maskedGradOutput = fields.buffer("maskedGradOutput", maskedGradOutput);
    }

    @Override
    public String who() {
        return "MaskZero";
    }
}
