package org.rnn4j.facade.layer.transfer;

/**
 * Turns the scores at each place of an image into log-probabilities, and does all that {@link LogSoftMax} does.
 *
 * <pre>y[k] = x[k] - log(sum over j of exp(x[j]))</pre>
 *
 * The sum runs over all elements of {@code [D]}, over the columns of {@code [N, D]}, over the first dimension of {@code [D, H, W]} and
 * over the second of {@code [N, D, H, W]}. The output has the size of the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.SpatialLogSoftMax">Torch manual: SpatialLogSoftMax</a>
 */
public final class SpatialLogSoftMax extends AbstractLogSoftMax {
    /** A log-softmax over planes. */
    public SpatialLogSoftMax() {}
}
