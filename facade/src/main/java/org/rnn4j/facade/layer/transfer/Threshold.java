package org.rnn4j.facade.layer.transfer;

/**
 * Replaces elements up to a threshold by a value.
 *
 * <pre>y = x if x > threshold, else value</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Threshold">Torch manual: Threshold</a>
 */
public final class Threshold extends ElementwiseTransfer {
    private final double threshold;
    private final double value;

    /** Threshold 1e-6 and value 0. */
    public Threshold() {
        this(1e-6);
    }

    /** Threshold {@code threshold} and value 0. */
    public Threshold(double threshold) {
        this(threshold, 0);
    }

    /** Replaces elements up to {@code threshold} by {@code value}. */
    public Threshold(double threshold, double value) {
        this(threshold, value, false);
    }

    /** {@code value} is at most {@code threshold} if in place, which is when the output overwrites the input. */
    public Threshold(double threshold, double value, boolean inPlace) {
        super(inPlace);
        if (inPlace && value > threshold) {
            throw new IllegalArgumentException("Threshold: expected a value up to the threshold for in-place use, got "
                    + value + " and " + threshold);
        }
        this.threshold = threshold;
        this.value = value;
    }

    @Override
    protected double value(double x) {
        return x > threshold ? x : value;
    }

    @Override
    protected double slope(double x, double y) {
        return x > threshold ? 1 : 0;
    }
}
