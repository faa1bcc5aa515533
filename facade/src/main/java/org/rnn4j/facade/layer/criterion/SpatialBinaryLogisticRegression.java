package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.tensor.Tensor;

/**
 * The logistic loss of the pixels of images, each of one of two classes.
 *
 * <pre>loss = sum over all pixels of log(1 + exp(-t x)) / (2 N H W)      t is 1 or -1</pre>
 *
 * Input and target: {@code [N, 1, H, W]} or {@code [1, H, W]}. Without {@code sizeAverage} the sum is divided by 2 H W.
 *
 * @see <a href="https://github.com/Element-Research/dpnn/blob/master/SpatialBinaryLogisticRegression.lua">dpnn: SpatialBinaryLogisticRegression</a>
 */
public final class SpatialBinaryLogisticRegression extends ElementwiseCriterion {
    /** The mean over all images. */
    public SpatialBinaryLogisticRegression() {
        super(true);
    }

    @Override
    void checkSizes(Tensor input, Tensor target) {
        if ((input.dim() != 3 && input.dim() != 4) || input.size(input.dim() - 2) != 1) {
            throw expected("images of one channel, [1, H, W] or [N, 1, H, W], as input", input);
        }
        if (!target.isSameSizeAs(input)) {
            throw expected("a target of size " + input.describeSizes(), target);
        }
    }

    @Override
    double divisor(Tensor input) {
        long images = input.dim() == 4 ? input.size(1) : 1;
        return 2.0 * input.nElement() / (sizeAverage() ? 1 : images);
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
