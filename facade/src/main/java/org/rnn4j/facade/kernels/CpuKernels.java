package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/** Kernels over plain memory: BLAS for products, Java loops for the rest. */
final class CpuKernels implements Kernels {
    @Override
    public void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c) {
        throw new UnsupportedOperationException("gemm");
    }

    @Override
    public void copy(View x, View y) {
        throw new UnsupportedOperationException("copy");
    }

    @Override
    public void fill(View x, double value) {
        throw new UnsupportedOperationException("fill");
    }

    @Override
    public void scale(View x, double factor) {
        throw new UnsupportedOperationException("scale");
    }

    @Override
    public void axpy(double alpha, View x, View y) {
        throw new UnsupportedOperationException("axpy");
    }

    @Override
    public void multiply(View x, View y, View z) {
        throw new UnsupportedOperationException("multiply");
    }

    @Override
    public void setRows(View row, View matrix) {
        throw new UnsupportedOperationException("setRows");
    }

    @Override
    public void addColumnSums(double alpha, View matrix, View row) {
        throw new UnsupportedOperationException("addColumnSums");
    }

    @Override
    public void gatherRows(View table, View indices, long base, View rows) {
        throw new UnsupportedOperationException("gatherRows");
    }

    @Override
    public void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        throw new UnsupportedOperationException("scatterAddRows");
    }

    @Override
    public void transfer(Transfer function, View x, View y) {
        throw new UnsupportedOperationException("transfer");
    }

    @Override
    public void transferBackward(Transfer function, View y, View gradY, View gradX) {
        throw new UnsupportedOperationException("transferBackward");
    }

    @Override
    public void logSoftMax(View x, View y) {
        throw new UnsupportedOperationException("logSoftMax");
    }

    @Override
    public void logSoftMaxBackward(View y, View gradY, View gradX) {
        throw new UnsupportedOperationException("logSoftMaxBackward");
    }

    @Override
    public void rowNorms(View matrix, View norms) {
        throw new UnsupportedOperationException("rowNorms");
    }

    @Override
    public void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden) {
        throw new UnsupportedOperationException("lstmStep");
    }

    @Override
    public void lstmStepBackward(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View gradHidden,
            View gradCell,
            View gradGates,
            @Nullable View gradPeepholes,
            double scale) {
        throw new UnsupportedOperationException("lstmStepBackward");
    }
}
