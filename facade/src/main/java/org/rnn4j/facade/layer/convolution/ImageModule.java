package org.rnn4j.facade.layer.convolution;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** A module over one image at a time, {@code [C, H, W]}, or over each of a batch, {@code [N, C, H, W]}. Subclasses see batches. */
public abstract class ImageModule extends Module implements RowWise {
    ImageModule() {}

    /**
     * The sizes of the output.
     *
     * @param x one image or a batch
     * @throws IllegalArgumentException if the module does not take such images
     */
    abstract long[] outputSizes(Tensor x);

    /** Computes the output; both are contiguous batches. */
    abstract void compute(Tensor x, Tensor output);

    /** Throws unless the last forward left what the gradient needs. */
    void checkState(Tensor gradOutput) {}

    /** Computes the gradient with respect to the input, whatever was there; all are contiguous batches. */
    abstract void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput);

    /** Adds the gradients of the parameters; both are contiguous batches. */
    void accumulate(Tensor x, Tensor gradOutput, double scale) {}

    @Override
    public final int sampleDimensions() {
        return 3;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = Images.operand(this, input);
        Tensor output = outputBuffer().resize(outputSizes(x));
        compute(Images.batch(x), Images.batch(output));
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = Images.operand(this, input);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x));
        checkState(gradient);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        computeGradient(Images.batch(x), Images.batch(gradient), Images.batch(gradInput));
        return gradInput;
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = Images.operand(this, input);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x));
        accumulate(Images.batch(x), Images.batch(gradient), scale);
    }
}
