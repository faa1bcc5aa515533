package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Transfer;

/**
 * Squashes each element into the range from -1 to 1.
 *
 * <pre>y = tanh(x)</pre>
 *
 * Input and output: any size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.Tanh">Torch manual: Tanh</a>
 */
public final class Tanh extends KernelTransfer {
    /** A hyperbolic tangent. */
    public Tanh() {
        super(Transfer.TANH);
    }
}
