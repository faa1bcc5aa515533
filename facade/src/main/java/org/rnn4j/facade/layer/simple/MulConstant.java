package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.transfer.ElementwiseTransfer;

/**
 * Multiplies each element by a constant.
 *
 * <pre>y = constant x</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.MulConstant">Torch manual: MulConstant</a>
 */
public final class MulConstant extends ElementwiseTransfer {
    private final double constant;

    /** Multiplies by {@code constant}. */
    public MulConstant(double constant) {
        this(constant, false);
    }

    /** Multiplies by {@code constant}; in place, the output overwrites the input. */
    public MulConstant(double constant, boolean inPlace) {
        super(inPlace);
        this.constant = constant;
    }

    @Override
    protected double value(double x) {
        return constant * x;
    }

    @Override
    protected double slope(double x, double y) {
        return constant;
    }
}
