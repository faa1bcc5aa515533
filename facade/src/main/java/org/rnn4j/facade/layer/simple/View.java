package org.rnn4j.facade.layer.simple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives the elements of its input other sizes, sharing memory.
 *
 * <p>Input: a tensor with as many elements as the sizes have, or a batch of samples with so many each. Output: a tensor of these sizes,
 * with the size of the batch in front if there is one. One of the sizes may be -1, for whatever is left of a sample; then a batch is
 * told apart only after {@link #setNumInputDims}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.View">Torch manual: View</a>
 */
public final class View extends Resizing {
    private long[] sizes = {};
    private boolean open;
    private long elements;
    private int numInputDims;

    /**
     * A view.
     *
     * @param sizes positive, one of them may be -1
     */
    public View(long... sizes) {
        resetSize(sizes);
    }

    /**
     * Sets other sizes.
     *
     * @param newSizes as in the constructor
     * @return this
     */
    public View resetSize(long... newSizes) {
        long known = 1;
        int unknown = 0;
        for (long size : Failures.given("View", "positive sizes and at most one -1", newSizes)) {
            if (size == -1) {
                unknown++;
            } else {
                known *= Math.max(size, 0);
            }
        }
        if (newSizes.length == 0 || known == 0 || unknown > 1) {
            throw new IllegalArgumentException(
                    "View: expected positive sizes and at most one -1, got " + Arrays.toString(newSizes));
        }
        sizes = newSizes.clone();
        elements = known;
        open = unknown > 0;
        return this;
    }

    /**
     * Says how many dimensions a single sample has; those in front are the batch.
     *
     * @return this
     */
    public View setNumInputDims(int dimensions) {
        numInputDims = dimensions;
        return this;
    }

    @Override
    long[] sizes(Tensor input) {
        int sampleDims = numInputDims > 0 ? Math.min(numInputDims, input.dim()) : input.dim();
        int batchDims = input.dim() - sampleDims;
        long sample = 1;
        for (int d = batchDims + 1; d <= input.dim(); d++) {
            sample *= input.size(d);
        }
        if (sample == 0 || sample % elements != 0) {
            throw expected("input that can be seen as " + Arrays.toString(sizes), input);
        }
        long batch = open ? 1 : sample / elements;
        for (int d = 1; d <= batchDims; d++) {
            batch *= input.size(d);
        }
        if (batch == 1 && batchDims == 0) {
            return sizes;
        }
        return LongStream.concat(LongStream.of(batch), LongStream.of(sizes)).toArray();
    }

    @Override
    public List<@Nullable Object> arguments() {
        return new ArrayList<>(Arrays.stream(sizes).boxed().toList());
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return numInputDims > 0 ? List.of(List.of("setNumInputDims", numInputDims)) : List.of();
    }

    /** {@code nn.View(2, 4)}. */
    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(", ", "nn.View(", ")"));
    }
}
