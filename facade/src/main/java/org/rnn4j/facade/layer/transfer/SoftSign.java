package org.rnn4j.facade.layer.transfer;

/**
 * Squashes each element into the range from -1 to 1, more gently than {@link Tanh}.
 *
 * <pre>y = x / (1 + |x|)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SoftSign">Torch manual: SoftSign</a>
 */
public final class SoftSign extends ElementwiseTransfer {
    /** A softsign. */
    public SoftSign() {}

    @Override
    protected double value(double x) {
        return x / (1 + Math.abs(x));
    }

    @Override
    protected double slope(double x, double y) {
        return 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
    }
}
