package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.transfer.ElementwiseTransfer;

/**
 * Adds a constant to each element.
 *
 * <pre>y = x + constant</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.AddConstant">Torch manual: AddConstant</a>
 */
public final class AddConstant extends ElementwiseTransfer {
    private final double constant;

    /** Adds {@code constant}. */
    public AddConstant(double constant) {
        this(constant, false);
    }

    /** Adds {@code constant}; in place, the output overwrites the input. */
    public AddConstant(double constant, boolean inPlace) {
        super(inPlace);
        this.constant = constant;
    }

    @Override
    protected double value(double x) {
        return x + constant;
    }

    @Override
    protected double slope(double x, double y) {
        return 1;
    }
}
