package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.layer.ZeroMask;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Leaves the samples whose input is zero out of a criterion: the padding of sequences of different lengths.
 *
 * <p>Input: what the criterion takes, in batches {@code [N, ...]}; of a table, the first tensor decides which samples are left out.
 * Target: what the criterion takes. The gradient of what is left out is zero; if everything is, the loss is 0.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.MaskZeroCriterion">rnn manual: MaskZeroCriterion</a>
 */
public final class MaskZeroCriterion extends Criterion {
    private Criterion criterion;
    private ZeroMask mask;

    /** Input and target of the samples that are not zero. */
    private Table kept = new Table();

    /**
     * Masks {@code criterion}.
     *
     * @param nInputDim number of dimensions of a single sample; inputs have one more
     */
    public MaskZeroCriterion(Criterion criterion, int nInputDim) {
        this.criterion = Failures.given("MaskZeroCriterion", "a criterion", criterion);
        mask = new ZeroMask(nInputDim);
    }

    /** What measures the samples that count. */
    public Criterion criterion() {
        return criterion;
    }

    /** Number of dimensions of a single sample; inputs have one more. */
    public int nInputDim() {
        return mask.nInputDim();
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        if (!picksAny(input, target)) {
            return 0;
        }
        try {
            return criterion.forward(kept.get(1), kept.get(2));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    protected Activity updateGradInput(Activity input, Activity target) {
        if (!picksAny(input, target)) {
            return Activities.zeros(gradInput(), input);
        }
        try {
            return mask.spread(gradInput(), criterion.backward(kept.get(1), kept.get(2)));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    /** Picks the samples that are not zero, and says whether there are any. */
    private boolean picksAny(Activity input, Activity target) {
        mask.find(this, input);
        if (!mask.isBatch()) {
            throw expected("a batch of samples of " + mask.nInputDim() + " dimensions as input", input);
        }
        mask.checkSamples(this, "input", input);
        mask.checkSamples(this, "target", target);
        if (mask.keptSamples() == 0) {
            return false;
        }
        kept.set(1, mask.pick(kept.find(1), input));
        kept.set(2, mask.pick(kept.find(2), target));
        return true;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterion = fields.criterion("criterion", criterion);
        mask = mask.seenBy(fields);
        kept = fields.buffer("kept", kept);
    }
}
