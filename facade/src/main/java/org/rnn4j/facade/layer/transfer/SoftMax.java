package org.rnn4j.facade.layer.transfer;

/**
 * Turns scores into probabilities.
 *
 * <pre>y[k] = exp(x[k]) / (sum over j of exp(x[j]))</pre>
 *
 * The sum runs over all elements of {@code [D]}, over the columns of {@code [N, D]}, over the first dimension of {@code [D, H, W]} and
 * over the second of {@code [N, D, H, W]}. The output has the size of the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SoftMax">Torch manual: SoftMax</a>
 */
public final class SoftMax extends AbstractSoftMax {
    /** A softmax. */
    public SoftMax() {}
}
