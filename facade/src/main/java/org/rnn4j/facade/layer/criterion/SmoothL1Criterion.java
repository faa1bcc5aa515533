package org.rnn4j.facade.layer.criterion;

/**
 * The mean of an error that is squared where it is small and absolute where it is large.
 *
 * <pre>loss = sum over i of e(x[i] - t[i]) / n      e(d) = d^2 / 2 if |d| &lt; 1, else |d| - 1/2</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.SmoothL1Criterion">Torch manual: SmoothL1Criterion</a>
 */
public final class SmoothL1Criterion extends ElementwiseCriterion {
    /** The mean over all elements. */
    public SmoothL1Criterion() {
        this(true);
    }

    /** The mean over all elements, or the sum if not {@code sizeAverage}. */
    public SmoothL1Criterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    protected double loss(double input, double target) {
        double error = Math.abs(input - target);
        return error < 1 ? 0.5 * error * error : error - 0.5;
    }

    @Override
    protected double slope(double input, double target) {
        return Math.max(-1, Math.min(1, input - target));
    }
}
