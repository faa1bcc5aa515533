package org.rnn4j.facade.layer.graph;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * Takes the only entry out of a table, and puts the gradient back into one.
 *
 * @see <a href="https://github.com/torch/nngraph/blob/master/JustElement.lua">nngraph: JustElement</a>
 */
final class JustElement extends Module {
    @Override
    public Activity updateOutput(Activity input) {
        Table entries = table("input", input);
        if (entries.size() != 1) {
            throw expected("a table of one entry as input", input);
        }
        return setOutput(entries.get(1));
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        return gradInputTable().set(1, gradOutput);
    }

    @Override
    public String who() {
        return "JustElement";
    }

    @Override
    public String toString() {
        return "nngraph.JustElement";
    }
}
