package org.rnn4j.facade.layer.transfer;

/**
 * Turns the scores at each place of an image into probabilities, and does all that {@link SoftMax} does.
 *
 * <pre>y[k] = exp(x[k]) / (sum over j of exp(x[j]))</pre>
 *
 * The sum runs over all elements of {@code [D]}, over the columns of {@code [N, D]}, over the first dimension of {@code [D, H, W]} and
 * over the second of {@code [N, D, H, W]}. The output has the size of the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SpatialSoftMax">Torch manual: SpatialSoftMax</a>
 */
public final class SpatialSoftMax extends AbstractSoftMax {
    /** A softmax over planes. */
    public SpatialSoftMax() {}
}
