package org.rnn4j.facade.kernels;

/** The chapter of {@link Kernels} that goes element by element: views of the same number of elements, of any layout. */
public interface ElementKernels {
    /** {@code y = x}, element by element, y of the same type as x. */
    void copy(View x, View y);

    /** {@code x = value} for every element. */
    void fill(View x, double value);

    /** {@code x = factor x}. */
    void scale(View x, double factor);

    /** {@code y = y + alpha x}, element by element; the product fused with the sum where both are neighbours in double. */
    void axpy(double alpha, View x, View y);

    /**
     * Up to so many products are added up one after the other, each fused with the sum before it. Torch's line searches show that. BLAS
     * does so, too, but fuses on some processors only.
     */
    int SHORT = 31;

    /** The sum of {@code x y} over all elements: in order and fused up to {@link #SHORT} neighbours, else in double. */
    double dot(View x, View y);

    /** {@code z = x y}, element by element; z may be x or y. */
    void multiply(View x, View y, View z);

    /** {@code y = f(x)}; y may be x. */
    void transfer(Transfer function, View x, View y);

    /** {@code gradX = gradY f'(x)}, with {@code f'} computed from {@code y = f(x)}; gradX may be gradY. */
    void transferBackward(Transfer function, View y, View gradY, View gradX);
}
