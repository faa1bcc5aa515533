package org.rnn4j.facade.layer.convolution;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.WindowAxis;
import org.rnn4j.facade.kernels.Windows;

/** Windows over an image as constructors are told them, with Torch's names: width and height, steps, padding on every side. */
record WindowArguments(int kW, int kH, int dW, int dH, int padW, int padH) {
    /** Checks the numbers on behalf of the module {@code who}. */
    static WindowArguments of(String who, int kW, int kH, int dW, int dH, int padW, int padH) {
        if (kW < 1 || kH < 1) {
            throw new IllegalArgumentException(who + ": expected a window of at least 1x1, got " + kW + "x" + kH);
        }
        if (dW < 1 || dH < 1) {
            throw new IllegalArgumentException(who + ": expected positive steps, got " + dW + "," + dH);
        }
        if (padW < 0 || padH < 0) {
            throw new IllegalArgumentException(who + ": expected padding of at least 0, got " + padW + "," + padH);
        }
        return new WindowArguments(kW, kH, dW, dH, padW, padH);
    }

    /** Those of a convolution, where steps are 1, padding is 0, and {@code padH} is {@code padW} if left out. */
    static WindowArguments ofConvolution(
            String who,
            int kW,
            int kH,
            @Nullable Integer dW,
            @Nullable Integer dH,
            @Nullable Integer padW,
            @Nullable Integer padH) {
        int across = or(padW, 0);
        return of(who, kW, kH, or(dW, 1), or(dH, 1), across, or(padH, across));
    }

    /** {@code value}, or what it is if left out. */
    static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    Windows windows() {
        return windows(1, 1);
    }

    Windows windows(int dilationW, int dilationH) {
        return new Windows(new WindowAxis(kH, dH, padH, dilationH), new WindowAxis(kW, dW, padW, dilationW));
    }

    boolean isPadded() {
        return padW > 0 || padH > 0;
    }

    /** {@code 3x2}, and behind it steps and padding, both or the latter left out if it is plain. */
    String describe() {
        boolean plain = dW == 1 && dH == 1 && !isPadded();
        return kW + "x" + kH + (plain ? "" : ", " + dW + "," + dH) + describePadding();
    }

    /** The same with the steps in any case. */
    String describeWithSteps() {
        return kW + "x" + kH + ", " + dW + "," + dH + describePadding();
    }

    private String describePadding() {
        return isPadded() ? ", " + padW + "," + padH : "";
    }
}
