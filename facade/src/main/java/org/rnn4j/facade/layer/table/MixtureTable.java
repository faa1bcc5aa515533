package org.rnn4j.facade.layer.table;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Broadcast;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Mixes what experts say, each as much as a gater gives it.
 *
 * <pre>y[n] = sum over e of gater[n][e] expert[e][n]</pre>
 *
 * Input: a table of the gater, {@code [N, E]} or {@code [E]}, and the experts: a table of E tensors {@code [N, ...]} or {@code [...]}, or a
 * tensor that has all of them along one dimension. Output: the size of one expert.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.MixtureTable">Torch manual: MixtureTable</a>
 */
public final class MixtureTable extends Module {
    private final int dimension;
    private @Nullable Tensor weighted;
    private Table partialSums = new Table();

    /** Experts in a table, or along the first dimension of samples. */
    public MixtureTable() {
        this(0);
    }

    /**
     * Experts in a table, or along a dimension of a tensor.
     *
     * @param dimension from 1; 0 for the second one of batches and the first one of single samples
     */
    public MixtureTable(int dimension) {
        if (dimension < 0) {
            throw new IllegalArgumentException("MixtureTable: expected a dimension, or 0, got " + dimension);
        }
        this.dimension = dimension;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Table both = checked(input);
        Tensor gater = both.tensor(1).contiguous();
        Activity all = both.get(2);
        Tensor first = expert(all, 1, gater);
        Tensor output = outputBuffer().resizeAs(first).zero();
        Tensor part = weighted(first);
        for (int e = 1; e <= gater.size(gater.dim()); e++) {
            Tensor expert = expert(all, e, gater);
            Kernels.get().multiply(expert, gate(gater, e, expert), part);
            Kernels.get().axpy(1, part, output);
        }
        return output;
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = checked(input);
        Tensor gater = both.tensor(1).contiguous();
        Activity all = both.get(2);
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        if (!expert(all, 1, gater).isSameSizeAs(output)) {
            throw expected("the input of the last forward, with experts of size " + output.describeSizes(), input);
        }
        Table gradInput = gradInputTable();
        Tensor gradGater = buffer(gradInput.find(1)).resizeAs(gater).zero();
        gradInput.set(1, gradGater);
        Activity gradExperts = all instanceof Tensor tensor
                ? buffer(gradInput.find(2)).resizeAs(tensor)
                : gradInput.find(2) instanceof Table old ? old : new Table();
        gradInput.set(2, gradExperts);
        Tensor part = weighted(gradient);
        for (int e = 1; e <= gater.size(gater.dim()); e++) {
            Tensor expert = expert(all, e, gater);
            Tensor gate = gate(gater, e, expert);
            Kernels.get().multiply(expert, gradient, part);
            Broadcast.addSums(1, part, gate(gradGater, e, expert), partialSums);
            Kernels.get().multiply(gradient, gate, gradExpert(gradExperts, e, gater, expert));
        }
        return gradInput;
    }

    private Tensor gradExpert(Activity gradExperts, int index, Tensor gater, Tensor expert) {
        if (gradExperts instanceof Tensor tensor) {
            return tensor.select(dimension(gater), index);
        }
        Table table = gradExperts.toTable();
        Tensor gradExpert = buffer(table.find(index)).resizeAs(expert);
        table.set(index, gradExpert);
        return gradExpert;
    }

    private Tensor weighted(Tensor model) {
        Tensor result = buffer(weighted).resizeAs(model);
        weighted = result;
        return result;
    }

    private int dimension(Tensor gater) {
        return dimension == 0 ? gater.dim() : dimension;
    }

    private Tensor expert(Activity experts, int index, Tensor gater) {
        return experts instanceof Table table
                ? operand("expert", table.get(index))
                : operand("experts", experts).select(dimension(gater), index);
    }

    /** The part that expert {@code index} gets, one number for each sample, stretched over what the expert says. */
    private static Tensor gate(Tensor gater, int index, Tensor expert) {
        Tensor gates = gater.select(gater.dim(), index);
        for (int d = 2; d <= expert.dim(); d++) {
            gates = gates.unsqueeze(d);
        }
        return gates.expandAs(expert);
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of a gater and experts as input", input);
        }
        Tensor gater = operand("gater", both.get(1));
        if (gater.dim() != 1 && gater.dim() != 2) {
            throw expected("a gater of 1 or 2 dimensions", both.get(1));
        }
        long experts = gater.size(gater.dim());
        if (both.get(2) instanceof Tensor tensor) {
            int along = dimension(gater);
            if (along > tensor.dim() || tensor.dim() < 2 || tensor.size(along) != experts) {
                throw expected(experts + " experts in dimension " + along + ", as the gater has", tensor);
            }
        } else if (table("experts", both.get(2)).size() != experts) {
            throw expected(experts + " experts, as the gater has", both.get(2));
        }
        Tensor first = expert(both.get(2), 1, gater);
        for (int e = 1; e <= experts; e++) {
            Tensor expert = expert(both.get(2), e, gater);
            if (expert.dim() == 0
                    || !expert.isSameSizeAs(first)
                    || (gater.dim() == 2 && expert.size(1) != gater.size(1))) {
                throw expected("experts of the same size, with the samples of the gater", input);
            }
        }
        return both;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weighted = fields.buffer("weighted", weighted);
        partialSums = fields.buffer("partialSums", partialSums);
    }
}
