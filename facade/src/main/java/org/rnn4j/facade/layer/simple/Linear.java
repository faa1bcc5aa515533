package org.rnn4j.facade.layer.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Applies a linear transformation to each row of its input.
 *
 * <pre>y = W x + b</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, D]} and {@code bias} {@code [H]}, if there is one, both uniform within
 * {@code 1 / sqrt(D)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Linear">Torch manual: Linear</a>
 */
public final class Linear extends Module {
    private final int inputSize;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;

    /** A linear layer with bias, from {@code inputSize} (D) to {@code outputSize} (H). */
    public Linear(int inputSize, int outputSize) {
        this(inputSize, outputSize, true);
    }

    /** A linear layer, from {@code inputSize} (D) to {@code outputSize} (H), with or without bias. */
    public Linear(int inputSize, int outputSize, boolean withBias) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "Linear: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        weight = new Tensor(outputSize, inputSize);
        gradWeight = new Tensor(outputSize, inputSize);
        bias = withBias ? new Tensor((long) outputSize) : null;
        gradBias = withBias ? new Tensor((long) outputSize) : null;
        reset();
    }

    /**
     * Takes the bias away.
     *
     * @return this
     */
    public Linear noBias() {
        bias = null;
        gradBias = null;
        return this;
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt(inputSize));
    }

    /** Draws new parameters, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(weight, -bound, bound);
        if (bias != null) {
            Generator.global().uniform(bias, -bound, bound);
        }
    }

    @Override
    public Tensor updateOutput(Activity input) {
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
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Kernels.get().gemm(1, gradient, false, weight, false, 0, gradInput);
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Kernels kernels = Kernels.get();
        kernels.gemm(scale, gradient, true, x, false, 1, gradWeight);
        if (gradBias != null) {
            kernels.addColumnSums(scale, gradient, gradBias);
        }
    }

    @Override
    public Parameters parameters() {
        return bias == null || gradBias == null
                ? Parameters.of(weight, gradWeight)
                : Parameters.of(weight, gradWeight, bias, gradBias);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return bias == null ? List.of(inputSize, outputSize, false) : List.of(inputSize, outputSize);
    }

    /** Size D of the input. */
    public int inputSize() {
        return inputSize;
    }

    /** Size H of the output. */
    public int outputSize() {
        return outputSize;
    }

    /** The weights, {@code [H, D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The bias, {@code [H]}, or null. */
    public @Nullable Tensor bias() {
        return bias;
    }

    /** {@code nn.Linear(4 -> 3)}. */
    @Override
    public String toString() {
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
                    "gradOutput of size " + outputSize + " for each row of the input " + x.describe(), gradOutput);
        }
        return gradient;
    }
}
