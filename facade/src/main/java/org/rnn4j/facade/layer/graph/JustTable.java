package org.rnn4j.facade.layer.graph;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Puts its input into a table of one entry, and takes the gradient out of one.
 *
 * @see <a href="https://github.com/torch/nngraph/blob/master/JustTable.lua">nngraph: JustTable</a>
 */
final class JustTable extends Module {
    @Override
    public Table updateOutput(Activity input) {
        return outputTable().set(1, input);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Table entries = table("gradOutput", gradOutput);
        if (entries.size() != 1) {
            throw expected("a table of one entry as gradOutput", gradOutput);
        }
        return setGradInput(entries.get(1));
    }

    @Override
    public String who() {
        return "JustTable";
    }

    @Override
    public String toString() {
        return "nngraph.JustTable";
    }
}
