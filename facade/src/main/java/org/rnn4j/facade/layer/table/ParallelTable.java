package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.container.Branches;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Gives each entry of its input to a module of its own and puts their outputs into a table.
 *
 * <p>Input: a table with one entry for each module. Output: such a table, too.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.ParallelTable">Torch manual: ParallelTable</a>
 */
public final class ParallelTable extends Branches {
    /** A table without modules. */
    public ParallelTable() {}

    @Override
    public ParallelTable add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Table updateOutput(Activity input) {
        Table entries = perModule("input", input);
        Table output = outputTable();
        for (int i = 1; i <= size(); i++) {
            output.set(i, updateOutput(i, entries.get(i)));
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table entries = perModule("input", input);
        Table gradients = perModule("gradOutput", gradOutput);
        Table gradInput = gradInputTable();
        for (int i = 1; i <= size(); i++) {
            gradInput.set(i, updateGradInput(i, entries.get(i), gradients.get(i)));
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Table entries = perModule("input", input);
        Table gradients = perModule("gradOutput", gradOutput);
        for (int i = 1; i <= size(); i++) {
            accGradParameters(i, entries.get(i), gradients.get(i), scale);
        }
    }

    @Override
    public Table backward(Activity input, Activity gradOutput, double scale) {
        Table entries = perModule("input", input);
        Table gradients = perModule("gradOutput", gradOutput);
        Table gradInput = gradInputTable();
        for (int i = 1; i <= size(); i++) {
            gradInput.set(i, backward(i, entries.get(i), gradients.get(i), scale));
        }
        return gradInput;
    }
}
