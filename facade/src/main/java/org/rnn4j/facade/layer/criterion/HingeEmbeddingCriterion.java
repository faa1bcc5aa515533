package org.rnn4j.facade.layer.criterion;

/**
 * Makes distances small for what belongs together, and at least as large as a margin for all else.
 *
 * <pre>loss = sum over i of e(x[i], t[i]) / n      e(x, 1) = x      e(x, -1) = max(0, margin - x)</pre>
 *
 * Input: distances, any size. Target: as many elements, 1 or -1; any other counts both. Without {@code sizeAverage} nothing is divided
 * by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.HingeEmbeddingCriterion">Torch manual: HingeEmbeddingCriterion</a>
 */
public final class HingeEmbeddingCriterion extends ElementwiseCriterion {
    private final double margin;

    /** Margin 1. */
    public HingeEmbeddingCriterion() {
        this(1);
    }

    /** Margin {@code margin}. */
    public HingeEmbeddingCriterion(double margin) {
        super(true);
        this.margin = margin;
    }

    @Override
    protected double loss(double input, double target) {
        return (target == -1 ? 0 : input) + (target == 1 ? 0 : Math.max(0, margin - input));
    }

    @Override
    protected double slope(double input, double target) {
        return target == -1 && input > margin ? 0 : target;
    }
}
