package org.rnn4j.facade.layer.transfer;

/**
 * Squares each element.
 *
 * <pre>y = x^2</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Square">Torch manual: Square</a>
 */
public final class Square extends ElementwiseTransfer {
    /** A square. */
    public Square() {}

    @Override
    protected double value(double x) {
        return x * x;
    }

    @Override
    protected double slope(double x, double y) {
        return 2 * x;
    }
}
