package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Exchanges dimensions, one pair after the other, and copies the result.
 *
 * <p>Input: a tensor with all dimensions named. Output: a tensor with the sizes in their new order; {@code [T, N, D]} becomes
 * {@code [N, T, D]} where 1 and 2 are exchanged.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Transpose">Torch manual: Transpose</a>
 */
public final class Transpose extends Module {
    private final int[][] exchanges;
    private int numInputDims;

    /**
     * Exchanges dimensions.
     *
     * @param exchanges pairs of dimensions, from 1
     */
    public Transpose(int[]... exchanges) {
        this.exchanges = new int[Failures.given("Transpose", "pairs of dimensions from 1 on", exchanges).length][];
        for (int i = 0; i < exchanges.length; i++) {
            int[] pair = exchanges[i];
            if (pair == null || pair.length != 2 || pair[0] < 1 || pair[1] < 1) {
                throw new IllegalArgumentException(
                        "Transpose: expected pairs of dimensions from 1 on, got " + Arrays.toString(pair));
            }
            this.exchanges[i] = pair.clone();
        }
    }

    /**
     * Says how many dimensions a single sample has; of an input with one more, the dimensions behind the batch are exchanged.
     *
     * @return this
     */
    public Transpose setNumInputDims(int dimensions) {
        numInputDims = dimensions;
        return this;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        return setOutput(copied(output(), forward(tensor("input", input))));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor sizes = forward(tensor("input", input));
        Tensor gradient = tensor("gradOutput", gradOutput);
        if (!gradient.isSameSizeAs(sizes)) {
            throw expected("gradOutput of size " + sizes.describeSizes(), gradOutput);
        }
        int batch = batchDims(gradient);
        for (int i = exchanges.length - 1; i >= 0; i--) {
            gradient = gradient.transpose(exchanges[i][0] + batch, exchanges[i][1] + batch);
        }
        return setGradInput(copied(gradInput(), gradient));
    }

    /** The input with its dimensions exchanged, sharing memory. */
    private Tensor forward(Tensor x) {
        int batch = batchDims(x);
        Tensor exchanged = x;
        for (int[] pair : exchanges) {
            if (Math.max(pair[0], pair[1]) + batch > x.dim()) {
                throw expected("input with the dimensions " + Arrays.toString(pair), x);
            }
            exchanged = exchanged.transpose(pair[0] + batch, pair[1] + batch);
        }
        return exchanged;
    }

    private int batchDims(Tensor x) {
        return numInputDims > 0 ? Math.max(0, x.dim() - numInputDims) : 0;
    }

    private static Tensor copied(@Nullable Activity buffer, Tensor from) {
        Tensor to = buffer instanceof Tensor old && old.elementType() == from.elementType()
                ? old
                : new Tensor(from.elementType());
        return to.resizeAs(from).copy(from);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return Arrays.stream(exchanges)
                .<@Nullable Object>map(pair -> Arrays.stream(pair).boxed().toList())
                .toList();
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return numInputDims > 0 ? List.of(List.of("setNumInputDims", numInputDims)) : List.of();
    }
}
