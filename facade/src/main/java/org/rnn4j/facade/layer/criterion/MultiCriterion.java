package org.rnn4j.facade.layer.criterion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;

/**
 * The weighted sum of several criterions of the same input and target.
 *
 * <pre>loss = sum over i of weight[i] criterion[i](x, t)</pre>
 *
 * Input and target: what the criterions take.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MultiCriterion">Torch manual: MultiCriterion</a>
 */
public final class MultiCriterion extends WeightedCriterions {
    /** A sum without criterions. */
    public MultiCriterion() {}

    /**
     * Adds a criterion with weight 1.
     *
     * @return this
     */
    public MultiCriterion add(Criterion criterion) {
        return add(criterion, 1);
    }

    /**
     * Adds a criterion.
     *
     * @return this
     */
    public MultiCriterion add(Criterion criterion, double weight) {
        append(criterion, weight);
        return this;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        double loss = 0;
        for (int i = 1; i <= size(); i++) {
            loss += loss(i, input, target);
        }
        return loss;
    }

    @Override
    protected Activity updateGradInput(Activity input, Activity target) {
        List<Activity> gradients = new ArrayList<>();
        for (int i = 1; i <= size(); i++) {
            gradients.add(gradient(i, input, target));
        }
        @Nullable Activity buffer = gradInput();
        Activity sum = Activities.zeros(buffer, input);
        for (int i = 1; i <= size(); i++) {
            Activities.add(sum, weight(i), gradients.get(i - 1));
        }
        return sum;
    }
}
