package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Takes the largest of the tensors of a table at each place.
 *
 * <pre>y = max(x1, x2, ...)</pre>
 *
 * Input: a table of tensors of the same size. Output: a tensor of that size. The gradient goes to the entry that was taken, of several
 * to the first.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CMaxTable">Torch manual: CMaxTable</a>
 */
public final class CMaxTable extends TableExtremum {
    /** A maximum. */
    public CMaxTable() {}

    @Override
    void combine(Tensor output, Tensor entry) {
        Elementwise.map(Math::max, output, entry, output);
    }
}
