package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Makes distances between samples that belong together smaller than distances between others.
 *
 * <pre>loss = sum over n of -log(exp(-a[n]) / (exp(-a[n]) + exp(-b[n]))) / N</pre>
 *
 * Input: a table of two tensors of one size: distances a between similar samples, distances b between others. There is no target; one that is given is not
 * looked at. Without {@code sizeAverage} nothing is divided by the size N of the first dimension.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.DistanceRatioCriterion">Torch manual: DistanceRatioCriterion</a>
 */
public final class DistanceRatioCriterion extends AveragingCriterion {
    /** The mean over all samples. */
    public DistanceRatioCriterion() {
        this(true);
    }

    /** The mean over all samples, or the sum if not {@code sizeAverage}. */
    public DistanceRatioCriterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    /** The loss of {@code input}. */
    public double forward(Activity input) {
        return forward(input, input);
    }

    /** The gradient of {@link #forward(Activity)}. */
    public Activity backward(Activity input) {
        return backward(input, input);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Pair pair = pair(input);
        double sum = Elementwise.sum((a, b) -> a + Math.log(Math.exp(-a) + Math.exp(-b)), pair.first(), pair.second());
        return sum / divisor(pair.first().size(1));
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Pair pair = pair(input);
        double divisor = divisor(pair.first().size(1));
        Tensor first = gradInputBuffer(1).resizeAs(pair.first());
        Tensor second = gradInputBuffer(2).resizeAs(pair.first());
        Elementwise.map((a, b) -> -Math.exp(-b) / (Math.exp(-a) + Math.exp(-b)), pair.first(), pair.second(), second);
        Elementwise.map((a, b) -> 1 - Math.exp(-a) / (Math.exp(-a) + Math.exp(-b)), pair.first(), pair.second(), first);
        first.div(divisor);
        second.div(divisor);
        return gradInputTable();
    }

    private Pair pair(Activity input) {
        Pair pair = Pair.of(this, input);
        if (pair.first().nElement() == 0) {
            throw expected("distances as input", input);
        }
        return pair;
    }
}
