package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Transfer;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** A function of each element that has a kernel of its own and whose derivative can be told from its output. */
public abstract class KernelTransfer extends Module implements RowWise {
    private final Transfer function;
    private final boolean inPlace;

    KernelTransfer(Transfer function) {
        this(function, false);
    }

    /** In place, the output takes the memory of the input. */
    KernelTransfer(Transfer function, boolean inPlace) {
        this.function = function;
        this.inPlace = inPlace;
    }

    final boolean inPlace() {
        return inPlace;
    }

    @Override
    public final int sampleDimensions() {
        return ANY;
    }

    @Override
    public final boolean isRowWise() {
        return !inPlace;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = inPlace ? setOutput(x) : outputBuffer().resizeAs(x);
        Kernels.get().transfer(function, x, output);
        if (inPlace) {
            writeBack(output, input);
        }
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor output = lastOutput().toTensor();
        Tensor gradient = operand("gradOutput", gradOutput, output);
        Tensor gradInput = gradInputBuffer().resizeAs(output);
        Kernels.get().transferBackward(function, output, gradient, gradInput);
        return gradInput;
    }
}
