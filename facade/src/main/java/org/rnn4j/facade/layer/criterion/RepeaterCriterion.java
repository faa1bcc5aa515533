package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Activity;

/**
 * Applies a criterion to each step of a sequence, always with the same target, and adds the losses.
 *
 * <pre>loss = sum over t of criterion(x[t], target)</pre>
 *
 * Input: a table with one entry for each step, or a tensor with the steps in the first dimension. Target: what the criterion takes for
 * one step.
 *
 * <p>State: each step has a copy of the criterion, so that the gradients of all steps last until the next backward.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.RepeaterCriterion">rnn manual: RepeaterCriterion</a>
 */
public final class RepeaterCriterion extends StepsCriterion {
    /** The sum over all steps. */
    public RepeaterCriterion(Criterion criterion) {
        super(criterion, false);
    }

    @Override
    Activity targetOf(int step, Activity target) {
        return target;
    }

    @Override
    void check(Activity input, int steps, Activity target) {}
}
