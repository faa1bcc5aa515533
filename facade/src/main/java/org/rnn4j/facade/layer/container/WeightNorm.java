package org.rnn4j.facade.layer.container;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Decorator;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Learns length and direction of the weights of a module apart.
 *
 * <pre>w[i] = g[i] v[i] / sqrt(|v[i]|^2 + 1e-4)</pre>
 *
 * for the weights w[i] of each output i of the module, which take their place at every forward in training, and when evaluation begins.
 *
 * <p>Input and output: those of the module.
 *
 * <p>Learned parameters: {@code v} {@code [H, K]}, where H is the size of the weight in {@code outputDim} and K the number of the other elements, normal with
 * standard deviation {@code sqrt(2 / K)}; {@code g} {@code [H, 1]}, the lengths of v; and the bias of the module, if it has one, set to 0.
 *
 * <p>As in Torch: the gradient of g is {@code [H]} until the first backward, that of v has the sizes of the weight, output in front, from the first forward on, and holds the weight until backward.
 * What {@link #accGradParameters} does, it does in the memory of the module's weight and of its gradient, so gradients of v and g add up to those of no loss if there are two backwards,
 * and a second {@link #updateGradInput} without a forward in between goes by other weights.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/containers.md">Torch manual: Containers</a>;
 *     Tim Salimans, Diederik P. Kingma, Weight normalization: a simple reparameterization to accelerate training of deep neural networks, 2016
 */
public final class WeightNorm extends Decorator {
    /** Keeps the length away from 0; the number is Torch's. */
    private static final double EPSILON = 10e-5;

    private final int outputDim;
    private final long[] viewOut;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;
    private Tensor v;
    private Tensor gradV;
    private Tensor g;
    private Tensor gradG;
    private Tensor norm;
    private Tensor scale;

    /** The weights, output in front. */
    private Tensor directed;

    /** Normalises the weights of {@code module}, whose outputs are in the first dimension. */
    public WeightNorm(Module module) {
        this(module, 1);
    }

    /**
     * Normalises the weights of {@code module}.
     *
     * @param module one with a weight and, maybe, a bias as its only parameters
     * @param outputDim the dimension of the weight, from 1, that the outputs are in
     */
    public WeightNorm(Module module, int outputDim) {
        super(module);
        Parameters parameters = module.parameters();
        if (parameters.size() < 1 || parameters.size() > 2) {
            throw new IllegalArgumentException("WeightNorm: expected a module with a weight and maybe a bias, got "
                    + module + " with " + parameters.size() + " parameters");
        }
        weight = parameters.weights().get(0);
        gradWeight = parameters.gradients().get(0);
        boolean withBias = parameters.size() == 2;
        bias = withBias ? parameters.weights().get(1) : null;
        gradBias = withBias ? parameters.gradients().get(1) : null;
        if (outputDim < 1 || outputDim > weight.dim()) {
            throw new IllegalArgumentException("WeightNorm: expected a dimension from 1 to " + weight.dim()
                    + " of the weight " + weight.describeSizes() + ", got " + outputDim);
        }
        this.outputDim = outputDim;
        viewOut = outputFirst(weight).size();
        long outputs = weight.size(outputDim);
        long others = weight.nElement() / outputs;
        v = new Tensor(weight.elementType(), outputs, others);
        gradV = new Tensor(weight.elementType(), outputs, others);
        g = new Tensor(weight.elementType(), outputs, 1);
        gradG = new Tensor(weight.elementType(), outputs);
        norm = new Tensor(weight.elementType(), outputs, 1);
        scale = new Tensor(weight.elementType(), outputs, 1);
        directed = new Tensor(weight.elementType());
        resetInit();
    }

    /** {@code weight} with the outputs in the first dimension, sharing memory. */
    private Tensor outputFirst(Tensor original) {
        Tensor moved = original;
        for (int d = outputDim - 1; d >= 1; d--) {
            moved = moved.transpose(d, d + 1);
        }
        return moved;
    }

    /** What {@link #outputFirst} has made of a tensor, as it was. */
    private Tensor outputBack(Tensor moved) {
        Tensor original = moved;
        for (int d = 1; d < outputDim; d++) {
            original = original.transpose(d, d + 1);
        }
        return original;
    }

    /** Draws new directions, takes their lengths, and sets the bias to 0. */
    public void resetInit() {
        Generator.global().normal(v, 0, Math.sqrt(2.0 / v.size(2)));
        g.norm(v, 2, 2);
        if (bias != null) {
            bias.zero();
        }
    }

    @Override
    public void evaluate() {
        if (isTraining()) {
            updateWeight();
            gradV.resize(viewOut).copy(directed);
            super.evaluate();
        }
    }

    /** Computes the weights of the module. */
    private void updateWeight() {
        norm.norm(v, 2, 2).pow(2).add(EPSILON).sqrt();
        scale.cdiv(g, norm);
        directed.resizeAs(v).cmul(v, scale.expandAs(v));
        weight.copy(outputBack(directed.resize(viewOut)));
    }

    @Override
    public Activity updateOutput(Activity input) {
        if (!isTraining()) {
            return super.updateOutput(input);
        }
        updateWeight();
        Activity output = super.updateOutput(input);
        gradV.resize(viewOut).copy(directed);
        return output;
    }

    /** The gradients of length and direction from what the module has gathered as the gradient of its weight. */
    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double factor) {
        super.accGradParameters(input, gradOutput, factor);
        Tensor gradient = gradV.resize(viewOut).copy(outputFirst(gradWeight)).resizeAs(v);
        Tensor scratch = weight.view(v.size());
        Tensor norms = norm.expandAs(v);
        Tensor scales = scale.expandAs(v);
        scratch.cmul(gradient, v).cdiv(norms);
        gradG.sum(scratch, 2);
        gradient.cmul(scales);
        scratch.cmul(v, scales).cdiv(norms).cmul(gradG.expandAs(v));
        gradient.csub(scratch);
        gradWeight.copy(outputBack(gradV.resize(viewOut)));
    }

    @Override
    public void zeroGradParameters() {
        super.zeroGradParameters();
        gradV.zero();
        gradG.zero();
    }

    @Override
    public void updateParameters(double learningRate) {
        super.updateParameters(learningRate);
        g.add(-learningRate, gradG);
        v.add(-learningRate, gradV);
    }

    /** v, g, and the bias of the module, if it has one. */
    @Override
    public Parameters parameters() {
        List<Tensor> weights = new ArrayList<>(List.of(v, g));
        List<Tensor> gradients = new ArrayList<>(List.of(gradV, gradG));
        if (bias != null && gradBias != null) {
            weights.add(bias);
            gradients.add(gradBias);
        }
        return new Parameters(weights, gradients);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        v = fields.parameter("v", v);
        g = fields.parameter("g", g);
        gradV = fields.gradient("gradV", gradV);
        gradG = fields.gradient("gradG", gradG);
        norm = fields.state("_norm", norm);
        scale = fields.state("_scale", scale);
        directed = fields.buffer("directed", directed);
    }

    /** The dimension of the weight, from 1, that the outputs are in. */
    public int outputDim() {
        return outputDim;
    }
}
