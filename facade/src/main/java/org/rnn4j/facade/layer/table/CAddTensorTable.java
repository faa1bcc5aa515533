package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds the same tensor to each entry of a table.
 *
 * <pre>{a, {b1, b2, b3}}  ->  {a + b1, a + b2, a + b3}</pre>
 *
 * Input: a table of a tensor and of a table of tensors of its size. Output: a table of as many tensors.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CAddTensorTable">Torch manual: CAddTensorTable</a>
 */
public final class CAddTensorTable extends Module {
    /** One tensor and many others. */
    public CAddTensorTable() {}

    @Override
    public Table updateOutput(Activity input) {
        Table both = checked(input);
        Tensor one = both.tensor(1).contiguous();
        Table many = both.table(2);
        Table output = outputTable();
        output.truncate(many.size());
        for (int i = 1; i <= many.size(); i++) {
            Tensor sum = buffer(output.find(i)).resizeAs(one).copy(many.tensor(i));
            Kernels.get().axpy(1, one, sum);
            output.set(i, sum);
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
        if (gradients.size() != many.size() || !gradients.tensor(1).isSameSizeAs(one)) {
            throw expected("the input of the last forward, with " + gradients.size() + " entries", input);
        }
        Table gradInput = gradInputTable();
        Tensor sum = buffer(gradInput.find(1)).resizeAs(one).zero();
        Table rest = gradInput.find(2) instanceof Table old ? old : new Table();
        rest.truncate(many.size());
        for (int i = 1; i <= many.size(); i++) {
            Tensor gradient = gradients.tensor(i);
            sum.add(gradient);
            rest.set(i, buffer(rest.find(i)).resizeAs(one).copy(gradient));
        }
        return gradInput.set(1, sum).set(2, rest);
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2
                || !(both.find(1) instanceof Tensor one)
                || one.dim() == 0
                || one.elementType() != elementType()
                || !(both.find(2) instanceof Table many)
                || !fits(many, one)) {
            throw expected(
                    "a table of a " + elementType().tensorName() + " and of a table of tensors of its size as input",
                    input);
        }
        return both;
    }

    private static boolean fits(Table many, Tensor one) {
        for (int i = 1; i <= many.size(); i++) {
            if (!(many.find(i) instanceof Tensor entry)
                    || entry.elementType() != one.elementType()
                    || entry.nElement() != one.nElement()) {
                return false;
            }
        }
        return many.size() > 0;
    }
}
