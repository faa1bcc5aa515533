package org.rnn4j.facade.layer.criterion;

/**
 * The mean hinge loss: how far scores are from being on the right side of a margin.
 *
 * <pre>loss = sum over i of max(0, margin - t[i] x[i]) / n      t[i] is 1 or -1</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MarginCriterion">Torch manual: MarginCriterion</a>
 */
public final class MarginCriterion extends ElementwiseCriterion {
    private final double margin;

    /** Margin 1. */
    public MarginCriterion() {
        this(1);
    }

    /** Margin {@code margin}. */
    public MarginCriterion(double margin) {
        super(true);
        this.margin = margin;
    }

    @Override
    protected double loss(double input, double target) {
        return Math.max(0, margin - target * input);
    }

    @Override
    protected double slope(double input, double target) {
        return target * input < margin ? -target : 0;
    }
}
