package org.rnn4j.facade.layer.container;

import java.util.Arrays;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Lets a module that takes batches take inputs of more dimensions: those in front are made one for the module, and restored in its
 * output.
 *
 * <p>Input: {@code [A, B, ..., N, D]} for a module that takes {@code [N, D]}, which gets {@code [A * B * ... * N, D]}. Output: {@code [A,
 * B, ..., N, H]} if it makes {@code [N, H]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md#nn.Bottle">Torch manual: Bottle</a>
 */
public final class Bottle extends Decorator {
    private final int nInputDim;
    private final int nOutputDim;

    /** Bottles {@code module}, which takes and makes matrices. */
    public Bottle(Module module) {
        this(module, 2);
    }

    /** Bottles {@code module}, which takes and makes tensors of {@code nInputDim} dimensions. */
    public Bottle(Module module, int nInputDim) {
        this(module, nInputDim, nInputDim);
    }

    /** Bottles {@code module}, which takes tensors of {@code nInputDim} dimensions and makes tensors of {@code nOutputDim}. */
    public Bottle(Module module, int nInputDim, int nOutputDim) {
        super(module);
        if (nInputDim < 1 || nOutputDim < 1) {
            throw new IllegalArgumentException(
                    "Bottle: expected positive numbers of dimensions, got " + nInputDim + " and " + nOutputDim);
        }
        this.nInputDim = nInputDim;
        this.nOutputDim = nOutputDim;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = tensor("input", input);
        Tensor output = super.updateOutput(bottled(x, nInputDim)).toTensor();
        if (x.dim() <= nInputDim) {
            return output;
        }
        if (output.dim() != nOutputDim) {
            throw expected("output of " + nOutputDim + " dimensions from the module inside", output);
        }
        long[] outer = Arrays.copyOf(x.size(), x.dim() - nInputDim + 1);
        long[] sizes = Arrays.copyOf(outer, outer.length + nOutputDim - 1);
        System.arraycopy(output.size(), 1, sizes, outer.length, nOutputDim - 1);
        return setOutput(output.contiguous().view(sizes));
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = tensor("input", input);
        Tensor gradInput = super.updateGradInput(bottled(x, nInputDim), bottledGradient(x, gradOutput))
                .toTensor();
        return setGradInput(gradInput.contiguous().viewAs(x));
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = tensor("input", input);
        super.accGradParameters(bottled(x, nInputDim), bottledGradient(x, gradOutput), scale);
    }

    private Tensor bottledGradient(Tensor x, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput, lastOutput().toTensor());
        return x.dim() <= nInputDim ? gradient : bottled(gradient, nOutputDim);
    }

    /** Makes the dimensions in front of the last {@code kept - 1} one. */
    private static Tensor bottled(Tensor tensor, int kept) {
        if (tensor.dim() <= kept) {
            return tensor;
        }
        long[] sizes = Arrays.copyOfRange(tensor.size(), tensor.dim() - kept, tensor.dim());
        sizes[0] = -1;
        return tensor.contiguous().view(sizes);
    }
}
