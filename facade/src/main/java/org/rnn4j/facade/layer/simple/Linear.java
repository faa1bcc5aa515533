package org.rnn4j.facade.layer.simple;

/**
 * Applies a linear transformation to each row of its input.
 *
 * <pre>y = W x + b</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]} and {@code bias} {@code [H]}, if there is one, both uniform within
 * {@code 1 / sqrt(D)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Linear">Torch manual: Linear</a>
 */
public final class Linear extends AbstractLinear {
    /** A linear layer with bias, from {@code inputSize} (D) to {@code outputSize} (H). */
    public Linear(int inputSize, int outputSize) {
        this(inputSize, outputSize, true);
    }

    /** A linear layer, from {@code inputSize} (D) to {@code outputSize} (H), with or without bias. */
    public Linear(int inputSize, int outputSize, boolean withBias) {
        super(inputSize, outputSize, withBias);
    }

    /** Whether there is a bias. */
    public boolean withBias() {
        return bias() != null;
    }

    /**
     * Takes the bias away.
     *
     * @return this
     */
    public Linear noBias() {
        dropBias();
        return this;
    }
}
