package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gives the elements of its input, or of each sample in a batch, other sizes.
 *
 * <p>Input: a tensor with as many elements as the sizes have, or a batch {@code [N, ...]} of samples with so many each. Output: a tensor
 * of these sizes, or {@code [N]} and these sizes. Unless told, an input is a batch if its number of elements does not match or its first
 * size is 1. The output shares the memory of a contiguous input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Reshape">Torch manual: Reshape</a>
 */
public final class Reshape extends Resizing {
    private final long[] sizes;
    private final @Nullable Boolean batchMode;
    private final long elements;

    /** New sizes; whether an input is a batch shows in its size. */
    public Reshape(long... sizes) {
        this(sizes, null);
    }

    /**
     * New sizes.
     *
     * @param batchMode whether inputs are batches; null if that shows in their size
     */
    public Reshape(long[] sizes, @Nullable Boolean batchMode) {
        long product = 1;
        for (long size : Failures.given("Reshape", "positive sizes", sizes)) {
            product *= Math.max(size, 0);
        }
        if (sizes.length == 0 || product == 0) {
            throw new IllegalArgumentException("Reshape: expected positive sizes, got " + Arrays.toString(sizes));
        }
        this.sizes = sizes.clone();
        this.batchMode = batchMode;
        elements = product;
    }

    @Override
    long[] sizes(Tensor input) {
        boolean whole = input.nElement() == elements;
        boolean batch = batchMode == null ? !whole || input.size(1) == 1 : batchMode;
        if (!batch && whole) {
            return sizes;
        }
        if (!batch || input.dim() == 0 || input.nElement() != input.size(1) * elements) {
            throw expected("input with " + elements + " elements" + (batch ? " in each sample of a batch" : ""), input);
        }
        return LongStream.concat(LongStream.of(input.size(1)), LongStream.of(sizes))
                .toArray();
    }

    /** {@code nn.Reshape(2x4)}. */
    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining("x", "nn.Reshape(", ")"));
    }
}
