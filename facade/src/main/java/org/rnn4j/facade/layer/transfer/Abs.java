package org.rnn4j.facade.layer.transfer;

/**
 * Takes the absolute value of each element.
 *
 * <pre>y = |x|</pre>
 *
 * Input and output: any size. The gradient at 0 is that of positive elements.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Abs">Torch manual: Abs</a>
 */
public final class Abs extends ElementwiseTransfer {
    /** An absolute value. */
    public Abs() {}

    @Override
    protected double value(double x) {
        return Math.abs(x);
    }

    @Override
    protected double slope(double x, double y) {
        return x >= 0 ? 1 : -1;
    }
}
