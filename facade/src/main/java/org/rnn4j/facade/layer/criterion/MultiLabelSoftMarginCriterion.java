package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The binary cross-entropy of scores: each class by itself is there or not.
 *
 * <pre>loss = - sum over i of weights[i] (t[i] log(p[i]) + (1 - t[i]) log(1 - p[i])) / n      p = sigmoid(x)</pre>
 *
 * Input: scores {@code [C]} or {@code [N, C]}. Target: as many numbers from 0 to 1. Without {@code sizeAverage} nothing is divided by
 * the number n of elements.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MultiLabelSoftMarginCriterion">Torch manual: MultiLabelSoftMarginCriterion</a>
 */
public final class MultiLabelSoftMarginCriterion extends ElementwiseCriterion {
    /** The mean over all elements. */
    public MultiLabelSoftMarginCriterion() {
        this(null);
    }

    /** The mean weighted by class: {@code weights} is {@code [C]}, or null for equal weights. */
    public MultiLabelSoftMarginCriterion(@Nullable Tensor weights) {
        this(weights, true);
    }

    /** The mean, or the sum if not {@code sizeAverage}. */
    public MultiLabelSoftMarginCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        super(weights, sizeAverage);
        Classes.weights(this, weights);
    }

    /** The form that does not overflow. */
    @Override
    protected double loss(double input, double target) {
        return Math.log(1 + Math.exp(-Math.abs(input))) - input * (target - (input >= 0 ? 1 : 0));
    }

    @Override
    protected double slope(double input, double target) {
        return 1 / (1 + Math.exp(-input)) - target;
    }
}
