package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.layer.Numbers;

/**
 * A {@link ReLU} that goes smoothly to -alpha for negative elements.
 *
 * <pre>y = x if x > 0, else alpha (exp(x) - 1)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.ELU">Torch manual: ELU</a>
 */
public final class ELU extends ElementwiseTransfer {
    private final double alpha;

    /** Limit -1. */
    public ELU() {
        this(1);
    }

    /** Limit {@code -alpha}. */
    public ELU(double alpha) {
        this(alpha, false);
    }

    /** Limit {@code -alpha}, not positive if in place, which is when the output overwrites the input. */
    public ELU(double alpha, boolean inPlace) {
        super(inPlace);
        if (inPlace && !(alpha >= 0)) {
            throw new IllegalArgumentException("ELU: expected alpha from 0 on for in-place use, got " + alpha);
        }
        this.alpha = alpha;
    }

    @Override
    protected double value(double x) {
        return x > 0 ? x : alpha * (Math.exp(x) - 1);
    }

    @Override
    protected double slope(double x, double y) {
        return x > 0 ? 1 : y + alpha;
    }

    /** {@code nn.ELU (alpha:1.000000)}. */
    @Override
    public String toString() {
        return super.toString() + " (alpha:" + Numbers.fixed(alpha, 6) + ")";
    }
}
