package org.rnn4j.facade.kernels;

/**
 * The chapter of {@link Kernels} about contiguous images {@code [N, C, H, W]}, plane by plane; rows {@code [N, C]} are images whose planes are one number.
 * What belongs to the planes, such as {@code sums}, has C elements.
 */
public interface PlaneKernels {
    /** {@code sums[c] = sums[c] + alpha (sum of all x[n][c])}. */
    void addPlaneSums(double alpha, View x, View sums);

    /** {@code means[c]} and {@code variances[c]} are mean and variance of all {@code x[n][c]}, divided by their number. */
    void planeMoments(View x, View means, View variances);

    /** {@code sums[c] = sums[c] + alpha (sum of all (x[n][c] - means[c]) y[n][c])}. */
    void addPlaneProducts(double alpha, View x, View means, View y, View sums);

    /** {@code y[n][c] = factors[c] (x[n][c] - means[c]) + shifts[c]}; y may be x. */
    void scalePlanes(View x, View means, View factors, View shifts, View y);

    /** {@code z[n][c] = factorsX[c] (x[n][c] - means[c]) + factorsY[c] y[n][c] + shifts[c]}; z may be x or y. */
    void combinePlanes(View x, View means, View factorsX, View y, View factorsY, View shifts, View z);
}
