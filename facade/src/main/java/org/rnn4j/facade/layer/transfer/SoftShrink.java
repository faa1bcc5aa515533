package org.rnn4j.facade.layer.transfer;

/**
 * Moves each element towards zero by lambda, and those nearer than that to zero.
 *
 * <pre>y = x - lambda if x > lambda, x + lambda if x &lt; -lambda, else 0</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SoftShrink">Torch manual: SoftShrink</a>
 */
public final class SoftShrink extends ElementwiseTransfer {
    private final double lambda;

    /** A threshold of 0.5. */
    public SoftShrink() {
        this(0.5);
    }

    /** The threshold {@code lambda}, not negative. */
    public SoftShrink(double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("SoftShrink: expected a threshold from 0 on, got " + lambda);
        }
        this.lambda = lambda;
    }

    @Override
    protected double value(double x) {
        return x > lambda ? x - lambda : x < -lambda ? x + lambda : 0;
    }

    @Override
    protected double slope(double x, double y) {
        return Math.abs(x) > lambda ? 1 : 0;
    }
}
