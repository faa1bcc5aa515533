package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Takes a tensor apart along one dimension into a table of slices, which share its memory.
 *
 * <p>Input: a tensor. Output: a table of as many tensors as its size in that dimension, each without the dimension.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.SplitTable">Torch manual: SplitTable</a>
 */
public final class SplitTable extends Module {
    private final Dimension dimension;

    /**
     * Splits a dimension.
     *
     * @param dimension from 1, or from the end if negative
     */
    public SplitTable(int dimension) {
        this(dimension, 0);
    }

    /**
     * Splits a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the end if negative
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches
     */
    public SplitTable(int dimension, int nInputDims) {
        this.dimension = Dimension.of("SplitTable", dimension, nInputDims);
    }

    /** The dimension, from 1, or from the end if negative. */
    public int dimension() {
        return dimension.number();
    }

    /** Number of dimensions of a single sample, or 0 if batches are not told apart. */
    public int nInputDims() {
        return dimension.sampleDims();
    }

    @Override
    public Table updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        int split = split(x);
        Table output = outputTable();
        int count = Math.toIntExact(x.size(split));
        output.truncate(count);
        for (int i = 1; i <= count; i++) {
            output.set(i, x.select(split, i));
        }
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = tensor("input", input);
        int split = split(x);
        Table gradients = table("gradOutput", gradOutput);
        int count = Math.toIntExact(x.size(split));
        if (gradients.size() != count) {
            throw expected("gradOutput with " + count + " entries for input " + x.describeSizes(), gradOutput);
        }
        checkedGradient(gradients);
        if (!gradients.tensor(1).isSameSizeAs(x.select(split, 1))) {
            throw expected(
                    "the input of the last forward, in slices of "
                            + gradients.get(1).describeSizes(),
                    x);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        for (int i = 1; i <= count; i++) {
            gradInput.select(split, i).copy(gradients.tensor(i));
        }
        return gradInput;
    }

    private int split(Tensor x) {
        int split = dimension.in(x);
        if (split == 0) {
            throw expected("input with a dimension " + dimension.number(), x);
        }
        return split;
    }
}
