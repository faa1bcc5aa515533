package org.rnn4j.facade.layer.transfer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Broadcast;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.KeepsSize;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A {@link ReLU} that learns which part of negative elements it lets through.
 *
 * <pre>y = x if x > 0, else weight x</pre>
 *
 * Input and output: any size with one weight for all. With one for each of C channels: {@code [C]} or {@code [N, C, ...]}.
 *
 * <p>Learned parameters: {@code weight} {@code [C]} or {@code [1]}, all 0.25.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/transfer.md#nn.PReLU">Torch manual: PReLU</a>
 * @see <a href="https://arxiv.org/abs/1502.01852">He, Zhang, Ren, Sun: Delving Deep into Rectifiers, 2015</a>
 */
public final class PReLU extends Module implements KeepsSize {
    private static final double INITIAL = 0.25;

    private final int nOutputPlane;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor slopes;
    private @Nullable Tensor products;
    private Table partialSums = new Table();

    /** One weight for all elements. */
    public PReLU() {
        this(0);
    }

    /** One weight for each of {@code nOutputPlane} channels, or for all if that is 0. */
    public PReLU(int nOutputPlane) {
        if (nOutputPlane < 0) {
            throw new IllegalArgumentException("PReLU: expected a number of channels, or 0, got " + nOutputPlane);
        }
        this.nOutputPlane = nOutputPlane;
        weight = new Tensor((long) Math.max(nOutputPlane, 1));
        gradWeight = new Tensor(weight.size());
        reset();
    }

    /** Sets the weights to 0.25. */
    @Override
    public void reset() {
        weight.fill(INITIAL);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor slope = slopes(x);
        Tensor output = outputBuffer().resizeAs(x);
        Kernels.get().multiply(x, slope, output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        Tensor gradient = operand("gradOutput", gradOutput, x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Kernels.get().multiply(gradient, slopes(x), gradInput);
        return gradInput;
    }

    /** 1 or the weight, for each element of {@code x}. */
    private Tensor slopes(Tensor x) {
        Tensor weights = perElement(weight, x);
        Tensor result = buffer(slopes).resizeAs(x).copy(weights);
        slopes = result;
        Elementwise.map((element, part) -> element > 0 ? 1 : part, x, result, result);
        return result;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = operand("input", input);
        Tensor gradient = operand("gradOutput", gradOutput, x);
        Tensor gradients = perElement(gradWeight, x);
        Tensor product = buffer(products).resizeAs(x);
        products = product;
        Elementwise.map((element, g) -> element > 0 ? 0 : element * g, x, gradient, product);
        Broadcast.addSums(scale, product, gradients, partialSums);
    }

    private Tensor perElement(Tensor parameter, Tensor x) {
        if (x.nElement() == 0) {
            throw expected("input with elements", x);
        }
        Tensor stretched = nOutputPlane == 0 ? Broadcast.over(parameter, x) : Broadcast.overChannels(parameter, x);
        if (stretched == null) {
            throw expected("input with " + nOutputPlane + " channels", x);
        }
        return stretched;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        slopes = fields.buffer("slopes", slopes);
        products = fields.buffer("products", products);
        partialSums = fields.buffer("partialSums", partialSums);
    }

    /** The part of negative elements that comes through, {@code [C]} or {@code [1]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }
}
