package org.rnn4j.facade.layer.transfer;

/**
 * Raises e to each element.
 *
 * <pre>y = exp(x)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Exp">Torch manual: Exp</a>
 */
public final class Exp extends ElementwiseTransfer {
    /** An exponential. */
    public Exp() {}

    @Override
    protected double value(double x) {
        return Math.exp(x);
    }

    @Override
    protected double slope(double x, double y) {
        return y;
    }
}
