package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.layer.Broadcast;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The mean squared error against weighted targets.
 *
 * <pre>loss = sum over i of (x[i] - w[i] t[i])^2 / n</pre>
 *
 * Input: of the size of the weights, or a batch of that. Target: as many elements. Without {@code sizeAverage} nothing is divided by
 * the number n of elements. As in Torch, the weight is that of the target, not of its error.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/WeightedMSECriterion.lua">torch/nn: WeightedMSECriterion</a>
 */
public final class WeightedMSECriterion extends SquaredErrorCriterion {
    private Tensor weight;
    private Tensor weighted = new Tensor(elementType());

    /** Targets times {@code weight}, which is copied. */
    public WeightedMSECriterion(Tensor weight) {
        super(true);
        this.weight =
                Failures.given("WeightedMSECriterion", "weights", weight).copy().to(elementType());
    }

    @Override
    Tensor target(Tensor x, Activity target) {
        Tensor t = super.target(x, target);
        Tensor stretched = Broadcast.over(weight, x);
        if (stretched == null) {
            throw expected("input of the size of the weights " + weight.describeSizes() + ", or a batch of that", x);
        }
        return weighted.cmul(t, stretched);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.state("weight", weight);
        weighted = fields.buffer("weighted", weighted);
    }
}
