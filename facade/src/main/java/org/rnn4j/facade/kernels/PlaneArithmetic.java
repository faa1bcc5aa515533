package org.rnn4j.facade.kernels;

/** {@link Arithmetic} with planes of images: {@link PlaneKernels} for {@code count} planes of all images, from plane {@code first} on. */
interface PlaneArithmetic {
    void addSums(double alpha, Planes x, Run sums, int first, int count);

    void moments(Planes x, Run means, Run variances, int first, int count);

    void addProducts(double alpha, Planes x, Run means, Planes y, Run sums, int first, int count);

    void scale(Planes x, Run means, Run factors, Run shifts, Planes y, int first, int count);

    void combine(Planes x, Run means, Run factorsX, Planes y, Run factorsY, Run shifts, Planes z, int first, int count);
}
