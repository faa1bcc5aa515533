package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.PoolDivisor;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adds up the numbers of each window, and scales and shifts the sums by learned numbers.
 *
 * <pre>y[c][i][j] = bias[c] + weight[c] (sum over k, l of x[c][i dH + k][j dW + l])</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [C, P, Q]} or {@code [N, C, P, Q]} with {@code P = floor((H - kH) / dH) + 1} and
 * {@code Q = floor((W - kW) / dW) + 1}.
 *
 * <p>Learned parameters: {@code weight} {@code [C]} and {@code bias} {@code [C]}, both uniform within {@code 1 / sqrt(kW kH)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialSubSampling">Torch manual: SpatialSubSampling</a>
 */
public final class SpatialSubSampling extends ImageModule {
    private final int nInputPlane;
    private final WindowArguments arguments;
    private final Windows windows;
    private Tensor weight;
    private Tensor bias;
    private Tensor gradWeight;
    private Tensor gradBias;

    private @Nullable Tensor sums;

    private @Nullable Tensor zeros;

    /** For {@code nInputPlane} (C) planes, with windows of {@code kW} times {@code kH}, one step apart. */
    public SpatialSubSampling(int nInputPlane, int kW, int kH) {
        this(nInputPlane, kW, kH, null, null);
    }

    /** With windows {@code dW} and {@code dH} apart; 1 if null. */
    public SpatialSubSampling(int nInputPlane, int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        if (nInputPlane < 1) {
            throw new IllegalArgumentException(
                    "SpatialSubSampling: expected a positive number of planes, got " + nInputPlane);
        }
        this.nInputPlane = nInputPlane;
        arguments = WindowArguments.of(
                "SpatialSubSampling", kW, kH, WindowArguments.or(dW, 1), WindowArguments.or(dH, 1), 0, 0);
        windows = arguments.windows();
        weight = new Tensor((long) nInputPlane);
        bias = new Tensor((long) nInputPlane);
        gradWeight = new Tensor((long) nInputPlane);
        gradBias = new Tensor((long) nInputPlane);
        reset();
    }

    @Override
    public void reset() {
        draw(1 / Math.sqrt((double) kW() * kH()));
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
    long[] outputSizes(Tensor x) {
        if (Images.planes(x) != nInputPlane) {
            throw expected("input of " + nInputPlane + " planes", x);
        }
        long height = windows.vertical().count(Images.height(x));
        long width = windows.horizontal().count(Images.width(x));
        if (height < 1 || width < 1) {
            throw expected("input of a height and width that hold a window of " + kW() + "x" + kH(), x);
        }
        return Images.sizes(x, nInputPlane, height, width);
    }

    @Override
    void compute(Tensor x, Tensor output) {
        Kernels.get().averagePool(windows, PoolDivisor.ONE, x, output);
        Kernels.get().scalePlanes(output, zeroPerPlane(), weight, bias, output);
    }

    @Override
    void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        Tensor scaled = buffer(sums).resizeAs(gradOutput);
        sums = scaled;
        Tensor zero = zeroPerPlane();
        Kernels.get().scalePlanes(gradOutput, zero, weight, zero, scaled);
        Kernels.get().averagePoolBack(windows, PoolDivisor.ONE, scaled, gradInput);
    }

    @Override
    void accumulate(Tensor x, Tensor gradOutput, double scale) {
        Tensor sum = buffer(sums).resizeAs(gradOutput);
        sums = sum;
        Kernels.get().averagePool(windows, PoolDivisor.ONE, x, sum);
        Kernels.get().addPlaneProducts(scale, sum, zeroPerPlane(), gradOutput, gradWeight);
        Kernels.get().addPlaneSums(scale, gradOutput, gradBias);
    }

    private Tensor zeroPerPlane() {
        Tensor result = buffer(zeros).resizeAs(weight).zero();
        zeros = result;
        return result;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weight = fields.parameter("weight", weight);
        bias = fields.parameter("bias", bias);
        gradWeight = fields.gradient("gradWeight", gradWeight);
        gradBias = fields.gradient("gradBias", gradBias);
        sums = fields.buffer("sums", sums);
        zeros = fields.buffer("zeros", zeros);
    }

    /** Number of planes. */
    public int nInputPlane() {
        return nInputPlane;
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

    /** The factors of the sums, {@code [C]}. */
    public Tensor weight() {
        return weight;
    }

    /** The gradient of {@link #weight}. */
    public Tensor gradWeight() {
        return gradWeight;
    }

    /** What is added, {@code [C]}. */
    public Tensor bias() {
        return bias;
    }

    /** The gradient of {@link #bias}. */
    public Tensor gradBias() {
        return gradBias;
    }
}
