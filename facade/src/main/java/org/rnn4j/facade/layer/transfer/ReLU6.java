package org.rnn4j.facade.layer.transfer;

/**
 * A {@link ReLU} cut off above 6.
 *
 * <pre>y = min(max(x, 0), 6)</pre>
 *
 * Input and output: any size. The gradient is zero at the limits and outside.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.ReLU6">Torch manual: ReLU6</a>
 */
public final class ReLU6 extends Limits {
    /** A rectifier. */
    public ReLU6() {
        this(false);
    }

    /** A rectifier; in place, the output overwrites the input. */
    public ReLU6(boolean inPlace) {
        super(0, 6, inPlace);
    }
}
