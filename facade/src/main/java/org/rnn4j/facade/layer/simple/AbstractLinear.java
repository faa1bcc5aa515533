package org.rnn4j.facade.layer.simple;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.module.Sized;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** A linear transformation of each row, with or without bias. */
public abstract class AbstractLinear extends Module implements RowWise, Sized {
    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;

    AbstractLinear(int inputSize, int outputSize, boolean withBias) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ": expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        weight = new Tensor(outputSize, inputSize);
        gradWeight = new Tensor(outputSize, inputSize);
        bias = withBias ? new Tensor((long) outputSize) : null;
        gradBias = withBias ? new Tensor((long) outputSize) : null;
        reset();
    }

    /** Takes the bias away. */
    final void dropBias() {
        bias = null;
        gradBias = null;
    }

    @Override
    public final void reset() {
        draw(1 / Math.sqrt(inputSize));
    }

    /** Draws new parameters, uniform with standard deviation {@code stdv}. */
    @Override
    public final void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(weight, -bound, bound);
        if (bias != null) {
            Generator.global().uniform(bias, -bound, bound);
        }
    }

    @Override
    public final int sampleDimensions() {
        return 1;
    }

    @Override
    public final Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        Tensor output = outputBuffer();
        if (x.dim() == 1) {
            output.resize(outputSize);
        } else {
            output.resize(x.size(1), outputSize);
        }
        Kernels kernels = Kernels.get();
        if (bias == null) {
            kernels.gemm(1, x, false, weight, true, 0, output);
        } else {
            kernels.setRows(bias, output);
            kernels.gemm(1, x, false, weight, true, 1, output);
        }
        return output;
    }

    @Override
    public final Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Kernels.get().gemm(1, gradient, false, weight, false, 0, gradInput);
        return gradInput;
    }

    @Override
    public final void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Kernels kernels = Kernels.get();
        kernels.gemm(scale, gradient, true, x, false, 1, gradWeight);
        if (gradBias != null) {
            kernels.addColumnSums(scale, gradient, gradBias);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
    }

    /** Size D of the input. */
    @Override
    public final int inputSize() {
        return inputSize;
    }

    /** Size H of the output. */
    @Override
    public final int outputSize() {
        return outputSize;
    }

    /** The weights, {@code [H, D]}. */
    public final Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public final Tensor gradWeight() {
        return gradWeight;
    }

    /** The bias, {@code [H]}, or null. */
    public final @Nullable Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}, or null. */
    public final @Nullable Tensor gradBias() {
        return gradBias;
    }

    /** The name, the sizes, and whether there is no bias. */
    @Override
    public final String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")" + (bias == null ? " without bias" : "");
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 1 && x.dim() != 2) {
            throw expected("input of 1 or 2 dimensions", input);
        }
        if (x.size(x.dim()) != inputSize) {
            throw expected("input of size " + inputSize + " in the last dimension", input);
        }
        return x;
    }

    private Tensor gradRows(Tensor x, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput);
        boolean fits = x.dim() == 1 ? gradient.isSize(outputSize) : gradient.isSize(x.size(1), outputSize);
        if (!fits) {
            throw expected(
                    "gradOutput of size " + outputSize + " for each row of the input " + x.describeSizes(), gradOutput);
        }
        return gradient;
    }
}
