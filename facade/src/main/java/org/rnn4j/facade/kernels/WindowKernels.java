package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The chapter of {@link Kernels} about windows over images: convolutions, of which the gradients are convolutions, too, and pooling.
 *
 * <p>Images are contiguous, {@code x} of {@code [N, C, H, W]} and {@code y} of {@code [N, O, P, Q]} with a window for each of P times Q places;
 * the sizes say how many windows there are. Weights have O rows of C times the places of a window, in any contiguous sizes.
 */
public interface WindowKernels {
    /**
     * {@code y[n][o] = bias[o] + (sum over the channels c and the places k of a window of weight[o][c][k] x[n][c] there)}.
     *
     * @param bias O numbers, or null for zeros
     */
    void convolve(Windows windows, View x, View weight, @Nullable View bias, View y);

    /**
     * The other way round: every {@code y[n][o]} times {@code weight[o][c][k]} is added up where place k of its window is in channel c of
     * {@code x}, which is overwritten. That is the gradient of {@link #convolve} with respect to x, given that of y.
     *
     * @param bias C numbers that are added, or null for zeros
     */
    void convolveBack(Windows windows, View y, View weight, @Nullable View bias, View x);

    /**
     * {@code y[n][c]} is the largest number that each window sees in {@code x[n][c]}, of as many channels.
     *
     * @param places longs in the sizes of y: where in the plane that number is, the first one if there are several, counted from 1 and row by row; 0 if there is
     *     none
     */
    void maxPool(Windows windows, View x, View y, View places);

    /** The gradient of {@link #maxPool} with respect to x, which is overwritten. */
    void maxPoolBack(Windows windows, View gradY, View places, View gradX);

    /**
     * {@code y[n][c]} is the sum of the numbers that each window sees in {@code x[n][c]}, of as many channels, divided by {@code divisor}. Dilations
     * are 1.
     */
    void averagePool(Windows windows, PoolDivisor divisor, View x, View y);

    /** The gradient of {@link #averagePool} with respect to x, which is overwritten. */
    void averagePoolBack(Windows windows, PoolDivisor divisor, View gradY, View gradX);

    /** {@code gradWeight = gradWeight + scale (gradient of convolve with respect to the weight)}. */
    void addConvolutionGradient(Windows windows, double scale, View x, View gradY, View gradWeight);
}
