package org.rnn4j.facade.layer.simple;

/**
 * Applies a linear transformation without bias to each row of its input: {@link Linear} under the name that dpnn has for that.
 *
 * <pre>y = W x</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]}, uniform within {@code 1 / sqrt(D)}.
 *
 * @see <a href="https://github.com/Element-Research/rnn/blob/master/LinearNoBias.lua">rnn: LinearNoBias.lua</a>
 */
public final class LinearNoBias extends AbstractLinear {
    /** A linear layer without bias, from {@code inputSize} (D) to {@code outputSize} (H). */
    public LinearNoBias(int inputSize, int outputSize) {
        super(inputSize, outputSize, false);
    }
}
