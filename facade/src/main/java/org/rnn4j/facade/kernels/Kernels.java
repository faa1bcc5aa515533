package org.rnn4j.facade.kernels;

/**
 * The arithmetic that modules are made of, over {@link View}s of float or double (all views of one call have the same type): element by element, with
 * matrices, for the steps of recurrent cells, with windows over images, with planes of images, and for the
 * steps of optimisers, one chapter each.
 *
 * <p>A view of one dimension counts as a single row. Matrices may have any distance between rows and may be transposed views (one
 * of the two steps is 1); views that are called <i>rows</i> or <i>elements</i> in the chapters must be contiguous. Results never overlap
 * operands unless the method says so. Sizes are checked by the callers, which know the names to put into a message; kernels only guard
 * the memory.
 *
 * <p>{@link #get()} is chosen once: {@link CpuKernels} on a CPU, {@link Nd4jKernels} on every other backend or if the system property
 * {@code rnn4j.kernels} is {@code nd4j}. At that moment ND4J and its BLAS are set to one thread each; the system property
 * {@code rnn4j.threads} says how many threads of ours share a large kernel, as many as there are processors without it.
 */
public interface Kernels
        extends ElementKernels, MatrixKernels, CellKernels, WindowKernels, PlaneKernels, UpdateKernels {
    /** The kernels of this process. */
    static Kernels get() {
        return KernelChoice.CHOSEN;
    }
}
