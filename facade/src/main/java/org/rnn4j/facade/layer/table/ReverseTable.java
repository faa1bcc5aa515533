package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.Reversal;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Turns a table back to front.
 *
 * <p>Input: a table. Output: a table of the same entries in reverse order, each the entry itself.
 *
 * <p>Differs from Torch: a tensor may come in the place of a table of steps, {@code [T, ...]}, and comes out as a copy with time reversed,
 * so that a sequence may take either form.
 *
 * @see <a href="https://github.com/nicholas-leonard/dpnn#nn.ReverseTable">dpnn manual: ReverseTable</a>
 */
public final class ReverseTable extends Module {
    private Reversal reversal = new Reversal();

    /** A table back to front. */
    public ReverseTable() {}

    @Override
    public Activity updateOutput(Activity input) {
        return setOutput(
                input instanceof Tensor steps
                        ? reversal.reversed(output(), checked(steps), 1)
                        : reversed(outputTable(), table("input", input)));
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        if (input instanceof Tensor steps) {
            Tensor gradient = tensor("gradOutput", gradOutput);
            if (checked(gradient).size(1) != checked(steps).size(1)) {
                throw expected("gradOutput of as many time steps as the input, " + steps.size(1), gradOutput);
            }
            return setGradInput(reversal.reversed(gradInput(), gradient, 1));
        }
        Table gradients = table("gradOutput", gradOutput);
        int count = table("input", input).size();
        if (gradients.size() != count) {
            throw expected("gradOutput with " + count + " entries", gradOutput);
        }
        checkedGradient(gradients);
        return setGradInput(reversed(gradInputTable(), gradients));
    }

    private static Table reversed(Table target, Table source) {
        int count = source.size();
        target.truncate(count);
        for (int i = 1; i <= count; i++) {
            target.set(i, source.get(count + 1 - i));
        }
        return target;
    }

    private Tensor checked(Tensor steps) {
        if (steps.dim() == 0) {
            throw expected("a table, or a tensor whose first dimension is time", steps);
        }
        return steps;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        reversal = reversal.seenBy(fields);
    }
}
