package org.rnn4j.facade.layer.transfer;

/**
 * Takes from each element its hyperbolic tangent.
 *
 * <pre>y = x - tanh(x)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.TanhShrink">Torch manual: TanhShrink</a>
 */
public final class TanhShrink extends ElementwiseTransfer {
    /** A shrinkage. */
    public TanhShrink() {}

    @Override
    protected double value(double x) {
        return x - Math.tanh(x);
    }

    @Override
    protected double slope(double x, double y) {
        return (x - y) * (x - y);
    }
}
