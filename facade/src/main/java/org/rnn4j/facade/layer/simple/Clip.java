package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.layer.transfer.ElementwiseTransfer;

/**
 * Keeps elements within limits, and hands back the gradient as it is, outside of them, too.
 *
 * <pre>y = max(minval, min(x, maxval))      dL/dx = dL/dy</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.Clip">dpnn manual: Clip</a>
 */
public final class Clip extends ElementwiseTransfer {
    private final double minval;
    private final double maxval;

    /** Keeps elements from {@code minval} to {@code maxval}. */
    public Clip(double minval, double maxval) {
        this.minval = minval;
        this.maxval = maxval;
    }

    @Override
    protected double value(double x) {
        double below = x > maxval ? maxval : x;
        return below < minval ? minval : below;
    }

    @Override
    protected double slope(double x, double y) {
        return 1;
    }
}
