package org.rnn4j.facade.layer.transfer;

/**
 * Takes the square root of each element.
 *
 * <pre>y = sqrt(x)</pre>
 *
 * Input and output: any size. The gradient at 0 is 0.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Sqrt">Torch manual: Sqrt</a>
 */
public final class Sqrt extends ElementwiseTransfer {
    /** A square root. */
    public Sqrt() {}

    @Override
    protected double value(double x) {
        return Math.sqrt(x);
    }

    @Override
    protected double slope(double x, double y) {
        return y == 0 ? 0 : 0.5 / y;
    }
}
