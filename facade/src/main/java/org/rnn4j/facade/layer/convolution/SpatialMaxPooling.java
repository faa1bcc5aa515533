package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Takes the largest number of each window.
 *
 * <pre>y[c][i][j] = max over k, l of x[c][i dH - padH + k][j dW - padW + l]</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [C, P, Q]} or {@code [N, C, P, Q]} with
 * {@code P = floor((H + 2 padH - kH) / dH) + 1}, rounded up after {@link #ceil()}, and Q in the same way. What lies outside the image does
 * not count. The gradient goes to the first of several largest numbers.
 *
 * <p>State: where the largest numbers are, {@link #indices()}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialMaxPooling">Torch manual: SpatialMaxPooling</a>
 */
public final class SpatialMaxPooling extends SpatialPooling {
    private Tensor indices = new Tensor(ElementType.LONG);

    /** Windows of {@code kW} times {@code kH}, side by side. */
    public SpatialMaxPooling(int kW, int kH) {
        this(kW, kH, null, null);
    }

    /** Windows {@code dW} and {@code dH} apart; side by side if null. */
    public SpatialMaxPooling(int kW, int kH, @Nullable Integer dW, @Nullable Integer dH) {
        this(kW, kH, dW, dH, null, null);
    }

    /** With {@code padW} places more on the left and on the right and {@code padH} above and below, 0 if null. */
    public SpatialMaxPooling(
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH) {
        super(WindowArguments.of(
                "SpatialMaxPooling",
                kW,
                kH,
                WindowArguments.or(dW, kW),
                WindowArguments.or(dH, kH),
                WindowArguments.or(padW, 0),
                WindowArguments.or(padH, 0)));
    }

    @Override
    void compute(Tensor x, Tensor output) {
        indices.resizeAs(output);
        Kernels.get().maxPool(windows(), x, output, indices);
    }

    @Override
    void checkState(Tensor gradOutput) {
        Tensor output = lastOutput().toTensor();
        if (!gradOutput.isSameSizeAs(output)) {
            throw expected("gradOutput of size " + output.describeSizes() + " as the last output has", gradOutput);
        }
    }

    @Override
    void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().maxPoolBack(windows(), gradOutput, indices, gradInput);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        indices = fields.buffer("indices", indices);
    }

    /** Where in its plane each number of the last output was, counted from 1 and row by row: longs in the sizes of the output. */
    public Tensor indices() {
        return output() == null ? indices : indices.viewAs(lastOutput().toTensor());
    }
}
