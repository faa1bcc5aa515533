package org.rnn4j.facade.layer.simple;

import java.util.Arrays;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Replaces each index by a vector of zeros with a 1 at the index.
 *
 * <p>Input: indices from 1, of any size, in a tensor of any type. Output: a tensor with a last dimension more, as long as there are
 * indices: {@code [N]} becomes {@code [N, outputSize]}. The gradient of the input is zeros.
 *
 * <p>Differs from Torch: an index with a fraction is refused, not cut off to a whole one; a single number is a tensor of one element.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.OneHot">Torch manual: OneHot</a>
 */
public final class OneHot extends Module implements RowWise {
    private final int outputSize;
    private final IndexRange range;

    /** Vectors for the indices from 1 to {@code outputSize}. */
    public OneHot(int outputSize) {
        if (outputSize < 1) {
            throw new IllegalArgumentException("OneHot: expected a positive size, got " + outputSize);
        }
        this.outputSize = outputSize;
        range = new IndexRange(1, outputSize);
    }

    @Override
    public int sampleDimensions() {
        return 0;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor indices = tensor("input", input);
        if (indices.dim() == 0) {
            throw expected("indices as input", indices);
        }
        Tensor checked = Indices.inRange(this, indices, range);
        return outputBuffer()
                .resize(sizes(indices, outputSize))
                .zero()
                .scatter(indices.dim() + 1, checked.view(sizes(indices, 1)), 1);
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor indices = tensor("input", input);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (indices.dim() == 0 || !gradient.isSize(sizes(indices, outputSize))) {
            throw expected(
                    "gradOutput with " + outputSize + " numbers for each index of " + indices.describeSizes(),
                    gradOutput);
        }
        return gradInputBuffer().resize(indices.size()).zero();
    }

    private static long[] sizes(Tensor indices, long last) {
        long[] sizes = Arrays.copyOf(indices.size(), indices.dim() + 1);
        sizes[indices.dim()] = last;
        return sizes;
    }
}
