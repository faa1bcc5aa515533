package org.rnn4j.facade.kernels;

/** The chapter of {@link Kernels} about contiguous images {@code [N, C, H, W]}, plane by plane. */
public interface PlaneKernels {
    /** {@code sums[c] = sums[c] + alpha (sum of all x[n][c])}. */
    void addPlaneSums(double alpha, View x, View sums);
}
