package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.layer.Numbers;

/**
 * A {@link ReLU} that lets a part of negative elements through.
 *
 * <pre>y = x if x > 0, else negval x</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.LeakyReLU">Torch manual: LeakyReLU</a>
 */
public final class LeakyReLU extends ElementwiseTransfer {
    private final double negval;

    /** Lets a hundredth through. */
    public LeakyReLU() {
        this(0.01);
    }

    /** Lets a hundredth through; in place, the output overwrites the input. */
    public LeakyReLU(boolean inPlace) {
        this(0.01, inPlace);
    }

    /** Lets the part {@code negval} through. */
    public LeakyReLU(double negval) {
        this(negval, false);
    }

    /** Lets the part {@code negval} through, from 0 on if in place, which is when the output overwrites the input. */
    public LeakyReLU(double negval, boolean inPlace) {
        super(inPlace);
        if (inPlace && !(negval >= 0)) {
            throw new IllegalArgumentException("LeakyReLU: expected negval from 0 on for in-place use, got " + negval);
        }
        this.negval = negval;
    }

    @Override
    protected double value(double x) {
        return x > 0 ? x : negval * x;
    }

    @Override
    protected double slope(double x, double y) {
        return x > 0 ? 1 : negval;
    }

    /** {@code nn.LeakyReLU(0.01)}. */
    @Override
    public String toString() {
        return super.toString() + "(" + Numbers.general(negval) + ")";
    }
}
