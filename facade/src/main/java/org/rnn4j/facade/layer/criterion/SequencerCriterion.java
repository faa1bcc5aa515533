package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Applies a criterion to each step of a sequence and adds the losses.
 *
 * <pre>loss = sum over t of criterion(x[t], target[t])</pre>
 *
 * With {@code sizeAverage} the sum is divided by the number of steps T.
 *
 * <p>Input and target: two tables with one entry for each step, or two tensors with the steps in the first dimension. The gradient is
 * of the same kind as the input.
 *
 * <p>State: each step has a copy of the criterion, so that the gradients of all steps last until the next backward.
 *
 * @see <a href="https://github.com/Element-Research/rnn#rnn.SequencerCriterion">rnn manual: SequencerCriterion</a>
 */
public final class SequencerCriterion extends StepsCriterion {
    /** The sum over all steps. */
    public SequencerCriterion(Criterion criterion) {
        this(criterion, false);
    }

    /** The sum over all steps, or the mean if {@code sizeAverage}. */
    public SequencerCriterion(Criterion criterion, boolean sizeAverage) {
        super(criterion, sizeAverage);
    }

    @Override
    Activity targetOf(int step, Activity target) {
        return at(step, target);
    }

    @Override
    void check(Activity input, int steps, Activity target) {
        if (input instanceof Tensor) {
            tensor("target, as the input is one", target);
        } else {
            table("target, as the input is one", target);
        }
        if (steps(target) != steps) {
            throw expected("a target with " + steps + " steps as the input has", target);
        }
    }
}
