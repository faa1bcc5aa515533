package org.rnn4j.facade.layer.criterion;

/**
 * The Kullback-Leibler divergence of a distribution, given as log-probabilities, from the target distribution.
 *
 * <pre>loss = sum over i with t[i] > 0 of t[i] (log(t[i]) - x[i]) / n</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.DistKLDivCriterion">Torch manual: DistKLDivCriterion</a>
 */
public final class DistKLDivCriterion extends ElementwiseCriterion {
    /** The mean over all elements. */
    public DistKLDivCriterion() {
        this(true);
    }

    /** The mean over all elements, or the sum if not {@code sizeAverage}. */
    public DistKLDivCriterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    protected double loss(double input, double target) {
        return target > 0 ? target * (Math.log(target) - input) : 0;
    }

    @Override
    protected double slope(double input, double target) {
        return target > 0 ? -target : 0;
    }
}
