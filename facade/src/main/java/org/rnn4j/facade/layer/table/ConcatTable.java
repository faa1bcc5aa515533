package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.container.SharedInput;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Gives the same input to each of its modules and puts their outputs into a table; the gradients of the input add up.
 *
 * <p>Input: what the modules take. Output: a table with one entry for each module.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.ConcatTable">Torch manual: ConcatTable</a>
 */
public final class ConcatTable extends SharedInput {
    /** A table without modules. */
    public ConcatTable() {}

    @Override
    public ConcatTable add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Table updateOutput(Activity input) {
        return outputs(input, outputTable());
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        return gradInputs(input, checkedGradient(perModule("gradOutput", gradOutput)));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        gradParameters(input, checkedGradient(perModule("gradOutput", gradOutput)), scale);
    }

    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        return backwards(input, checkedGradient(perModule("gradOutput", gradOutput)), scale);
    }
}
