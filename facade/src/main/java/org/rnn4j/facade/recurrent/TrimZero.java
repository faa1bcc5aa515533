package org.rnn4j.facade.recurrent;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.ZeroMask;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;

/**
 * Computes what {@link MaskZero} does, on the samples that are not all zero only.
 *
 * <p>Input and output: those of MaskZero. If all samples are zero, the first one is computed and its output dropped; as in
 * Torch, its gradient still counts in the parameters, so that a state kept over such a step leaves a trace there.
 *
 * <p>As in Torch, accGradParameters hands on the gradient of all samples: directly over a Linear it fails when a sample is masked. Within a
 * Sequential only the last module sees that.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.TrimZero">rnn manual: TrimZero</a>
 */
public final class TrimZero extends Decorator {
    private ZeroMask mask;
    private @Nullable Activity trimmedInput;
    private @Nullable Activity trimmedGradOutput;
    private @Nullable Activity fullOutput;
    private @Nullable Activity fullGradInput;

    /**
     * Trims {@code module}.
     *
     * @param nInputDim number of dimensions of an input without batch
     */
    public TrimZero(Module module, int nInputDim) {
        super(module);
        mask = new ZeroMask(nInputDim);
    }

    /** Number of dimensions of a single sample. */
    public int nInputDim() {
        return mask.nInputDim();
    }

    @Override
    public Activity updateOutput(Activity input) {
        mask.find(this, input);
        mask.checkSamples(this, "input", input);
        if (!mask.isBatch()) {
            fullOutput = mask.masked(fullOutput, updateOutput(1, input));
            noteInput(input);
            return setOutput(fullOutput);
        }
        trimmedInput = trim(trimmedInput, input);
        fullOutput = spread(fullOutput, updateOutput(1, trimmedInput));
        noteInput(input);
        return setOutput(fullOutput);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        checkedGradient(gradOutput);
        if (!mask.isBatch()) {
            trimmedGradOutput = mask.masked(trimmedGradOutput, gradOutput);
            return setGradInput(updateGradInput(1, input, trimmedGradOutput));
        }
        trimmedInput = trim(trimmedInput, input);
        trimmedGradOutput = trim(trimmedGradOutput, gradOutput);
        fullGradInput = spread(fullGradInput, updateGradInput(1, trimmedInput, trimmedGradOutput));
        return setGradInput(fullGradInput);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        if (!mask.isBatch()) {
            accGradParameters(1, input, gradOutput, scale);
            return;
        }
        trimmedInput = trim(trimmedInput, input);
        accGradParameters(1, trimmedInput, gradOutput, scale);
    }

    private Activity trim(@Nullable Activity target, Activity source) {
        return mask.keptSamples() > 0 ? mask.pick(target, source) : Activities.copy(target, mask.firstSample(source));
    }

    private Activity spread(@Nullable Activity target, Activity result) {
        return mask.keptSamples() > 0 ? mask.spread(target, result) : mask.zeros(target, result);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        mask = mask.seenBy(fields);
        trimmedInput = fields.buffer("trimmedInput", trimmedInput);
        trimmedGradOutput = fields.buffer("trimmedGradOutput", trimmedGradOutput);
        fullOutput = fields.buffer("fullOutput", fullOutput);
        fullGradInput = fields.buffer("fullGradInput", fullGradInput);
    }

    @Override
    public String who() {
        return "TrimZero";
    }
}
