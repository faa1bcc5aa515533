package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Puts the same tensor in front of each entry of a table.
 *
 * <pre>{a, {b1, b2, b3}}  ->  {{a, b1}, {a, b2}, {a, b3}}</pre>
 *
 * Input: a table of a tensor and a table. Output: a table of tables with two entries, which are the entries themselves. The gradients of
 * the tensor add up.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.ZipTableOneToMany">Torch manual: ZipTableOneToMany</a>
 */
public final class ZipTableOneToMany extends Module {
    /** One tensor and many others. */
    public ZipTableOneToMany() {}

    @Override
    public Table updateOutput(Activity input) {
        Table both = checked(input);
        Table many = both.table(2);
        Table output = outputTable();
        output.truncate(many.size());
        for (int i = 1; i <= many.size(); i++) {
            output.set(i, pair(output.find(i)).set(1, both.get(1)).set(2, many.get(i)));
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = checked(input);
        Tensor one = both.tensor(1);
        Table many = both.table(2);
        Table gradients = table("gradOutput", gradOutput);
        checkedGradient(gradients);
        if (gradients.size() != many.size() || !gradients.table(1).tensor(1).isSameSizeAs(one)) {
            throw expected("the input of the last forward, with " + gradients.size() + " entries", input);
        }
        Table gradInput = gradInputTable();
        Tensor sum = buffer(gradInput.find(1)).resizeAs(one).zero();
        Table rest = gradInput.find(2) instanceof Table old ? old : new Table();
        rest.truncate(many.size());
        for (int i = 1; i <= many.size(); i++) {
            sum.add(gradients.table(i).tensor(1));
            rest.set(i, gradients.table(i).get(2));
        }
        return gradInput.set(1, sum).set(2, rest);
    }

    private static Table pair(@Nullable Activity old) {
        return old instanceof Table table ? table : new Table();
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2
                || !(both.find(1) instanceof Tensor one)
                || one.elementType() != elementType()
                || one.dim() == 0
                || !(both.find(2) instanceof Table many)
                || many.size() == 0) {
            throw expected("a table of a " + elementType().tensorName() + " and a table with entries as input", input);
        }
        table("input", many);
        return both;
    }
}
