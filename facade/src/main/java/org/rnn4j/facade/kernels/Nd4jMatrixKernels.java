package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What {@link Nd4jKernels} does with matrices. */
interface Nd4jMatrixKernels extends MatrixKernels {
    @Override
    default void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c) {
        // ND4J's products want operands without gaps.
        INDArray left = (transposeA ? Nd4jArrays.rows(a).transpose() : Nd4jArrays.rows(a)).dup('c');
        INDArray right = (transposeB ? Nd4jArrays.rows(b).transpose() : Nd4jArrays.rows(b)).dup('c');
        INDArray product = left.mmul(right).muli(alpha);
        INDArray result = Nd4jArrays.array(Matrix.ofResult("gemm", c));
        if (beta == 0) {
            result.assign(product);
        } else {
            result.muli(beta).addi(product);
        }
    }

    @Override
    default void setRows(View row, View matrix) {
        Nd4jArrays.array(Matrix.ofResult("setRows", matrix)).assign(0).addiRowVector(Nd4jArrays.rows(row));
    }

    @Override
    default void addColumnSums(double alpha, View matrix, View row) {
        Nd4jArrays.rows(row).addi(Nd4jArrays.rows(matrix).sum(true, 0).muli(alpha));
    }

    @Override
    default void gatherRows(View table, View indices, long base, View rows) {
        Matrix from = Matrix.of("gatherRows", table);
        Matrix to = Matrix.ofResult("gatherRows", rows);
        for (int i = 0; i < to.rows(); i++) {
            Nd4jArrays.array(to.rows(i, 1)).assign(Nd4jArrays.operand(from.rows(index(indices, i, base), 1)));
        }
    }

    @Override
    default void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        Matrix from = Matrix.of("scatterAddRows", rows);
        Matrix to = Matrix.ofResult("scatterAddRows", table);
        for (int i = 0; i < from.rows(); i++) {
            Nd4jArrays.array(to.rows(index(indices, i, base), 1))
                    .addi(Nd4jArrays.operand(from.rows(i, 1)).mul(alpha));
        }
    }

    private static int index(View indices, int position, long base) {
        return Math.toIntExact(indices.storage().getLong(indices.offset() + position) - base);
    }

    @Override
    default void axpyRows(View factors, View x, View y) {
        INDArray target = Nd4jArrays.array(Matrix.ofResult("axpyRows", y));
        INDArray column = Nd4jArrays.operand(factors).reshape('c', new long[] {target.rows(), 1});
        target.addi(Nd4jArrays.rows(x).mulColumnVector(column));
    }

    @Override
    default void rowNorms(View matrix, View norms) {
        INDArray norm = Nd4jArrays.rows(matrix).norm2(1);
        Nd4jArrays.result("rowNorms", norms).assign(norm.reshape(Nd4jArrays.sizes(norms)));
    }

    @Override
    default void logSoftMax(View x, View y) {
        INDArray values = Nd4jArrays.rows(x);
        INDArray shifted = values.subColumnVector(values.max(true, 1));
        INDArray logSums = Transforms.log(Transforms.exp(shifted, true).sum(true, 1), false);
        Nd4jArrays.array(Matrix.ofResult("logSoftMax", y)).assign(shifted.subiColumnVector(logSums));
    }

    @Override
    default void logSoftMaxBackward(View y, View gradY, View gradX) {
        INDArray gradient = Nd4jArrays.rows(gradY);
        INDArray parts = Transforms.exp(Nd4jArrays.rows(y), true).muliColumnVector(gradient.sum(true, 1));
        Nd4jArrays.array(Matrix.ofResult("logSoftMaxBackward", gradX)).assign(gradient.sub(parts));
    }
}
