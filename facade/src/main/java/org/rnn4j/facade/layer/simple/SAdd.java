package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.transfer.ElementwiseTransfer;

/**
 * Adds a constant to each element, and may turn the sign of the sum around.
 *
 * <pre>y = x + addend      or      y = -(x + addend)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/Element-Research/rnn/blob/master/SAdd.lua">rnn: SAdd.lua</a>
 */
public final class SAdd extends ElementwiseTransfer {
    private final double addend;
    private final boolean negate;

    /** Adds {@code addend}. */
    public SAdd(double addend) {
        this(addend, false);
    }

    /** Adds {@code addend}; the result is negative where the sum is positive if {@code negate}. */
    public SAdd(double addend, boolean negate) {
        this.addend = addend;
        this.negate = negate;
    }

    @Override
    protected double value(double x) {
        return negate ? -(x + addend) : x + addend;
    }

    @Override
    protected double slope(double x, double y) {
        return negate ? -1 : 1;
    }
}
