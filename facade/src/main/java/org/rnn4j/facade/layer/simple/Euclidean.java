package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The distances of the input from learned points.
 *
 * <pre>y[j] = |w[j] - x|</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [D, H]}, whose columns are the points, uniform within {@code 1 / sqrt(D)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Euclidean">Torch manual: Euclidean</a>
 */
public final class Euclidean extends AbstractEuclidean {
    /** Distances of inputs of {@code inputSize} (D) from {@code outputSize} (H) points. */
    public Euclidean(int inputSize, int outputSize) {
        super(inputSize, outputSize);
        reset();
    }

    @Override
    @Nullable
    Tensor factors() {
        return null;
    }

    @Override
    void addToFactors(double scale, Tensor gradients) {}
}
