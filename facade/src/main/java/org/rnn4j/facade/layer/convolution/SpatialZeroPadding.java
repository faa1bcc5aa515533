package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Puts zeros around images, or takes something away where there are to be less than none.
 *
 * <p>Input: {@code [C, H, W]} or {@code [N, C, H, W]}. Output: {@code [C, H + top + bottom, W + left + right]} or a batch of those.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/convolution.md#nn.SpatialZeroPadding">Torch manual: SpatialZeroPadding</a>
 */
public final class SpatialZeroPadding extends ImageModule {
    private final int left;
    private final int right;
    private final int top;
    private final int bottom;

    /** As many zeros on every side. */
    public SpatialZeroPadding(int left) {
        this(left, null, null, null);
    }

    /** So many columns and rows of zeros on each side, {@code left} where null; negative ones take away. */
    public SpatialZeroPadding(int left, @Nullable Integer right, @Nullable Integer top, @Nullable Integer bottom) {
        this.left = left;
        this.right = WindowArguments.or(right, left);
        this.top = WindowArguments.or(top, left);
        this.bottom = WindowArguments.or(bottom, left);
    }

    @Override
    long[] outputSizes(Tensor x) {
        long height = Images.height(x);
        long width = Images.width(x);
        if (kept(height, top, bottom) < 1 || kept(width, left, right) < 1) {
            throw expected("input of which something is left", x);
        }
        return Images.sizes(x, Images.planes(x), height + top + bottom, width + left + right);
    }

    private static long kept(long extent, int before, int after) {
        return extent + Math.min(0, before) + Math.min(0, after);
    }

    @Override
    void compute(Tensor x, Tensor output) {
        output.zero();
        Kernels.get().copy(inside(x, -1, x), inside(output, 1, x));
    }

    @Override
    void computeGradient(Tensor x, Tensor gradOutput, Tensor gradInput) {
        gradInput.zero();
        Kernels.get().copy(inside(gradOutput, 1, x), inside(gradInput, -1, x));
    }

    /** What input and output have in common, in either: the padding of one is less than none of the other. */
    private Tensor inside(Tensor images, int sign, Tensor x) {
        return images.narrow(3, 1 + Math.max(0, sign * top), kept(x.size(3), top, bottom))
                .narrow(4, 1 + Math.max(0, sign * left), kept(x.size(4), left, right));
    }

    /** Columns on the left. */
    public int left() {
        return left;
    }

    /** Columns on the right. */
    public int right() {
        return right;
    }

    /** Rows above. */
    public int top() {
        return top;
    }

    /** Rows below. */
    public int bottom() {
        return bottom;
    }

    /** The name and the four sides. */
    @Override
    public String toString() {
        return super.toString() + "(l=" + left + ", r=" + right + ", t=" + top + ", b=" + bottom + ")";
    }
}
