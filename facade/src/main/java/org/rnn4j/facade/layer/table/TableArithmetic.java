package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Combining;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Combines the tensors of a table, element by element, into one. Subclasses say how one more entry is combined with what there is. */
public abstract class TableArithmetic extends Module implements Combining {
    private final int least;
    private final int most;

    /** Takes tables of {@code least} to {@code most} entries. */
    TableArithmetic(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** {@code output = output op entry}, element by element; the entry may be a view, and of other sizes with as many elements. */
    abstract void combine(Tensor output, Tensor entry);

    /** Computes the gradient of the entry at {@code index} of {@code entries}; asked for one entry after the other, from 1. */
    abstract void gradient(int index, Table entries, Tensor gradOutput, Tensor gradInput);

    /** Where the output is computed, with the first entry in it. */
    Tensor start(Tensor first) {
        Tensor output = outputBuffer().resizeAs(first);
        Kernels.get().copy(first, output);
        return output;
    }

    /** What is done with the result. */
    void finish(Tensor output, Table entries) {}

    @Override
    public final Tensor updateOutput(Activity input) {
        Table entries = entries(input);
        Tensor output = start(entry(entries, 1));
        for (int i = 2; i <= entries.size(); i++) {
            combine(output, entries.tensor(i));
        }
        finish(output, entries);
        return output;
    }

    @Override
    public final Table updateGradInput(Activity input, Activity gradOutput) {
        Table entries = entries(input);
        Tensor gradient = operand("gradOutput", gradOutput, entries.tensor(1));
        Table gradInput = gradInputTable();
        gradInput.truncate(entries.size());
        for (int i = 1; i <= entries.size(); i++) {
            Tensor part = buffer(gradInput.find(i)).resizeAs(entries.tensor(i));
            gradient(i, entries, gradient, part);
            gradInput.set(i, part);
        }
        return gradInput;
    }

    /** The entry at {@code index}, from 1, as kernels take it. */
    static Tensor entry(Table entries, int index) {
        return entries.tensor(index).contiguous();
    }

    private Table entries(Activity input) {
        Table entries = table("input", input);
        if (entries.size() < least || entries.size() > most) {
            String count = least == most ? "exactly " + least : "at least " + least;
            throw expected("a table of " + count + " tensors as input", input);
        }
        long elements = -1;
        for (int i = 1; i <= entries.size(); i++) {
            if (!(entries.find(i) instanceof Tensor tensor)
                    || tensor.elementType() != elementType()
                    || (i > 1 && tensor.nElement() != elements)) {
                throw expected("a table of " + elementType().tensorName() + "s of the same size as input", input);
            }
            elements = tensor.nElement();
        }
        return entries;
    }
}
