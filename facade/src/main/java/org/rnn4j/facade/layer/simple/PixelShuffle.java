package org.rnn4j.facade.layer.simple;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Makes images larger by making pixels of channels.
 *
 * <p>Input: {@code [C r r, H, W]}, or {@code [N, C r r, H, W]} for a batch. Output: {@code [C, H r, W r]}, or {@code [N, C, H r, W r]}.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/simple.md#nn.PixelShuffle">Torch manual: PixelShuffle</a>
 * @see <a href="https://arxiv.org/abs/1609.05158">W. Shi and others: Real-Time Single Image and Video Super-Resolution, 2016</a>
 */
public final class PixelShuffle extends Module {
    private final int upscaleFactor;

    /** Makes images {@code upscaleFactor} (r) times as high and as wide. */
    public PixelShuffle(int upscaleFactor) {
        if (upscaleFactor < 1) {
            throw new IllegalArgumentException("PixelShuffle: expected a positive factor, got " + upscaleFactor);
        }
        this.upscaleFactor = upscaleFactor;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor x = operand("input", input);
        Tensor output = outputBuffer().resize(sizes(checked(x)));
        large(output, x).copy(small(x));
        return output;
    }

    @Override
    public Tensor updateGradInput(Activity input, Activity gradOutput) {
        Tensor x = operand("input", input);
        long[] sizes = sizes(checked(x));
        Tensor gradient = operand("gradOutput", gradOutput);
        if (!gradient.isSize(sizes)) {
            throw expected("gradOutput of the size of the output for input " + x.describeSizes(), gradOutput);
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        small(gradInput).copy(large(gradient, x));
        return gradInput;
    }

    /** {@code [N C, H, r, W, r]} of what is {@code [N, C r r, H, W]}. */
    private Tensor small(Tensor x) {
        int r = upscaleFactor;
        int last = x.dim();
        return x.view(-1, r, r, x.size(last - 1), x.size(last)).permute(1, 4, 2, 5, 3);
    }

    /** The same of what is {@code [N, C, H r, W r]}. */
    private Tensor large(Tensor image, Tensor x) {
        int r = upscaleFactor;
        int last = x.dim();
        return image.view(-1, x.size(last - 1), r, x.size(last), r);
    }

    private long[] sizes(Tensor x) {
        long[] sizes = x.size();
        int last = sizes.length - 1;
        sizes[last - 2] /= (long) upscaleFactor * upscaleFactor;
        sizes[last - 1] *= upscaleFactor;
        sizes[last] *= upscaleFactor;
        return sizes;
    }

    private Tensor checked(Tensor x) {
        long square = (long) upscaleFactor * upscaleFactor;
        if (x.dim() < 3 || x.dim() > 4 || x.size(x.dim() - 2) % square != 0) {
            throw expected("images with a multiple of " + square + " channels, in 3 or 4 dimensions, as input", x);
        }
        return x;
    }
}
