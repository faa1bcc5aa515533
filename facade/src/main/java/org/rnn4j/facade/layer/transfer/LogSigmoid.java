package org.rnn4j.facade.layer.transfer;

/**
 * Takes the logarithm of the sigmoid of each element.
 *
 * <pre>y = log(1 / (1 + exp(-x)))</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.LogSigmoid">Torch manual: LogSigmoid</a>
 */
public final class LogSigmoid extends ElementwiseTransfer {
    /** The logarithm of a sigmoid. */
    public LogSigmoid() {}

    @Override
    protected double value(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    protected double slope(double x, double y) {
        return 1 / (1 + Math.exp(x));
    }
}
