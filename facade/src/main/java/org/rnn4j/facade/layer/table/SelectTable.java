package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Picks one entry of a table.
 *
 * <p>Input: a table. Output: the entry itself, tensor or table. The gradient of the other entries is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.SelectTable">Torch manual: SelectTable</a>
 */
public final class SelectTable extends Module {
    private final int index;

    /**
     * Picks an entry.
     *
     * @param index from 1, or from the end if negative
     */
    public SelectTable(int index) {
        this.index = index;
    }

    @Override
    public Activity updateOutput(Activity input) {
        Table entries = table("input", input);
        return setOutput(entries.get(position(entries)));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table entries = table("input", input);
        int position = position(entries);
        Failures.like(this, "gradOutput", gradOutput, entries.get(position));
        Table gradInput = gradInputTable();
        Activities.zeros(gradInput, entries);
        return gradInput.set(position, Activities.copy(gradInput.find(position), gradOutput));
    }

    /** Which entry is picked; negative numbers count from the end. */
    public int index() {
        return index;
    }

    /** {@code nn.SelectTable(2)}. */
    @Override
    public String toString() {
        return super.toString() + "(" + index + ")";
    }

    private int position(Table entries) {
        int position = index < 0 ? entries.size() + index + 1 : index;
        if (entries.find(position) == null) {
            throw expected("an entry " + index + " in the input table", entries);
        }
        return position;
    }
}
