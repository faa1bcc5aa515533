package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * The weighted sum of several criterions, each of its own entry of the input.
 *
 * <pre>loss = sum over i of weight[i] criterion[i](x[i], t[i])</pre>
 *
 * Input: a table with one entry for each criterion. Target: such a table, too, or one target for all if it is repeated.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.ParallelCriterion">Torch manual: ParallelCriterion</a>
 */
public final class ParallelCriterion extends WeightedCriterions {
    private final boolean repeatTarget;

    /** A sum without criterions, with a target for each. */
    public ParallelCriterion() {
        this(false);
    }

    /** A sum without criterions; they share one target if {@code repeatTarget}. */
    public ParallelCriterion(boolean repeatTarget) {
        this.repeatTarget = repeatTarget;
    }

    /**
     * Adds a criterion with weight 1.
     *
     * @return this
     */
    public ParallelCriterion add(Criterion criterion) {
        return add(criterion, 1);
    }

    /**
     * Adds a criterion.
     *
     * @return this
     */
    public ParallelCriterion add(Criterion criterion, double weight) {
        append(criterion, weight);
        return this;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Table inputs = perCriterion("input", input);
        double loss = 0;
        for (int i = 1; i <= size(); i++) {
            loss += loss(i, inputs.get(i), target(i, target));
        }
        return loss;
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Table inputs = perCriterion("input", input);
        Table gradInput = gradInputTable();
        gradInput.truncate(size());
        for (int i = 1; i <= size(); i++) {
            Activity gradient = gradient(i, inputs.get(i), target(i, target));
            Activity part = Activities.copy(gradInput.find(i), gradient);
            Activities.scale(part, weight(i));
            gradInput.set(i, part);
        }
        return gradInput;
    }

    private Activity target(int index, Activity target) {
        return repeatTarget ? target : perCriterion("target", target).get(index);
    }

    private Table perCriterion(String name, Activity activity) {
        Table entries = table(name, activity);
        if (entries.size() != size()) {
            throw expected(name + " with " + size() + " entries, one for each criterion", activity);
        }
        return entries;
    }
}
