package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Multiplies the tensors of a table, element by element.
 *
 * <pre>y = x1 . x2 . ...</pre>
 *
 * Input: a table of tensors of the same size. Output: a tensor of that size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CMulTable">Torch manual: CMulTable</a>
 */
public final class CMulTable extends TableArithmetic {
    /** A product. */
    public CMulTable() {
        super(1, Integer.MAX_VALUE);
    }

    @Override
    void combine(Tensor output, Tensor entry) {
        output.cmul(entry);
    }

    /** Multiplies with the other entries instead of dividing by this one, which may be zero. */
    @Override
    void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput) {
        Kernels kernels = Kernels.get();
        kernels.copy(gradOutput, gradInput);
        for (int i = 1; i <= entries.size(); i++) {
            if (i != index) {
                kernels.multiply(gradInput, entry(entries, i), gradInput);
            }
        }
    }
}
