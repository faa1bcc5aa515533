package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;

/**
 * Slides learned windows over images.
 *
 * <pre>y[o][i][j] = bias[o] + (sum over c, k, l of weight[o][c][k][l] x[c][i dH - padH + k][j dW - padW + l])</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [O, P, Q]} or {@code [N, O, P, Q]} with
 * {@code P = floor((H + 2 padH - kH) / dH) + 1} and {@code Q = floor((W + 2 padW - kW) / dW) + 1}. What lies outside
 * the image is 0.
 *
 * <p>Learned parameters: {@code weight} {@code [O, C, kH, kW]} and {@code bias} {@code [O]}, if there is one, both uniform within
 * {@code 1 / sqrt(kW kH C)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialConvolution">Torch manual: SpatialConvolution</a>
 */
public final class SpatialConvolution extends AbstractSpatialConvolution {
    /** From {@code nInputPlane} (C) to {@code nOutputPlane} (O) planes, with windows of {@code kW} times {@code kH} one step apart. */
    public SpatialConvolution(int nInputPlane, int nOutputPlane, int kW, int kH) {
        this(nInputPlane, nOutputPlane, kW, kH, null, null);
    }

    /** With windows {@code dW} and {@code dH} apart; 1 if null. */
    public SpatialConvolution(
            int nInputPlane, int nOutputPlane, int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        this(nInputPlane, nOutputPlane, kW, kH, dW, dH, null);
    }

    /** With {@code padW} zeros on every side; 0 if null. */
    public SpatialConvolution(
            int nInputPlane,
            int nOutputPlane,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW) {
        this(nInputPlane, nOutputPlane, kW, kH, dW, dH, padW, null);
    }

    /** With {@code padW} zeros on the left and on the right, 0 if null, and {@code padH} above and below, {@code padW} if null. */
    public SpatialConvolution(
            int nInputPlane,
            int nOutputPlane,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH) {
        super(
                nInputPlane,
                nOutputPlane,
                WindowArguments.ofConvolution("SpatialConvolution", kW, kH, dW, dH, padW, padH),
                1,
                1,
                nOutputPlane,
                nInputPlane,
                kH,
                kW);
    }

    /**
     * Takes the bias away.
     *
     * @return this
     */
    public SpatialConvolution noBias() {
        dropBias();
        return this;
    }

    @Override
    String describeMore() {
        return "";
    }
}
