package org.rnn4j.facade.layer.transfer;

/**
 * Raises each element to a power.
 *
 * <pre>y = x^p</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Power">Torch manual: Power</a>
 */
public final class Power extends ElementwiseTransfer {
    private final double p;

    /** The power {@code p}. */
    public Power(double p) {
        this.p = p;
    }

    @Override
    protected double value(double x) {
        return Math.pow(x, p);
    }

    @Override
    protected double slope(double x, double y) {
        return p * Math.pow(x, p - 1);
    }
}
