package org.rnn4j.facade.layer.transfer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A function of each element, told by its value and its derivative at one number. Input and output have the same size, whichever.
 *
 * <p>In place, the output takes the memory of the input. Then {@link #slope} gets the output as {@code x}, too, so only functions whose
 * slope can be told from it may offer that.
 */
public abstract class ElementwiseTransfer extends Module implements KeepsSize, RowWise {
    private final boolean inPlace;

    /** A function with an output of its own. */
    protected ElementwiseTransfer() {
        this(false);
    }

    /** A function that overwrites its input if {@code inPlace}. */
    protected ElementwiseTransfer(boolean inPlace) {
        this.inPlace = inPlace;
    }

    /** The function at {@code x}. */
    protected abstract double value(double x);

    /** The derivative at {@code x}, where the function is {@code y}. */
    protected abstract double slope(double x, double y);

    /** Whether the output overwrites the input. */
    public final boolean inPlace() {
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
    public final Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = inPlace ? setOutput(x) : outputBuffer().resizeAs(x);
        Elementwise.map(this::value, x, output);
        if (inPlace) {
            writeBack(output, input);
        }
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor y = lastOutput().toTensor();
        Tensor x = operand("input", input, y);
        Tensor gradient = operand("gradOutput", gradOutput, y);
        Tensor gradInput = gradInputBuffer().resizeAs(y);
        Elementwise.map(this::slope, x, y, gradInput);
        Kernels.get().multiply(gradInput, gradient, gradInput);
        return gradInput;
    }
}
