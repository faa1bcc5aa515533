package org.rnn4j.facade.layer.convolution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.PoolDivisor;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Takes the mean of each window.
 *
 * <pre>y[c][i][j] = mean over k, l of x[c][i dH - padH + k][j dW - padW + l]</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [C, P, Q]} or {@code [N, C, P, Q]} with
 * {@code P = floor((H + 2 padH - kH) / dH) + 1}, rounded up after {@link #ceil()}, and Q in the same way. The padding counts as zeros, after
 * {@link #setCountExcludePad()} not at all.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialAveragePooling">Torch manual: SpatialAveragePooling</a>
 */
public final class SpatialAveragePooling extends SpatialPooling {
    private boolean countIncludePad = true;
    private boolean divide = true;

    /** Windows of {@code kW} times {@code kH}, one step apart. */
    public SpatialAveragePooling(int kW, int kH) {
        this(kW, kH, null, null);
    }

    /** Windows {@code dW} and {@code dH} apart; 1 if null. */
    public SpatialAveragePooling(int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        this(kW, kH, dW, dH, null, null);
    }

    /** With {@code padW} places more on the left and on the right and {@code padH} above and below, 0 if null. */
    public SpatialAveragePooling(
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH) {
        super(WindowArguments.of(
                "SpatialAveragePooling",
                kW,
                kH,
                WindowArguments.or(dW, 1),
                WindowArguments.or(dH, 1),
                WindowArguments.or(padW, 0),
                WindowArguments.or(padH, 0)));
    }

    @Override
    void compute(Tensor x, Tensor output) {
        Kernels.get().averagePool(windows(), divisor(), x, output);
        multiply(output);
    }

    @Override
    void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().averagePoolBack(windows(), divisor(), gradOutput, gradInput);
        multiply(gradInput);
    }

    private PoolDivisor divisor() {
        return countIncludePad ? PoolDivisor.PLACES_WITH_PADDING : PoolDivisor.PLACES;
    }

    private void multiply(Tensor result) {
        if (!divide) {
            Kernels.get().scale(result, (double) kW() * kH());
        }
    }

    /**
     * The padding counts as zeros, as at first.
     *
     * @return this
     */
    public SpatialAveragePooling setCountIncludePad() {
        countIncludePad = true;
        return this;
    }

    /**
     * The padding does not count.
     *
     * @return this
     */
    public SpatialAveragePooling setCountExcludePad() {
        countIncludePad = false;
        return this;
    }

    /**
     * Whether means are taken, as at first; if not, they are multiplied by the size of a window, which makes them sums unless the padding is left
     * out.
     *
     * @return this
     */
    public SpatialAveragePooling divide(boolean mean) {
        divide = mean;
        return this;
    }

    @Override
    public List<List<@Nullable Object>> calls() {
        List<List<@Nullable Object>> calls = super.calls();
        if (!countIncludePad) {
            calls.add(List.of("setCountExcludePad"));
        }
        if (!divide) {
            calls.add(List.of("divide", false));
        }
        return calls;
    }

    /** Whether the padding counts. */
    public boolean countIncludePad() {
        return countIncludePad;
    }

    /** Whether means are taken. */
    public boolean divide() {
        return divide;
    }
}
