package org.rnn4j.facade.layer.transfer;

/**
 * Takes the natural logarithm of each element.
 *
 * <pre>y = log(x)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Log">Torch manual: Log</a>
 */
public final class Log extends ElementwiseTransfer {
    /** A logarithm. */
    public Log() {}

    @Override
    protected double value(double x) {
        return Math.log(x);
    }

    @Override
    protected double slope(double x, double y) {
        return 1 / x;
    }
}
