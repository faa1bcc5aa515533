package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;

/**
 * Sets whole feature maps to zero at random in training mode.
 *
 * <pre>y = x . noise      noise is 0 for a feature map with probability p, else 1; in evaluation y = (1 - p) x</pre>
 *
 * Input and output: {@code [C, H, W]}, or {@code [N, C, H, W]} for a batch, with C feature maps. There is no backward in evaluation mode, as in Torch.
 *
 * <p>State: the noise, which backward uses again.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.SpatialDropout">Torch manual: SpatialDropout</a>
 */
public final class SpatialDropout extends FeatureDropout {
    /** Drops half of the feature maps. */
    public SpatialDropout() {
        this(null);
    }

    /** Drops feature maps with probability {@code p}, 0.5 if null. */
    public SpatialDropout(@Nullable Double p) {
        this(p, null);
    }

    /** Drops feature maps with probability {@code p}, 0.5 if null; in evaluation mode, too, if {@code stochasticInference}. */
    public SpatialDropout(@Nullable Double p, @Nullable Boolean stochasticInference) {
        super(3, p, stochasticInference);
    }
}
