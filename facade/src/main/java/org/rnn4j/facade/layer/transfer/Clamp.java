package org.rnn4j.facade.layer.transfer;

/**
 * Cuts each element off below a minimum and above a maximum.
 *
 * <pre>y = min(max(x, minValue), maxValue)</pre>
 *
 * Input and output: any size. The gradient is zero at the limits and outside.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Clamp">Torch manual: Clamp</a>
 */
public final class Clamp extends Limits {
    /** Limits {@code minValue} and {@code maxValue}. */
    public Clamp(double minValue, double maxValue) {
        super(minValue, maxValue, false);
    }
}
