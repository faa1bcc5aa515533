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

/**
 * Applies a linear transformation to each row of its input, whose weights have a length and a direction of their own.
 *
 * <pre>y = W x + b      W_i = g_i v_i / max(|v_i|, eps) for each row i</pre>
 *
 * Input: {@code [D]} or {@code [N, D]}. Output: {@code [H]} or {@code [N, H]}.
 *
 * <p>Learned parameters: {@code v} {@code [H, D]}, uniform within {@code 1 / sqrt(D)}; {@code g} {@code [H, 1]}, the lengths of its rows;
 * {@code bias} {@code [H]}, if there is one, uniform within the same.
 *
 * <p>State: W, computed at each forward in training, and once for evaluation.
 *
 * <p>Differs from Torch: gradients of several backwards add up.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.LinearWeightNorm">Torch manual: LinearWeightNorm</a>
 * @see <a href="https://arxiv.org/abs/1602.07868">T. Salimans, D. Kingma: Weight Normalization, 2016</a>
 */
public final class LinearWeightNorm extends Module implements RowWise, Sized {
    private final int inputSize;
    private final int outputSize;
    private final double eps;
    private Tensor v;
    private Tensor g;
    private @Nullable Tensor bias;
    private Tensor gradV;
    private Tensor gradG;
    private @Nullable Tensor gradBias;
    private @Nullable Tensor weight;
    private @Nullable Tensor norm;
    private @Nullable Tensor scale;
    private @Nullable Tensor gradWeight;
    private @Nullable Tensor products;
    private @Nullable Tensor sums;

    /** With bias, from {@code inputSize} (D) to {@code outputSize} (H). */
    public LinearWeightNorm(int inputSize, int outputSize) {
        this(inputSize, outputSize, null);
    }

    /** With or without bias; with it if {@code withBias} is null. */
    public LinearWeightNorm(int inputSize, int outputSize, @Nullable Boolean withBias) {
        this(inputSize, outputSize, withBias, null);
    }

    /** With its own {@code eps}, the least length that v is divided by; 1e-16 if null. */
    public LinearWeightNorm(int inputSize, int outputSize, @Nullable Boolean withBias, @Nullable Double eps) {
        if (inputSize < 1 || outputSize < 1) {
            throw new IllegalArgumentException(
                    "LinearWeightNorm: expected positive sizes, got " + inputSize + " and " + outputSize);
        }
        boolean biased = withBias == null || withBias;
        this.inputSize = inputSize;
        this.outputSize = outputSize;
        this.eps = eps == null ? 1e-16 : eps;
        v = new Tensor(outputSize, inputSize);
        g = new Tensor(outputSize, 1);
        bias = biased ? new Tensor((long) outputSize) : null;
        gradV = new Tensor(outputSize, inputSize);
        gradG = new Tensor(outputSize, 1);
        gradBias = biased ? new Tensor((long) outputSize) : null;
        reset();
    }

    /** One that computes what {@code linear} does. */
    public static LinearWeightNorm fromLinear(Linear linear) {
        LinearWeightNorm module = new LinearWeightNorm(linear.inputSize(), linear.outputSize(), linear.withBias());
        module.type(linear.elementType());
        module.initFromWeight(linear.weight());
        Tensor from = linear.bias();
        if (module.bias != null && from != null) {
            module.bias.copy(from);
        }
        return module;
    }

    /** A Linear that computes what this does. */
    public Linear toLinear() {
        Linear linear = new Linear(inputSize, outputSize, withBias());
        linear.type(elementType());
        linear.weight().copy(compose());
        Tensor to = linear.bias();
        if (bias != null && to != null) {
            to.copy(bias);
        }
        return linear;
    }

    /**
     * Takes lengths and directions from a weight.
     *
     * @param from {@code [H, D]}
     * @return this
     */
    public LinearWeightNorm initFromWeight(Tensor from) {
        if (!tensor("weight", from).isSize(outputSize, inputSize)) {
            throw expected("a weight of size [" + outputSize + ", " + inputSize + "]", from);
        }
        v.copy(from);
        Kernels.get().rowNorms(v, g.view(outputSize));
        g.cmax(eps);
        weight = null;
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
        initFromWeight(Generator.global().uniform(new Tensor(elementType(), outputSize, inputSize), -bound, bound));
        if (bias != null) {
            Generator.global().uniform(bias, -bound, bound);
        }
    }

    @Override
    public int sampleDimensions() {
        return 1;
    }

    /** Goes to evaluation mode, in which later changes of v and g are not seen. */
    @Override
    public void evaluate() {
        if (isTraining()) {
            compose();
        }
        super.evaluate();
    }

    /** W, made anew of v and g. */
    private Tensor compose() {
        Tensor norms = buffer(norm).resizeAs(g);
        Kernels.get().rowNorms(v, norms.view(outputSize));
        norms.cmax(eps);
        Tensor factors = buffer(scale).resizeAs(g).cdiv(g, norms);
        Tensor composed = buffer(weight).resizeAs(v).cmul(v, factors.expandAs(v));
        norm = norms;
        scale = factors;
        weight = composed;
        return composed;
    }

    private Tensor composed() {
        return weight == null || weight.dim() == 0 ? compose() : weight;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = rows(input);
        Tensor composed = isTraining() ? compose() : composed();
        Tensor output = outputBuffer();
        if (x.dim() == 1) {
            output.resize(outputSize);
        } else {
            output.resize(x.size(1), outputSize);
        }
        Kernels kernels = Kernels.get();
        if (bias != null) {
            kernels.setRows(bias, output);
        }
        kernels.gemm(1, x, false, composed, true, bias == null ? 0 : 1, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Kernels.get().gemm(1, gradient, false, composed(), false, 0, gradInput);
        return gradInput;
    }

    /** {@code dL/dg = (dL/dW . v) / |v|} and {@code dL/dv = g / |v| (dL/dW - v (dL/dW . v) / |v|^2)}, row by row. */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double factor) {
        Tensor x = rows(input);
        Tensor gradient = gradRows(x, gradOutput);
        if (norm == null || norm.dim() == 0) {
            compose();
        }
        Tensor norms = buffer(norm);
        Tensor factors = buffer(scale);
        Kernels kernels = Kernels.get();
        Tensor gradW = buffer(gradWeight).resizeAs(v);
        gradWeight = gradW;
        kernels.gemm(factor, gradient, true, x, false, 0, gradW);
        products = buffer(products).cmul(gradW, v);
        Tensor lengths = buffer(sums).sum(products, 2).cdiv(norms);
        sums = lengths;
        gradG.add(lengths);
        kernels.axpyRows(factors, gradW, gradV);
        kernels.axpyRows(lengths.cmul(factors).cdiv(norms).neg(), v, gradV);
        if (gradBias != null) {
            kernels.addColumnSums(factor, gradient, gradBias);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        v = fields.parameter("v", v);
        g = fields.parameter("g", g);
        bias = fields.parameter("bias", bias);
        gradV = fields.gradient("gradV", gradV);
        gradG = fields.gradient("gradG", gradG);
        gradBias = fields.gradient("gradBias", gradBias);
        weight = fields.buffer("weight", weight);
        norm = fields.buffer("norm", norm);
        scale = fields.buffer("scale", scale);
        gradWeight = fields.buffer("gradWeight", gradWeight);
        products = fields.buffer("products", products);
        sums = fields.buffer("sums", sums);
    }

    /** Size D of the input. */
    @Override
    public int inputSize() {
        return inputSize;
    }

    /** Size H of the output. */
    @Override
    public int outputSize() {
        return outputSize;
    }

    /** Whether there is a bias. */
    public boolean withBias() {
        return bias != null;
    }

    /** {@code nn.LinearWeightNorm(3 -> 4)}. */
    @Override
    public String toString() {
        return super.toString() + "(" + inputSize + " -> " + outputSize + ")" + (withBias() ? "" : " without bias");
    }

    private Tensor rows(Activity input) {
        Tensor x = operand("input", input);
        if ((x.dim() != 1 && x.dim() != 2) || x.size(x.dim()) != inputSize) {
            throw expected("input of size " + inputSize + " in the last of 1 or 2 dimensions", input);
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
