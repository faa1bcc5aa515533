package org.rnn4j.facade.layer.convolution;

import org.rnn4j.facade.module.Complaining;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** What modules over sequences of frames ask: frames of D numbers, {@code [T, D]}, or batches of such sequences, {@code [N, T, D]}. */
final class Frames {
    private Frames() {}

    /** Checks windows over frames on behalf of the module {@code who}. */
    static void checkWindows(String who, int kW, int dW) {
        if (kW < 1 || dW < 1) {
            throw new IllegalArgumentException(
                    who + ": expected a window of at least 1 frame and a positive step, got " + kW + " and " + dW);
        }
    }

    /** {@code input} as kernels take it, one sequence or a batch, of at least {@code kW} frames. */
    static Tensor operand(Complaining who, Activity input, int kW) {
        Tensor x = Failures.operand(who, "input", input);
        if (x.dim() != 2 && x.dim() != 3) {
            throw Failures.expected(who, "a sequence of size [T, D] or a batch of them as input", input);
        }
        return longEnough(who, x, kW);
    }

    static Tensor longEnough(Complaining who, Tensor x, int kW) {
        if (x.size(x.dim() - 1) < kW) {
            throw Failures.expected(who, "input of at least " + kW + " frames", x);
        }
        return x;
    }

    /** The sizes of {@code frames} frames of {@code size} numbers, in front of them that of the batch if {@code x} is one. */
    static long[] sizes(Tensor x, long frames, long size) {
        return x.dim() == 2 ? new long[] {frames, size} : new long[] {x.size(1), frames, size};
    }

    /** How many windows there are over the frames of {@code x}. */
    static long count(Tensor x, int kW, int dW) {
        return (x.size(x.dim() - 1) - kW) / dW + 1;
    }

    /** A sequence as a batch of one, a batch as it is. */
    static Tensor batch(Tensor frames) {
        return frames.dim() == 3 ? frames : frames.view(1, frames.size(1), frames.size(2));
    }

    /** What is at place {@code k}, from 1, of each window over the batch: a view, {@code [N, windows, D]}. */
    static Tensor place(Tensor batch, int kW, int dW, int k) {
        return batch.unfold(2, kW, dW).select(4, k);
    }
}
