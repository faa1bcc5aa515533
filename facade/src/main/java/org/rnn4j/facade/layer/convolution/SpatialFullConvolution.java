package org.rnn4j.facade.layer.convolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A convolution the other way round: each number of the input times a learned window is added to the output, which is what a
 * {@link SpatialConvolution} does with a gradient.
 *
 * <pre>y[o][i dH - padH + k][j dW - padW + l] = bias[o] + (sum over all c, i, j, k, l there of weight[c][o][k][l] x[c][i][j])</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [O, P, Q]} or {@code [N, O, P, Q]} with
 * {@code P = (H - 1) dH - 2 padH + kH + adjH} and {@code Q = (W - 1) dW - 2 padW + kW + adjW}. Or input: {@code {x, like}}, where the last two
 * dimensions of {@code like} are what P and Q are to be, and {@code adjH} and {@code adjW} follow; its gradient is 0.
 *
 * <p>Learned parameters: {@code weight} {@code [C, O, kH, kW]} and {@code bias} {@code [O]}, if there is one, both uniform within
 * {@code 1 / sqrt(kW kH C)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialFullConvolution">Torch manual: SpatialFullConvolution</a>
 */
public final class SpatialFullConvolution extends Module {
    private final int nInputPlane;
    private final int nOutputPlane;
    private final WindowArguments arguments;
    private final int adjW;
    private final int adjH;
    private final Windows windows;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;
    private @Nullable Tensor gradImages;
    private @Nullable Tensor gradLike;

    /** From {@code nInputPlane} (C) to {@code nOutputPlane} (O) planes, with windows of {@code kW} times {@code kH} one step apart. */
    public SpatialFullConvolution(int nInputPlane, int nOutputPlane, int kW, int kH) {
        this(nInputPlane, nOutputPlane, kW, kH, null, null);
    }

    /** With windows {@code dW} and {@code dH} apart in the output; 1 if null. */
    public SpatialFullConvolution(
            int nInputPlane, int nOutputPlane, int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        this(nInputPlane, nOutputPlane, kW, kH, dW, dH, null, null);
    }

    /** Without {@code padW} columns on either side of the output and {@code padH} rows above and below; 0 if null. */
    public SpatialFullConvolution(
            int nInputPlane,
            int nOutputPlane,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH) {
        this(nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, padH, null, null);
    }

    /** With {@code adjW} more columns on the right of the output and {@code adjH} more rows below, fewer than a step; 0 if null. */
    public SpatialFullConvolution(
            int nInputPlane,
            int nOutputPlane,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH,
            @Nullable Integer adjW,
            @Nullable Integer adjH) {
        String who = "SpatialFullConvolution";
        if (nInputPlane < 1 || nOutputPlane < 1) {
            throw new IllegalArgumentException(
                    who + ": expected positive numbers of planes, got " + nInputPlane + " and " + nOutputPlane);
        }
        this.nInputPlane = nInputPlane;
        this.nOutputPlane = nOutputPlane;
        arguments = WindowArguments.of(
                who,
                kW,
                kH,
                WindowArguments.or(dW, 1),
                WindowArguments.or(dH, 1),
                WindowArguments.or(padW, 0),
                WindowArguments.or(padH, 0));
        windows = arguments.windows();
        this.adjW = WindowArguments.or(adjW, 0);
        this.adjH = WindowArguments.or(adjH, 0);
        if (this.adjW < 0 || this.adjH < 0 || this.adjW >= dW() || this.adjH >= dH()) {
            throw new IllegalArgumentException(who + ": expected adjW and adjH from 0 to less than the steps " + dW()
                    + "," + dH() + ", got " + this.adjW + "," + this.adjH);
        }
        weight = new Tensor(nInputPlane, nOutputPlane, kH, kW);
        gradWeight = new Tensor(nInputPlane, nOutputPlane, kH, kW);
        bias = new Tensor((long) nOutputPlane);
        gradBias = new Tensor((long) nOutputPlane);
        reset();
    }

    /**
     * Takes the bias away.
     *
     * @return this
     */
    public SpatialFullConvolution noBias() {
        bias = null;
        gradBias = null;
        return this;
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt((double) kW() * kH() * nInputPlane));
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
        Tensor x = images(input);
        Tensor output = outputBuffer().resize(outputSizes(x, like(input)));
        Kernels.get().convolveBack(windows, Images.batch(x), weight, bias, Images.batch(output));
        return output;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = images(input);
        Tensor like = like(input);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x, like));
        Tensor gradX = like == null ? gradInputBuffer() : buffer(gradImages);
        gradX.resizeAs(x);
        Kernels.get().convolve(windows, Images.batch(gradient), weight, null, Images.batch(gradX));
        if (like == null) {
            return gradX;
        }
        gradImages = gradX;
        Tensor nothing = gradLike != null && gradLike.elementType() == like.elementType()
                ? gradLike
                : new Tensor(like.elementType());
        gradLike = nothing;
        Table gradInput = gradInputTable();
        gradInput.set(1, gradX);
        gradInput.set(2, nothing.resizeAs(like).zero());
        return gradInput;
    }

    @Override
    public void accGradParameters(Activity input, Activity gradOutput, double scale) {
        Tensor x = images(input);
        Tensor gradient = Images.gradient(this, x, gradOutput, outputSizes(x, like(input)));
        Kernels kernels = Kernels.get();
        kernels.addConvolutionGradient(windows, scale, Images.batch(gradient), Images.batch(x), gradWeight);
        if (gradBias != null) {
            kernels.addPlaneSums(scale, Images.batch(gradient), gradBias);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        gradImages = fields.buffer("gradImages", gradImages);
        gradLike = fields.buffer("gradLike", gradLike);
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        return bias == null ? List.of(List.of("noBias")) : List.of();
    }

    private Tensor images(Activity input) {
        if (input instanceof Table table && table.size() != 2) {
            throw expected("images, or a table of images and a tensor of the size to be, as input", input);
        }
        Tensor x = Images.operand(
                this, input instanceof Table ? table("input", input).get(1) : input);
        if (Images.planes(x) != nInputPlane) {
            throw expected("input of " + nInputPlane + " planes", input);
        }
        return x;
    }

    /** The tensor that tells the size of the output; null if there is none. */
    private @Nullable Tensor like(Activity input) {
        if (!(input instanceof Table table)) {
            return null;
        }
        Tensor like = tensor("the second of two entries of input", table.get(2));
        if (like.dim() < 2) {
            throw expected("a tensor of 2 or more dimensions as the second entry of input", input);
        }
        return like;
    }

    private long[] outputSizes(Tensor x, @Nullable Tensor like) {
        long moreDown = like == null ? adjH : adjusted(windows.vertical(), like.size(like.dim() - 1));
        long moreAcross = like == null ? adjW : adjusted(windows.horizontal(), like.size(like.dim()));
        long height = size(windows.vertical(), Images.height(x)) + moreDown;
        long width = size(windows.horizontal(), Images.width(x)) + moreAcross;
        if (height < 1 || width < 1) {
            throw expected("input that is larger than the padding", x);
        }
        return Images.sizes(x, nOutputPlane, height, width);
    }

    private static long size(WindowAxis axis, long extent) {
        return (extent - 1) * axis.stride() - 2L * axis.padding() + axis.size();
    }

    private static long adjusted(WindowAxis axis, long target) {
        return Math.floorMod(target + 2L * axis.padding() - axis.size(), axis.stride());
    }

    /** Number of planes of the input. */
    public int nInputPlane() {
        return nInputPlane;
    }

    /** Number of planes of the output. */
    public int nOutputPlane() {
        return nOutputPlane;
    }

    /** Width of a window. */
    public int kW() {
        return arguments.kW();
    }

    /** Height of a window. */
    public int kH() {
        return arguments.kH();
    }

    /** Step from one window to the next, across. */
    public int dW() {
        return arguments.dW();
    }

    /** Step from one window to the next, downwards. */
    public int dH() {
        return arguments.dH();
    }

    /** Columns that are left out on the left and on the right. */
    public int padW() {
        return arguments.padW();
    }

    /** Rows that are left out above and below. */
    public int padH() {
        return arguments.padH();
    }

    /** Columns more on the right. */
    public int adjW() {
        return adjW;
    }

    /** Rows more below. */
    public int adjH() {
        return adjH;
    }

    /** The weights, {@code [C, O, kH, kW]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    /** The bias, {@code [O]}, or null. */
    public @Nullable Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}, or null. */
    public @Nullable Tensor gradBias() {
        return gradBias;
    }

    /** The name, the planes, the windows as far as they are not plain, and whether there is no bias. */
    @Override
    public String toString() {
        String adjusted = adjW > 0 || adjH > 0 ? ", " + adjW + "," + adjH : "";
        return super.toString() + "(" + nInputPlane + " -> " + nOutputPlane + ", " + arguments.describe() + adjusted
                + ")" + (bias == null ? " without bias" : "");
    }
}
