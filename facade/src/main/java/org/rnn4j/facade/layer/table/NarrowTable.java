package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Picks a range of entries of a table.
 *
 * <p>Input: a table. Output: a table of the entries themselves. The gradient of the other entries is zero.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.NarrowTable">Torch manual: NarrowTable</a>
 */
public final class NarrowTable extends Module {
    private final int offset;
    private final int length;

    /**
     * Picks one entry.
     *
     * @param offset from 1
     */
    public NarrowTable(int offset) {
        this(offset, 1);
    }

    /**
     * Picks a range.
     *
     * @param offset the first entry, from 1
     * @param length how many entries; -1 for all up to the last one, -2 for all up to the one before, and so on
     */
    public NarrowTable(int offset, int length) {
        if (offset < 1 || length == 0) {
            throw new IllegalArgumentException(
                    "NarrowTable: expected an offset from 1 on and a length other than 0, got " + offset + " and "
                            + length);
        }
        this.offset = offset;
        this.length = length;
    }

    /** The first entry, from 1. */
    public int offset() {
        return offset;
    }

    /** How many entries; -1 for all up to the last one, -2 for all up to the one before, and so on. */
    public int length() {
        return length;
    }

    @Override
    public Table updateOutput(Activity input) {
        Table entries = table("input", input);
        int count = count(entries);
        Table output = outputTable();
        output.truncate(count);
        for (int i = 1; i <= count; i++) {
            output.set(i, entries.get(offset + i - 1));
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table entries = table("input", input);
        int count = count(entries);
        Table gradients = table("gradOutput", gradOutput);
        if (gradients.size() != count) {
            throw expected("gradOutput with " + count + " entries", gradOutput);
        }
        checkedGradient(gradients);
        Table gradInput = gradInputTable();
        Activities.zeros(gradInput, entries);
        for (int i = 1; i <= count; i++) {
            int position = offset + i - 1;
            gradInput.set(position, Activities.copy(gradInput.find(position), gradients.get(i)));
        }
        return gradInput;
    }

    private int count(Table entries) {
        int count = length < 0 ? entries.size() - offset + 2 + length : length;
        if (count < 1 || offset + count - 1 > entries.size()) {
            throw expected("a table with entries from " + offset + " on, " + length + " of them, as input", entries);
        }
        return count;
    }
}
