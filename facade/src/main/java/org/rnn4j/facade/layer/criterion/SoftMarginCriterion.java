package org.rnn4j.facade.layer.criterion;

/**
 * The mean logistic loss of scores that should have the sign of the target.
 *
 * <pre>loss = sum over i of log(1 + exp(-t[i] x[i])) / n      t[i] is 1 or -1</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.SoftMarginCriterion">Torch manual: SoftMarginCriterion</a>
 */
public final class SoftMarginCriterion extends ElementwiseCriterion {
    /** The mean over all elements. */
    public SoftMarginCriterion() {
        super(true);
    }

    @Override
    protected double loss(double input, double target) {
        return logistic(input, target);
    }

    @Override
    protected double slope(double input, double target) {
        return logisticSlope(input, target);
    }

    /** The logistic loss of one score. */
    static double logistic(double input, double target) {
        return Math.log(1 + Math.exp(-target * input));
    }

    /** The derivative of {@link #logistic} by the input; as in Torch it is NaN where the exponential overflows. */
    static double logisticSlope(double input, double target) {
        double wrong = Math.exp(-target * input);
        return -target * wrong / (1 + wrong);
    }
}
