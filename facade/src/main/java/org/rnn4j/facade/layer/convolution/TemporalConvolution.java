package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Slides a linear layer over sequences of frames.
 *
 * <pre>y[t] = bias + weight (x[t dW], x[t dW + 1], ..., x[t dW + kW - 1])</pre>
 *
 * Input: {@code [T, D]} or {@code [N, T, D]}. Output: {@code [P, H]} or {@code [N, P, H]} with {@code P = floor((T - kW) / dW) + 1}.
 *
 * <p>Learned parameters: {@code weight} {@code [H, kW D]} and {@code bias} {@code [H]}, both uniform within {@code 1 / sqrt(kW D)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.TemporalConvolution">Torch manual: TemporalConvolution</a>
 */
public final class TemporalConvolution extends Module implements RowWise {
    private final int inputFrameSize;
    private final int outputFrameSize;
    private final int kW;
    private final int dW;
    private Tensor weight;
    private Tensor bias;
    private Tensor gradWeight;
    private Tensor gradBias;

    /** The frames that each window sees, side by side, and their gradient. */
    private @Nullable Tensor windows;

    private @Nullable Tensor gradWindows;

    /** From frames of {@code inputFrameSize} (D) to frames of {@code outputFrameSize} (H), windows of {@code kW} frames one frame apart. */
    public TemporalConvolution(int inputFrameSize, int outputFrameSize, int kW) {
        this(inputFrameSize, outputFrameSize, kW, 1);
    }

    /** With windows {@code dW} frames apart. */
    public TemporalConvolution(int inputFrameSize, int outputFrameSize, int kW, int dW) {
        if (inputFrameSize < 1 || outputFrameSize < 1) {
            throw new IllegalArgumentException("TemporalConvolution: expected positive sizes of frames, got "
                    + inputFrameSize + " and " + outputFrameSize);
        }
        Frames.checkWindows("TemporalConvolution", kW, dW);
        this.inputFrameSize = inputFrameSize;
        this.outputFrameSize = outputFrameSize;
        this.kW = kW;
        this.dW = dW;
        weight = new Tensor(outputFrameSize, (long) kW * inputFrameSize);
        bias = new Tensor((long) outputFrameSize);
        gradWeight = new Tensor(outputFrameSize, (long) kW * inputFrameSize);
        gradBias = new Tensor((long) outputFrameSize);
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt((double) kW * inputFrameSize));
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
    public int sampleDimensions() {
        return 2;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = frames(input);
        Tensor output = outputBuffer().resize(outputSizes(x));
        Tensor rows = output.view(-1, outputFrameSize);
        Kernels kernels = Kernels.get();
        kernels.setRows(bias, rows);
        kernels.gemm(1, windows(x), false, weight, true, 1, rows);
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = frames(input);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x));
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Tensor rows = gradient.view(-1, outputFrameSize);
        Kernels kernels = Kernels.get();
        if (isSplit(x)) {
            kernels.gemm(1, rows, false, weight, false, 0, gradInput.view(-1, weight.size(2)));
            return gradInput;
        }
        Tensor parts = buffer(gradWindows).resize(rows.size(1), weight.size(2));
        gradWindows = parts;
        kernels.gemm(1, rows, false, weight, false, 0, parts);
        gradInput.zero();
        Tensor batch = Frames.batch(gradInput);
        Tensor places = parts.view(batch.size(1), Frames.count(x, kW, dW), kW, inputFrameSize);
        for (int k = 1; k <= kW; k++) {
            kernels.axpy(1, places.select(3, k), Frames.place(batch, kW, dW, k));
        }
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = frames(input);
        Tensor rows = Images.gradient(this, x, gradOutput, outputSizes(x)).view(-1, outputFrameSize);
        Kernels kernels = Kernels.get();
        kernels.gemm(scale, rows, true, windows(x), false, 1, gradWeight);
        kernels.addColumnSums(scale, rows, gradBias);
    }

    /** What each window sees as a row, {@code [N P, kW D]}. */
    private Tensor windows(Tensor x) {
        if (isSplit(x)) {
            return x.view(-1, weight.size(2));
        }
        Tensor batch = Frames.batch(x);
        Tensor rows = buffer(windows).resize(batch.size(1) * Frames.count(x, kW, dW), weight.size(2));
        windows = rows;
        Tensor seen = batch.unfold(2, kW, dW).transpose(3, 4);
        Kernels.get().copy(seen, rows.view(batch.size(1), Frames.count(x, kW, dW), kW, inputFrameSize));
        return rows;
    }

    /** Whether windows lie side by side and leave nothing, so that they are rows as they lie there. */
    private boolean isSplit(Tensor x) {
        return kW == dW && x.size(x.dim() - 1) % kW == 0;
    }

    private Tensor frames(Activity input) {
        Tensor x = Frames.operand(this, input, kW);
        if (x.size(x.dim()) != inputFrameSize) {
            throw expected("input of size " + inputFrameSize + " in the last dimension", input);
        }
        return x;
    }

    private long[] outputSizes(Tensor x) {
        return Frames.sizes(x, Frames.count(x, kW, dW), outputFrameSize);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        windows = fields.buffer("windows", windows);
        gradWindows = fields.buffer("gradWindows", gradWindows);
    }

    /** Numbers in a frame of the input. */
    public int inputFrameSize() {
        return inputFrameSize;
    }

    /** Numbers in a frame of the output. */
    public int outputFrameSize() {
        return outputFrameSize;
    }

    /** Frames in a window. */
    public int kW() {
        return kW;
    }

    /** Frames from one window to the next. */
    public int dW() {
        return dW;
    }

    /** The weights, {@code [H, kW D]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    /** The bias, {@code [H]}. */
    public Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradBias;
    }
}
