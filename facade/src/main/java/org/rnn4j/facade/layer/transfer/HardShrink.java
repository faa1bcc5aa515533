package org.rnn4j.facade.layer.transfer;

/**
 * Sets elements between -lambda and lambda to zero.
 *
 * <pre>y = x if |x| > lambda, else 0</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.HardShrink">Torch manual: HardShrink</a>
 */
public final class HardShrink extends ElementwiseTransfer {
    private final double lambda;

    /** A threshold of 0.5. */
    public HardShrink() {
        this(0.5);
    }

    /** The threshold {@code lambda}, not negative. */
    public HardShrink(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("HardShrink: expected a threshold from 0 on, got " + lambda);
        }
        this.lambda = lambda;
    }

    @Override
    protected double value(double x) {
        return Math.abs(x) > lambda ? x : 0;
    }

    @Override
    protected double slope(double x, double y) {
        return Math.abs(x) > lambda ? 1 : 0;
    }
}
