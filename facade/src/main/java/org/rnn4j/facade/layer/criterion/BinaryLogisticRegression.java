package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.tensor.Tensor;

/**
 * The mean logistic loss of the scores of two classes.
 *
 * <pre>loss = sum over n of log(1 + exp(-t[n] x[n])) / N      t[n] is 1 or -1</pre>
 *
 * Input: {@code [N]} or {@code [N, 1]}. Target: as many elements, in either size. Without {@code sizeAverage} nothing is divided by
 * their number N.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.BinaryLogisticRegression">dpnn manual: BinaryLogisticRegression</a>
 */
public final class BinaryLogisticRegression extends ElementwiseCriterion {
    /** The mean over all samples. */
    public BinaryLogisticRegression() {
        this(true);
    }

    /** The mean over all samples, or the sum if not {@code sizeAverage}. */
    public BinaryLogisticRegression(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    void checkSizes(Tensor input, Tensor target) {
        if (!isColumn(input)) {
            throw expected("one score for each sample, [N] or [N, 1], as input", input);
        }
        if (!isColumn(target)) {
            throw expected("one number for each sample, [N] or [N, 1], as target", target);
        }
    }

    private static boolean isColumn(Tensor x) {
        return x.dim() == 1 || (x.dim() == 2 && (x.size(1) == 1 || x.size(2) == 1));
    }

    @Override
    protected double loss(double input, double target) {
        return SoftMarginCriterion.logistic(input, target);
    }

    @Override
    protected double slope(double input, double target) {
        return SoftMarginCriterion.logisticSlope(input, target);
    }
}
