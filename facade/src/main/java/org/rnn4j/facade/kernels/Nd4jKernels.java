package org.rnn4j.facade.kernels;

/**
 * Kernels in ND4J operations: they run on every backend, and say in one line each what {@link CpuKernels} does in many. Intermediate results
 * are new arrays.
 */
final class Nd4jKernels
        implements Kernels,
                Nd4jElementKernels,
                Nd4jMatrixKernels,
                Nd4jCellKernels,
                Nd4jWindowKernels,
                Nd4jPlaneKernels,
                Nd4jUpdateKernels {}
