package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds up the frames of each window, and scales and shifts the sums by learned numbers.
 *
 * <pre>y[t] = bias + weight . (x[t dW] + x[t dW + 1] + ... + x[t dW + kW - 1])</pre>
 *
 * Input: {@code [T, D]}. Output: {@code [P, D]} with {@code P = floor((T - kW) / dW) + 1}. As in Torch there are no batches.
 *
 * <p>Learned parameters: {@code weight} {@code [D]} and {@code bias} {@code [D]}, both uniform within {@code 1 / sqrt(kW)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.TemporalSubSampling">Torch manual: TemporalSubSampling</a>
 */
public final class TemporalSubSampling extends Module {
    private final int inputFrameSize;
    private final int kW;
    private final int dW;
    private Tensor weight;
    private Tensor bias;
    private Tensor gradWeight;
    private Tensor gradBias;
    private @Nullable Tensor sums;

    /** For frames of {@code inputFrameSize} (D), windows of {@code kW} frames one frame apart. */
    public TemporalSubSampling(int inputFrameSize, int kW) {
        this(inputFrameSize, kW, 1);
    }

    /** With windows {@code dW} frames apart. */
    public TemporalSubSampling(int inputFrameSize, int kW, int dW) {
        if (inputFrameSize < 1) {
            throw new IllegalArgumentException(
                    "TemporalSubSampling: expected a positive size of frames, got " + inputFrameSize);
        }
        Frames.checkWindows("TemporalSubSampling", kW, dW);
        this.inputFrameSize = inputFrameSize;
        this.kW = kW;
        this.dW = dW;
        weight = new Tensor((long) inputFrameSize);
        bias = new Tensor((long) inputFrameSize);
        gradWeight = new Tensor((long) inputFrameSize);
        gradBias = new Tensor((long) inputFrameSize);
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt(kW));
    }

    /** Draws new parameters, uniform with standard deviation {@code stdv}. */
    @Override
    public void reset(double stdv) {
        draw(stdv * Math.sqrt(3));
    }

    private void draw(double bound) {
        Generator.global().uniform(weight, -bound, bound);
        Generator.global().uniform(bias, -bound, bound);
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = frames(input);
        Tensor output = outputBuffer().resize(Frames.count(x, kW, dW), inputFrameSize);
        Tensor sum = sums(x);
        Kernels kernels = Kernels.get();
        kernels.multiply(sum, weight.view(1, -1).expandAs(sum), output);
        kernels.axpy(1, bias.view(1, -1).expandAs(sum), output);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = frames(input);
        Tensor gradient = gradient(x, gradOutput);
        Tensor gradInput = gradInputBuffer().resizeAs(x).zero();
        Tensor gradSums = buffer(sums).resizeAs(gradient);
        sums = gradSums;
        Kernels kernels = Kernels.get();
        kernels.multiply(gradient, weight.view(1, -1).expandAs(gradient), gradSums);
        Tensor batch = Frames.batch(gradInput);
        for (int k = 1; k <= kW; k++) {
            kernels.axpy(1, Frames.batch(gradSums), Frames.place(batch, kW, dW, k));
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = frames(input);
        Tensor gradient = gradient(x, gradOutput);
        Tensor products = sums(x);
        Kernels kernels = Kernels.get();
        kernels.multiply(products, gradient, products);
        kernels.addColumnSums(scale, products, gradWeight);
        kernels.addColumnSums(scale, gradient, gradBias);
    }

    private Tensor sums(Tensor x) {
        Tensor sum =
                buffer(sums).resize(Frames.count(x, kW, dW), inputFrameSize).zero();
        sums = sum;
        Tensor batch = Frames.batch(x);
        for (int k = 1; k <= kW; k++) {
            Kernels.get().axpy(1, Frames.place(batch, kW, dW, k), Frames.batch(sum));
        }
        return sum;
    }

    private Tensor frames(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 2 || x.size(2) != inputFrameSize) {
            throw expected("a sequence of size [T, " + inputFrameSize + "] as input", input);
        }
        return Frames.longEnough(this, x, kW);
    }

    private Tensor gradient(Tensor x, Activity gradOutput) {
        return Images.gradient(this, x, gradOutput, Frames.count(x, kW, dW), inputFrameSize);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        sums = fields.buffer("sums", sums);
    }

    /** Numbers in a frame. */
    public int inputFrameSize() {
        return inputFrameSize;
    }

    /** Frames in a window. */
    public int kW() {
        return kW;
    }

    /** Frames from one window to the next. */
    public int dW() {
        return dW;
    }

    /** The factors of the sums, {@code [D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    /** What is added, {@code [D]}. */
    public Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradBias;
    }
}
