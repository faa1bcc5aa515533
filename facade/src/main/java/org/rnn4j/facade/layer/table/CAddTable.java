package org.rnn4j.facade.layer.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds the tensors of a table, element by element.
 *
 * <pre>y = x1 + x2 + ...</pre>
 *
 * Input: a table of tensors of the same size. Output: a tensor of that size.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CAddTable">Torch manual: CAddTable</a>
 */
public final class CAddTable extends TableArithmetic {
    private final boolean inPlace;

    /** A sum. */
    public CAddTable() {
        this(false);
    }

    /** A sum; in place, it overwrites the first entry of the input. */
    public CAddTable(boolean inPlace) {
        super(1, Integer.MAX_VALUE);
        this.inPlace = inPlace;
    }

    @Override
    Tensor start(Tensor first) {
        return inPlace ? setOutput(first) : super.start(first);
    }

    @Override
    void finish(Tensor output, Table entries) {
        if (inPlace) {
            writeBack(output, entries.get(1));
        }
    }

    @Override
    void combine(Tensor output, Tensor entry) {
        output.add(entry);
    }

    @Override
    void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().copy(gradOutput, gradInput);
    }

    /** Whether the output overwrites the first entry. */
    public boolean inPlace() {
        return inPlace;
    }

    @Override
    public List<@Nullable Object> arguments() {
        return inPlace ? List.of(true) : List.of();
    }
}
