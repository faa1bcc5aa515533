package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The binary cross-entropy of probabilities.
 *
 * <pre>loss = - sum over i of weights[i] (t[i] log(x[i]) + (1 - t[i]) log(1 - x[i])) / n</pre>
 *
 * Input: any size, from 0 to 1. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n. Probabilities of exactly 0
 * and 1 count as 1e-12 away from that.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.BCECriterion">Torch manual: BCECriterion</a>
 */
public final class BCECriterion extends ElementwiseCriterion {
    /** Keeps the logarithms finite; the number is Torch's. */
    private static final double EPSILON = 1e-12;

    /** The mean over all elements. */
    public BCECriterion() {
        this(null);
    }

    /** The mean weighted by {@code weights}, of the size of the input or of a sample in a batch, or null for equal weights. */
    public BCECriterion(@Nullable Tensor weights) {
        this(weights, true);
    }

    /** The mean, or the sum if not {@code sizeAverage}. */
    public BCECriterion(@Nullable Tensor weights, boolean sizeAverage) {
        super(weights, sizeAverage);
    }

    @Override
    protected void checkNumbers(Tensor input) {
        for (long i = 0; i < input.nElement(); i++) {
            double probability = input.storage().getDouble(input.offset() + i);
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(who() + ": expected probabilities from 0 to 1 as input, got "
                        + probability + " as element " + (i + 1) + " of " + input.describeSizes()
                        + "; put a Sigmoid in front");
            }
        }
    }

    @Override
    protected double loss(double input, double target) {
        return -(Math.log(input + EPSILON) * target + Math.log(1 - input + EPSILON) * (1 - target));
    }

    @Override
    protected double slope(double input, double target) {
        return (input - target) / ((1 - input + EPSILON) * (input + EPSILON));
    }
}
