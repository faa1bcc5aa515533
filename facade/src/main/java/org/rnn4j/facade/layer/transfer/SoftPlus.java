package org.rnn4j.facade.layer.transfer;

/**
 * A smooth {@link ReLU}.
 *
 * <pre>y = log(1 + exp(beta x)) / beta</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SoftPlus">Torch manual: SoftPlus</a>
 */
public final class SoftPlus extends ElementwiseTransfer {
    /** From here on {@code beta x} the function is its own asymptote, as in Torch. */
    private static final double LINEAR_FROM = 20;

    private final double beta;

    /** Sharpness 1. */
    public SoftPlus() {
        this(1);
    }

    /** Sharpness {@code beta}, positive. */
    public SoftPlus(double beta) {
        if (!(beta > 0)) {
            throw new IllegalArgumentException("SoftPlus: expected a positive beta, got " + beta);
        }
        this.beta = beta;
    }

    @Override
    protected double value(double x) {
        return beta * x > LINEAR_FROM ? x : Math.log1p(Math.exp(beta * x)) / beta;
    }

    @Override
    protected double slope(double x, double y) {
        return beta * x > LINEAR_FROM ? 1 : 1 / (1 + Math.exp(-beta * x));
    }
}
