package org.rnn4j.facade.layer.criterion;

/**
 * The mean absolute error.
 *
 * <pre>loss = sum over i of |x[i] - t[i]| / n</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n. The gradient where there
 * is no error is that of positive errors.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.AbsCriterion">Torch manual: AbsCriterion</a>
 */
public final class AbsCriterion extends ElementwiseCriterion {
    /** The mean over all elements. */
    public AbsCriterion() {
        this(true);
    }

    /** The mean over all elements, or the sum if not {@code sizeAverage}. */
    public AbsCriterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    protected double loss(double input, double target) {
        return Math.abs(input - target);
    }

    @Override
    protected double slope(double input, double target) {
        return input >= target ? 1 : -1;
    }
}
