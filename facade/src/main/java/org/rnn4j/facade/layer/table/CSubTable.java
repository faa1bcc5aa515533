package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Subtracts the second tensor of a table from the first, element by element.
 *
 * <pre>y = x1 - x2</pre>
 *
 * Input: a table of two tensors of the same size. Output: a tensor of that size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CSubTable">Torch manual: CSubTable</a>
 */
public final class CSubTable extends TableArithmetic {
    /** A difference. */
    public CSubTable() {
        super(2, 2);
    }

    @Override
    void combine(Tensor output, Tensor entry) {
        output.add(-1, entry);
    }

    @Override
    void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().copy(gradOutput, gradInput);
        if (index == 2) {
            Kernels.get().scale(gradInput, -1);
        }
    }
}
