package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it.
 *
 * <pre>y = (x - mean(x)) / sqrt(var(x) + eps) . weight + bias</pre>
 *
 * Input and output: {@code [N, D]}. In training mean and (biased) variance are those of the batch; in evaluation, and as in Torch for a batch
 * of one, the running ones, which then stay. Evaluation takes {@code [D]} as a batch of one, too.
 *
 * <p>Learned parameters, if affine: {@code weight} {@code [D]}, uniform within 0 and 1, and {@code bias} {@code [D]}, 0.
 *
 * <p>State: {@code running_mean} and {@code running_var} {@code [D]}, 0 and 1 at first: in training they become {@code (1 - momentum)} of what
 * they were plus {@code momentum} of the mean and of the unbiased variance of the batch. Time steps gather them together.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.BatchNormalization">Torch: BatchNormalization</a>; Sergey Ioffe,
 *     Christian Szegedy, Batch Normalization, 2015
 */
public final class BatchNormalization extends AbstractBatchNormalization {
    /** For {@code size} (D) features. */
    public BatchNormalization(int size) {
        this(size, null);
    }

    /** With its own {@code eps}; 1e-5 if null. */
    public BatchNormalization(int size, @Nullable Double eps) {
        this(size, eps, null);
    }

    /** With its own {@code momentum}; 0.1 if null. */
    public BatchNormalization(int size, @Nullable Double eps, @Nullable Double momentum) {
        this(size, eps, momentum, null);
    }

    /** With or without learned parameters; with them if {@code affine} is null. */
    public BatchNormalization(int size, @Nullable Double eps, @Nullable Double momentum, @Nullable Boolean affine) {
        super(2, size, eps, momentum, affine);
    }
}
