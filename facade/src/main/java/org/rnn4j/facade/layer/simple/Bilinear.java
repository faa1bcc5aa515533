package org.rnn4j.facade.layer.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Products of two inputs, each pair of their elements with a weight of its own.
 *
 * <pre>y[k] = a' W[k] b + bias[k]</pre>
 *
 * Input: a table of {@code [N, A]} and {@code [N, B]}. Output: {@code [N, H]}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, A, B]} and {@code bias} {@code [H]}, if there is one, both uniform within {@code 1 /
 * sqrt(A)}. As in Torch, the gradient of the weight is not scaled in backward, and the scale must not be negative.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.Bilinear">Torch manual: Bilinear</a>
 */
public final class Bilinear extends Module {
    private final int inputSize1;
    private final int inputSize2;
    private final int outputSize;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;
    private @Nullable Tensor products;
    private @Nullable Tensor factors;

    /** From inputs of {@code inputSize1} (A) and {@code inputSize2} (B) to {@code outputSize} (H), with bias. */
    public Bilinear(int inputSize1, int inputSize2, int outputSize) {
        this(inputSize1, inputSize2, outputSize, true);
    }

    /** From inputs of {@code inputSize1} (A) and {@code inputSize2} (B) to {@code outputSize} (H), with or without bias. */
    public Bilinear(int inputSize1, int inputSize2, int outputSize, boolean withBias) {
        if (inputSize1 < 1 || inputSize2 < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "Bilinear: expected positive sizes, got " + inputSize1 + ", " + inputSize2 + " and " + outputSize);
        }
        this.inputSize1 = inputSize1;
        this.inputSize2 = inputSize2;
        this.outputSize = outputSize;
        weight = new Tensor(outputSize, inputSize1, inputSize2);
        gradWeight = new Tensor(outputSize, inputSize1, inputSize2);
        bias = withBias ? new Tensor((long) outputSize) : null;
        gradBias = withBias ? new Tensor((long) outputSize) : null;
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt(inputSize1));
    }

    /** Draws new parameters, uniform with standard deviation {@code stdv}, which must be positive. */
    @Override
    public void reset(double stdv) {
        if (!(stdv > 0)) {
            throw new IllegalArgumentException(who() + ": expected a positive standard deviation, got " + stdv);
        }
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
        Table both = checked(input);
        Tensor a = both.tensor(1).contiguous();
        Tensor b = both.tensor(2).contiguous();
        Tensor output = outputBuffer().resize(a.size(1), outputSize);
        Tensor product = buffer(products).resizeAs(b);
        products = product;
        Kernels kernels = Kernels.get();
        for (int k = 1; k <= outputSize; k++) {
            kernels.gemm(1, a, false, weight.select(1, k), false, 0, product);
            kernels.multiply(product, b, product);
            output.narrow(2, k, 1).sum(product, 2);
        }
        if (bias != null) {
            output.add(bias.view(1, outputSize).expandAs(output));
        }
        return output;
    }

    /** {@code dL/da = sum over k of g[k] W[k] b}, {@code dL/db = sum over k of g[k] a' W[k]} for g = dL/dy. */
    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table both = checked(input);
        Tensor a = both.tensor(1).contiguous();
        Tensor b = both.tensor(2).contiguous();
        Tensor gradient = gradients(a, gradOutput);
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        Tensor gradA = buffer(gradInput.find(1)).resizeAs(a).zero();
        gradInput.set(1, gradA);
        Tensor gradB = buffer(gradInput.find(2)).resizeAs(b).zero();
        gradInput.set(2, gradB);
        Kernels kernels = Kernels.get();
        for (int k = 1; k <= outputSize; k++) {
            Tensor slice = weight.select(1, k);
            kernels.gemm(1, timesColumn(b, gradient, k), false, slice, true, 1, gradA);
            kernels.gemm(1, timesColumn(a, gradient, k), false, slice, false, 1, gradB);
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Table both = checked(input);
        Tensor a = both.tensor(1).contiguous();
        Tensor b = both.tensor(2).contiguous();
        Tensor gradient = gradients(a, gradOutput);
        if (!(scale >= 0)) {
            throw new IllegalArgumentException(who() + ": expected a scale of at least 0, got " + scale);
        }
        Kernels kernels = Kernels.get();
        for (int k = 1; k <= outputSize; k++) {
            kernels.gemm(1, timesColumn(a, gradient, k), true, b, false, 1, gradWeight.select(1, k));
        }
        if (gradBias != null) {
            kernels.addColumnSums(scale, gradient, gradBias);
        }
    }

    /** Each row of {@code x} times its number in column {@code k} of {@code gradient}. */
    private Tensor timesColumn(Tensor x, Tensor gradient, int k) {
        Tensor column = buffer(factors).resize(x.size(1));
        factors = column;
        column.copy(gradient.select(2, k));
        Tensor product = buffer(products).resizeAs(x).zero();
        products = product;
        Kernels.get().axpyRows(column, x, product);
        return product;
    }

    private Table checked(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of two tensors as input", input);
        }
        Tensor a = operand("the first input", both.get(1));
        Tensor b = operand("the second input", both.get(2));
        boolean fits = a.dim() == 2 && a.size(2) == inputSize1 && b.isSize(a.size(1), inputSize2);
        if (!fits) {
            throw expected("a table of [N, " + inputSize1 + "] and [N, " + inputSize2 + "] as input", input);
        }
        return both;
    }

    private Tensor gradients(Tensor a, Activity gradOutput) {
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(a.size(1), outputSize)) {
            throw expected("gradOutput of size [" + a.size(1) + ", " + outputSize + "]", gradOutput);
        }
        return gradient;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        products = fields.buffer("products", products);
        factors = fields.buffer("factors", factors);
    }

    /** Whether there is a bias. */
    public boolean withBias() {
        return bias != null;
    }

    /** The weights, {@code [H, A, B]}. */
    public Tensor weight() {
        return weight;
    }

    /** The bias, {@code [H]}, or null. */
    public @Nullable Tensor bias() {
        return bias;
    }

    @Override
    public List<@Nullable Object> arguments() {
        return withBias()
                ? List.of(inputSize1, inputSize2, outputSize)
                : List.of(inputSize1, inputSize2, outputSize, false);
    }

    /** The name, the sizes, and whether there is no bias, with Torch's blanks. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize1 + "x" + inputSize2 + " -> " + outputSize + ") "
                + (bias == null ? " without bias" : "");
    }
}
