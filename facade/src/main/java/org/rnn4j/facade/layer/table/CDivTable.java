package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Divides the first tensor of a table by the second, element by element.
 *
 * <pre>y = x1 / x2</pre>
 *
 * Input: a table of two tensors of the same size. Output: a tensor of that size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CDivTable">Torch manual: CDivTable</a>
 */
public final class CDivTable extends TableArithmetic {
    /** A quotient. */
    public CDivTable() {
        super(2, 2);
    }

    @Override
    void combine(Tensor output, Tensor entry) {
        Elementwise.map((x, y) -> x / y, output, entry, output);
    }

    /** {@code gradY / x2} and {@code - gradY x1 / x2^2}. */
    @Override
    void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput) {
        Tensor divisor = entry(entries, 2);
        if (index == 1) {
            Elementwise.map((gradient, x2) -> gradient / x2, gradOutput, divisor, gradInput);
        } else {
            Elementwise.map((x1, x2) -> -x1 / (x2 * x2), entry(entries, 1), divisor, gradInput);
            Kernels.get().multiply(gradInput, gradOutput, gradInput);
        }
    }
}
