package org.rnn4j.facade.kernels;

/** Kernels over plain memory: BLAS for products, Java loops for the rest, large ones shared among threads. */
final class CpuKernels
        implements Kernels,
                CpuElementKernels,
                CpuMatrixKernels,
                CpuCellKernels,
                CpuWindowKernels,
                CpuPlaneKernels,
                CpuUpdateKernels {
    private final Sharing sharing;

    CpuKernels(Workers workers) {
        sharing = new Sharing(workers);
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }
}
