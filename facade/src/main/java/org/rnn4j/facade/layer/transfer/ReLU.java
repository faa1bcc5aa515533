package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Transfer;

/**
 * Cuts off negative elements.
 *
 * <pre>y = max(0, x)</pre>
 *
 * Input and output: any size. The gradient at 0 is 0.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.ReLU">Torch manual: ReLU</a>
 */
public final class ReLU extends KernelTransfer {
    /** A rectifier. */
    public ReLU() {
        this(false);
    }

    /** A rectifier; in place, the output overwrites the input. */
    public ReLU(boolean inPlace) {
        super(Transfer.RELU, inPlace);
    }
}
