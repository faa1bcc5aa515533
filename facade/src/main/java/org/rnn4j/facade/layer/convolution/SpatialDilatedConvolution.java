package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;

/**
 * Slides learned windows with gaps over images.
 *
 * <pre>y[o][i][j] = bias[o] + (sum over c, k, l of weight[o][c][k][l] x[c][i dH - padH + k dilationH][j dW - padW + l dilationW])</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [O, P, Q]} or {@code [N, O, P, Q]} with
 * {@code P = floor((H + 2 padH - dilationH (kH - 1) - 1) / dH) + 1} and {@code Q = floor((W + 2 padW - dilationW (kW - 1) - 1) / dW) + 1}. What lies outside
 * the image is 0.
 *
 * <p>Learned parameters: {@code weight} {@code [O, C, kH, kW]} and {@code bias} {@code [O]}, if there is one, both uniform within
 * {@code 1 / sqrt(kW kH C)}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialDilatedConvolution">Torch manual: SpatialDilatedConvolution</a>
 */
public final class SpatialDilatedConvolution extends AbstractSpatialConvolution {
    private final int dilationW;
    private final int dilationH;

    /** From {@code nInputPlane} (C) to {@code nOutputPlane} (O) planes, with windows of {@code kW} times {@code kH} one step apart. */
    public SpatialDilatedConvolution(int nInputPlane, int nOutputPlane, int kW, int kH) {
        this(nInputPlane, nOutputPlane, kW, kH, null, null);
    }

    /** With windows {@code dW} and {@code dH} apart; 1 if null. */
    public SpatialDilatedConvolution(
            int nInputPlane, int nOutputPlane, int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        this(nInputPlane, nOutputPlane, kW, kH, dW, dH, null);
    }

    /** With {@code padW} zeros on every side; 0 if null. */
    public SpatialDilatedConvolution(
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
    public SpatialDilatedConvolution(
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

    /** With places of a window {@code dilationW} and {@code dilationH} apart; 1, for neighbours, if null. */
    public SpatialDilatedConvolution(
            int nInputPlane,
            int nOutputPlane,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH,
            @Nullable Integer dilationW,
            @Nullable Integer dilationH) {
        super(
                nInputPlane,
                nOutputPlane,
                WindowArguments.ofConvolution("SpatialDilatedConvolution", kW, kH, dW, dH, padW, padH),
                dilation("dilationW", dilationW),
                dilation("dilationH", dilationH),
                nOutputPlane,
                nInputPlane,
                kH,
                kW);
        this.dilationW = WindowArguments.or(dilationW, 1);
        this.dilationH = WindowArguments.or(dilationH, 1);
    }

    /**
     * Takes the bias away.
     *
     * @return this
     */
    public SpatialDilatedConvolution noBias() {
        dropBias();
        return this;
    }

    @Override
    String describeMore() {
        return ", " + dilationW + "," + dilationH;
    }

    private static int dilation(String name, @Nullable Integer value) {
        int dilation = WindowArguments.or(value, 1);
        if (dilation < 1) {
            throw new IllegalArgumentException(
                    "SpatialDilatedConvolution: expected a positive " + name + ", got " + dilation);
        }
        return dilation;
    }

    /** Step from one place of a window to the next, across. */
    public int dilationW() {
        return dilationW;
    }

    /** Step from one place of a window to the next, downwards. */
    public int dilationH() {
        return dilationH;
    }
}
