package org.rnn4j.facade.layer.table;

import java.util.Iterator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Makes a flat table of all tensors in a nested one.
 *
 * <p>Input: a table, or a tensor, which counts as a table of one. Output: a table of the tensors themselves, in order.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.FlattenTable">Torch manual: FlattenTable</a>
 */
public final class FlattenTable extends Module {
    /** A flat table. */
    public FlattenTable() {}

    @Override
    public Table updateOutput(Activity input) {
        Table flat = new Table();
        flatten(input, flat);
        Table output = outputTable();
        output.clear();
        flat.forEach(output::insert);
        return output;
    }

    private void flatten(Activity from, Table flat) {
        if (from instanceof Table) {
            for (Activity entry : table("input", from)) {
                flatten(entry, flat);
            }
        } else {
            flat.insert(from);
        }
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Table gradients = table("gradOutput", gradOutput);
        Table tensors = new Table();
        flatten(input, tensors);
        if (gradients.size() != tensors.size()) {
            throw expected(
                    "gradOutput with " + tensors.size() + " entries, one for each tensor of the input", gradOutput);
        }
        checkedGradient(gradients);
        return setGradInput(nest(input, gradients.iterator()));
    }

    /** The next gradients in the structure of {@code model}. */
    private static Activity nest(Activity model, Iterator<Activity> gradients) {
        if (!(model instanceof Table table)) {
            return gradients.next();
        }
        Table nested = new Table();
        for (Activity entry : table) {
            nested.insert(nest(entry, gradients));
        }
        return nested;
    }
}
