package org.rnn4j.facade.layer.convolution;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.PoolDivisor;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Makes a square of each number.
 *
 * <pre>y[c][i][j] = x[c][floor(i / s)][floor(j / s)]</pre>
 *
 * Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [C, s H, s W]} or {@code [N, C, s H, s W]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialUpSamplingNearest">Torch manual: SpatialUpSamplingNearest</a>
 */
public final class SpatialUpSamplingNearest extends ImageModule {
    private final int scale;

    /** Squares of {@code scale} (s) times {@code scale} numbers. */
    public SpatialUpSamplingNearest(int scale) {
        if (scale < 1) {
            throw new IllegalArgumentException("SpatialUpSamplingNearest: expected a positive scale, got " + scale);
        }
        this.scale = scale;
    }

    /** The squares of the output: the gradient is their sums, and what goes back from sums is the output. */
    private Windows squares() {
        WindowAxis side = new WindowAxis(scale, scale, 0, 1);
        return new Windows(side, side);
    }

    @Override
    long[] outputSizes(Tensor x) {
        // Torch makes such a module, too, and refuses to run it.
        if (scale == 1) {
            throw expected("a scale of 2 or more", x);
        }
        return Images.sizes(x, Images.planes(x), scale * Images.height(x), scale * Images.width(x));
    }

    @Override
    void compute(Tensor x, Tensor output) {
        Kernels.get().averagePoolBack(squares(), PoolDivisor.ONE, x, output);
    }

    @Override
    void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        Kernels.get().averagePool(squares(), PoolDivisor.ONE, gradOutput, gradInput);
    }

    /** How many numbers wide and high a square is. */
    public int scale() {
        return scale;
    }
}
