package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Transfer;

/**
 * Squashes each element into the range from 0 to 1.
 *
 * <pre>y = 1 / (1 + exp(-x))</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Sigmoid">Torch manual: Sigmoid</a>
 */
public final class Sigmoid extends KernelTransfer {
    /** A sigmoid. */
    public Sigmoid() {
        super(Transfer.SIGMOID);
    }
}
