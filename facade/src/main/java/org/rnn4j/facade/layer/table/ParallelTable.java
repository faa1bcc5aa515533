package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.container.OwnInputs;
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
public final class ParallelTable extends OwnInputs {
    /** A table without modules. */
    public ParallelTable() {}

    @Override
    public ParallelTable add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Table updateOutput(Activity input) {
        Table output = outputs(perModule("input", input), outputTable());
        noteInput(input);
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        checkInput(input);
        return gradInputs(
                perModule("input", input), checkedGradient(perModule("gradOutput", gradOutput)), gradInputTable());
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        gradParameters(perModule("input", input), checkedGradient(perModule("gradOutput", gradOutput)), scale);
    }

    @Override
    public Table backward(Activity input, Activity gradOutput, double scale) {
        checkInput(input);
        return backwards(
                perModule("input", input),
                checkedGradient(perModule("gradOutput", gradOutput)),
                scale,
                gradInputTable());
    }
}
