package org.rnn4j.facade.layer.table;

import org.rnn4j.facade.layer.Dimension;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Puts the tensors of a table together along one dimension.
 *
 * <p>Input: a table of tensors whose sizes differ in that dimension at most. Output: a tensor whose size there is the sum of theirs.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.JoinTable">Torch manual: JoinTable</a>
 */
public final class JoinTable extends Module {
    private final Dimension dimension;

    /**
     * Joins along a dimension.
     *
     * @param dimension from 1, or from the end if negative
     */
    public JoinTable(int dimension) {
        this(dimension, 0);
    }

    /**
     * Joins along a dimension of single samples, or the same of each sample in batches.
     *
     * @param dimension from 1, or from the end if negative
     * @param nInputDims number of dimensions of a single sample; inputs with one more are batches
     */
    public JoinTable(int dimension, int nInputDims) {
        this.dimension = Dimension.of("JoinTable", dimension, nInputDims);
    }

    /** The dimension, from 1, or from the end if negative. */
    public int dimension() {
        return dimension.number();
    }

    /** Number of dimensions of a single sample, or 0 if batches are not told apart. */
    public int nInputDims() {
        return dimension.sampleDims();
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Table entries = table("input", input);
        int joined = checked(entries);
        Tensor output = outputBuffer().resize(sizes(entries, joined));
        long first = 1;
        for (int i = 1; i <= entries.size(); i++) {
            Tensor entry = entries.tensor(i);
            output.narrow(joined, first, entry.size(joined)).copy(entry);
            first += entry.size(joined);
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table entries = table("input", input);
        int joined = checked(entries);
        Tensor output = lastOutput().toTensor();
        if (!output.isSize(sizes(entries, joined))) {
            throw expected("the input of the last forward, whose output was " + output.describeSizes(), input);
        }
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Table gradInput = gradInputTable();
        gradInput.truncate(entries.size());
        long first = 1;
        for (int i = 1; i <= entries.size(); i++) {
            Tensor entry = entries.tensor(i);
            Tensor part = buffer(gradInput.find(i)).resizeAs(entry);
            gradInput.set(i, part.copy(gradient.narrow(joined, first, entry.size(joined))));
            first += entry.size(joined);
        }
        return gradInput;
    }

    private static long[] sizes(Table entries, int joined) {
        long[] sizes = entries.tensor(1).size();
        sizes[joined - 1] = 0;
        for (int i = 1; i <= entries.size(); i++) {
            sizes[joined - 1] += entries.tensor(i).size(joined);
        }
        return sizes;
    }

    /** The dimension, from 1, along which tensors such as {@code entry} are joined, or 0 if it has none such. */
    public int dimensionIn(Tensor entry) {
        return dimension.in(Failures.tensor(this, "entry", entry));
    }

    /** The dimension of the entries, from 1, along which they fit together. */
    private int checked(Table entries) {
        if (entries.size() == 0 || !(entries.find(1) instanceof Tensor model)) {
            throw expected("a table of tensors as input", entries);
        }
        int joined = dimension.in(model);
        if (joined == 0) {
            throw expected("tensors with a dimension " + dimension.number() + " as input", entries);
        }
        for (int i = 2; i <= entries.size(); i++) {
            if (!(entries.find(i) instanceof Tensor tensor) || !fits(tensor, model, joined)) {
                throw expected("tensors of the same size but for dimension " + joined + " as input", entries);
            }
        }
        return joined;
    }

    private static boolean fits(Tensor tensor, Tensor model, int joined) {
        if (tensor.dim() != model.dim()) {
            return false;
        }
        for (int d = 1; d <= model.dim(); d++) {
            if (d != joined && tensor.size(d) != model.size(d)) {
                return false;
            }
        }
        return true;
    }
}
