package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Transfer;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Lets one half of its input decide how much of the other half comes through.
 *
 * <pre>y = a . sigmoid(b)      a and b are the halves of x along a dimension</pre>
 *
 * Input: a tensor whose size in that dimension is even. Output: half of that size there.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md">Torch manual: Transfer function layers</a>
 * @see <a href="https://arxiv.org/abs/1612.08083">Y. Dauphin and others: Language Modeling with Gated Convolutional Networks, 2016</a>
 */
public final class GatedLinearUnit extends Module implements RowWise {
    private final @Nullable Integer dim;
    private @Nullable Tensor gates;
    private @Nullable Tensor gradGates;

    /** Halves along the last dimension. */
    public GatedLinearUnit() {
        this(null);
    }

    /** Halves along dimension {@code dim}, from 1; null for the last one. */
    public GatedLinearUnit(@Nullable Integer dim) {
        if (dim != null && dim < 1) {
            throw new IllegalArgumentException("GatedLinearUnit: expected a dimension from 1 on, got " + dim);
        }
        this.dim = dim;
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    @Override
    public boolean isRowWise() {
        return dim == null;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        int along = along(x);
        Tensor output = outputBuffer().resize(halved(x, along));
        Kernels.get().multiply(half(x, along, 0), gates(x, along), output);
        return output;
    }

    private Tensor gates(Tensor x, int along) {
        Tensor result = buffer(gates).resize(halved(x, along)).copy(half(x, along, 1));
        gates = result;
        Kernels.get().transfer(Transfer.SIGMOID, result, result);
        return result;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        int along = along(x);
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(halved(x, along))) {
            throw expected("gradOutput of the size of the output for input " + x.describeSizes(), gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Tensor gate = gates(x, along);
        Tensor gradGate = buffer(gradGates).resizeAs(gate);
        gradGates = gradGate;
        Kernels kernels = Kernels.get();
        kernels.multiply(half(x, along, 0), gradient, gradGate);
        kernels.transferBackward(Transfer.SIGMOID, gate, gradGate, gradGate);
        half(gradInput, along, 1).copy(gradGate);
        kernels.multiply(gate, gradient, gradGate);
        half(gradInput, along, 0).copy(gradGate);
        return gradInput;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        gates = fields.buffer("gates", gates);
        gradGates = fields.buffer("gradGates", gradGates);
    }

    private int along(Tensor x) {
        int along = dim == null ? x.dim() : dim;
        if (along < 1 || along > x.dim() || x.size(along) % 2 != 0) {
            throw expected("input of an even size in " + (dim == null ? "the last dimension" : "dimension " + dim), x);
        }
        return along;
    }

    private static Tensor half(Tensor x, int along, int index) {
        long size = x.size(along) / 2;
        return x.narrow(along, index * size + 1, size);
    }

    private static long[] halved(Tensor x, int along) {
        long[] sizes = x.size();
        sizes[along - 1] /= 2;
        return sizes;
    }
}
