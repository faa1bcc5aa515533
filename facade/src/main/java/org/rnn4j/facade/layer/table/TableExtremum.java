package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Takes one of the entries at each place. The gradient goes to the entry that was taken, of several to the first. */
abstract class TableExtremum extends TableArithmetic {
    /** What no entry has taken yet of the gradient. */
    private @Nullable Tensor left;

    TableExtremum() {
        super(1, Integer.MAX_VALUE);
    }

    @Override
    final void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput) {
        Kernels kernels = Kernels.get();
        Tensor rest = buffer(left);
        left = rest;
        if (index == 1) {
            kernels.copy(gradOutput, rest.resizeAs(gradOutput));
        }
        Tensor taken = lastOutput().toTensor();
        Elementwise.map((x, y) -> x == y ? 1 : 0, entry(entries, index), taken, gradInput);
        kernels.multiply(gradInput, rest, gradInput);
        kernels.axpy(-1, gradInput, rest);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        left = fields.buffer("left", left);
    }
}
