package org.rnn4j.facade.layer.convolution;

import java.util.Arrays;
import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What modules over images ask: planes of numbers, {@code [C, H, W]}, or batches of them, {@code [N, C, H, W]}. */
final class Images {
    private Images() {}

    /** {@code input} as kernels take it, one image or a batch. */
    static Tensor operand(Complaining who, Activity input) {
        Tensor x = Failures.operand(who, "input", input);
        if (x.dim() != 3 && x.dim() != 4) {
            throw Failures.expected(who, "an image of size [C, H, W] or a batch of them as input", input);
        }
        return x;
    }

    /** {@code gradOutput} as kernels take it, if it has these sizes. */
    static Tensor gradient(Complaining who, Tensor x, Activity gradOutput, long... sizes) {
        Tensor gradient = Failures.operand(who, "gradOutput", gradOutput);
        if (!gradient.isSize(sizes)) {
            throw Failures.expected(
                    who,
                    "gradOutput of size " + Arrays.toString(sizes) + " for input " + x.describeSizes(),
                    gradOutput);
        }
        return gradient;
    }

    /** The sizes of an image, in front of them that of the batch if {@code x} is one. */
    static long[] sizes(Tensor x, long planes, long height, long width) {
        return x.dim() == 3 ? new long[] {planes, height, width} : new long[] {x.size(1), planes, height, width};
    }

    /** An image as a batch of one, a batch as it is. */
    static Tensor batch(Tensor images) {
        return images.dim() == 4 ? images : images.view(1, images.size(1), images.size(2), images.size(3));
    }

    static long planes(Tensor images) {
        return images.size(images.dim() - 2);
    }

    static long height(Tensor images) {
        return images.size(images.dim() - 1);
    }

    static long width(Tensor images) {
        return images.size(images.dim());
    }
}
