package org.rnn4j.facade.layer.transfer;

/**
 * Cuts each element off below a minimum and above a maximum.
 *
 * <pre>y = min(max(x, minValue), maxValue)</pre>
 *
 * Input and output: any size. The gradient is zero at the limits and outside.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.HardTanh">Torch manual: HardTanh</a>
 */
public final class HardTanh extends Limits {
    /** Limits -1 and 1. */
    public HardTanh() {
        this(-1, 1);
    }

    /** Limits {@code minValue} and {@code maxValue}. */
    public HardTanh(double minValue, double maxValue) {
        this(minValue, maxValue, false);
    }

    /** Limits {@code minValue} and {@code maxValue}; in place, the output overwrites the input. */
    public HardTanh(double minValue, double maxValue, boolean inPlace) {
        super(minValue, maxValue, inPlace);
    }

    /** The lower limit. */
    public double minValue() {
        return minValue;
    }

    /** The upper limit. */
    public double maxValue() {
        return maxValue;
    }
}
