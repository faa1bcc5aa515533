package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.container.Branches;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Gives the same input to each of its modules and puts their outputs into a table; the gradients of the input add up.
 *
 * <p>Input: what the modules take. Output: a table with one entry for each module.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.ConcatTable">Torch manual: ConcatTable</a>
 */
public final class ConcatTable extends Branches {
    /** A table without modules. */
    public ConcatTable() {}

    @Override
    public ConcatTable add(Module module) {
        super.add(module);
        return this;
    }

    @Override
    public Table updateOutput(Activity input) {
        Table output = outputTable();
        for (int i = 1; i <= size(); i++) {
            output.set(i, updateOutput(i, input));
        }
        return output;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Table gradients = perModule("gradOutput", gradOutput);
        for (int i = 1; i <= size(); i++) {
            collect(i, updateGradInput(i, input, gradients.get(i)));
        }
        return lastGradInput(input);
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Table gradients = perModule("gradOutput", gradOutput);
        for (int i = 1; i <= size(); i++) {
            accGradParameters(i, input, gradients.get(i), scale);
        }
    }

    @Override
    public Activity backward(Activity input, Activity gradOutput, double scale) {
        Table gradients = perModule("gradOutput", gradOutput);
        for (int i = 1; i <= size(); i++) {
            collect(i, backward(i, input, gradients.get(i), scale));
        }
        return lastGradInput(input);
    }

    /** Adds the gradient that the module at {@code index} gave; the first one starts anew. */
    private void collect(int index, Activity gradient) {
        Activity sum = gradInput();
        if (index == 1 || sum == null) {
            setGradInput(Activities.copy(sum, gradient));
        } else {
            Activities.add(sum, gradient);
        }
    }

    private Activity lastGradInput(Activity input) {
        Activity sum = gradInput();
        return sum == null || size() == 0 ? setGradInput(Activities.zeros(sum, input)) : sum;
    }
}
