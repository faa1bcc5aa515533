package org.rnn4j.facade.layer.convolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** A convolution over images, with or without bias; the weight has whatever sizes the subclass gives it. */
public abstract class AbstractSpatialConvolution extends ImageModule {
    private final int nInputPlane;
    private final int nOutputPlane;
    private final WindowArguments arguments;
    private final Windows windows;
    private Tensor weight;
    private Tensor gradWeight;
    private @Nullable Tensor bias;
    private @Nullable Tensor gradBias;

    AbstractSpatialConvolution(
            int nInputPlane,
            int nOutputPlane,
            WindowArguments arguments,
            int dilationW,
            int dilationH,
            long... weightSizes) {
        if (nInputPlane < 1 || nOutputPlane < 1) {
            throw new IllegalArgumentException(getClass().getSimpleName()
                    + ": expected positive numbers of planes, got " + nInputPlane + " and " + nOutputPlane);
        }
        this.nInputPlane = nInputPlane;
        this.nOutputPlane = nOutputPlane;
        this.arguments = arguments;
        windows = arguments.windows(dilationW, dilationH);
        weight = new Tensor(weightSizes);
        gradWeight = new Tensor(weightSizes);
        bias = new Tensor((long) nOutputPlane);
        gradBias = new Tensor((long) nOutputPlane);
        reset();
    }

    /** What Torch prints behind the windows: more of them. */
    abstract String describeMore();

    final void dropBias() {
        bias = null;
        gradBias = null;
    }

    @Override
    public final void reset() {
        draw(1 / Math.sqrt((double) kW() * kH() * nInputPlane));
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
    final long[] outputSizes(Tensor x) {
        if (Images.planes(x) != nInputPlane) {
            throw expected("input of " + nInputPlane + " planes", x);
        }
        long height = windows.vertical().count(Images.height(x));
        long width = windows.horizontal().count(Images.width(x));
        if (height < 1 || width < 1) {
            throw expected("input of a height and width that hold a window", x);
        }
        return Images.sizes(x, nOutputPlane, height, width);
    }

    @Override
    final void compute(Tensor x, Tensor output) {
        Kernels.get().convolve(windows, x, weight, bias, output);
    }

    @Override
    final void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().convolveBack(windows, gradOutput, weight, null, gradInput);
    }

    @Override
    final void accumulate(Tensor x, Tensor gradOutput, double scale) {
        Kernels.get().addConvolutionGradient(windows, scale, x, gradOutput, gradWeight);
        if (gradBias != null) {
            Kernels.get().addPlaneSums(scale, gradOutput, gradBias);
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

    @Override
    public final List<List<@Nullable Object>> calls() {
        return bias == null ? List.of(List.of("noBias")) : List.of();
    }

    /** Number of planes of the input. */
    public final int nInputPlane() {
        return nInputPlane;
    }

    /** Number of planes of the output. */
    public final int nOutputPlane() {
        return nOutputPlane;
    }

    /** Width of a window. */
    public final int kW() {
        return arguments.kW();
    }

    /** Height of a window. */
    public final int kH() {
        return arguments.kH();
    }

    /** Step from one window to the next, across. */
    public final int dW() {
        return arguments.dW();
    }

    /** Step from one window to the next, downwards. */
    public final int dH() {
        return arguments.dH();
    }

    /** Zeros on the left and on the right. */
    public final int padW() {
        return arguments.padW();
    }

    /** Zeros above and below. */
    public final int padH() {
        return arguments.padH();
    }

    /** The weights. */
    public final Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public final Tensor gradWeight() {
        return gradWeight;
    }

    /** The bias, one number for each plane of the output, or null. */
    public final @Nullable Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}, or null. */
    public final @Nullable Tensor gradBias() {
        return gradBias;
    }

    /** The name, the planes, the windows as far as they are not plain, and whether there is no bias. */
    @Override
    public final String toString() {
        return super.toString() + "(" + nInputPlane + " -> " + nOutputPlane + ", " + arguments.describe()
                + describeMore() + ")" + (bias == null ? " without bias" : "");
    }
}
