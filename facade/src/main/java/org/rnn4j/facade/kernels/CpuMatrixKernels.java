package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;

/** What {@link CpuKernels} does with matrices. */
interface CpuMatrixKernels extends CpuChapter, MatrixKernels {
    @Override
    default void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c) {
        Operands.sameType("gemm", a, b);
        Operands.sameType("gemm", a, c);
        Matrix left = transposeA ? Matrix.of("gemm", a).transpose() : Matrix.of("gemm", a);
        Matrix right = transposeB ? Matrix.of("gemm", b).transpose() : Matrix.of("gemm", b);
        Product.compute(sharing().workers(), alpha, left, right, beta, Matrix.ofResult("gemm", c));
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }

    @Override
    default void setRows(View row, View matrix) {
        Operands.sameType("setRows", row, matrix);
        Matrix rows = Matrix.ofResult("setRows", matrix);
        Run from = Operands.elements("setRows", row, rows.columns());
        sharing().rows(rows.rows(), rows.columns() / Sharing.COPIES_PER_TRANSFER, (first, count) -> {
            Arithmetic arithmetic = Arithmetic.of("setRows", row);
            for (int r = first; r < first + count; r++) {
                arithmetic.copy(from, rows.row(r), rows.columns());
            }
        });
    }

    @Override
    default void addColumnSums(double alpha, View matrix, View row) {
        Operands.sameType("addColumnSums", matrix, row);
        Matrix rows = Matrix.of("addColumnSums", matrix);
        Run sums = Operands.elements("addColumnSums", row, rows.columns());
        sharing()
                .rows(
                        rows.columns(),
                        rows.rows() / Sharing.COPIES_PER_TRANSFER,
                        (first, count) -> Arithmetic.of("addColumnSums", matrix)
                                .addColumnSums(alpha, rows.columns(first, count), sums.part(first)));
    }

    @Override
    default void gatherRows(View table, View indices, long base, View rows) {
        Operands.sameType("gatherRows", table, rows);
        Arithmetic arithmetic = Arithmetic.of("gatherRows", table);
        Matrix from = Matrix.of("gatherRows", table);
        Matrix to = Matrix.ofResult("gatherRows", rows);
        Run index = Operands.elements("gatherRows", indices, to.rows());
        Operands.sameColumns("gatherRows", from, to);
        for (int r = 0; r < to.rows(); r++) {
            arithmetic.copy(from.row(row("gatherRows", index, r, base, from)), to.row(r), to.columns());
        }
    }

    @Override
    default void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        Operands.sameType("scatterAddRows", rows, table);
        Blas blas = Arithmetic.of("scatterAddRows", rows).blas();
        Matrix from = Matrix.of("scatterAddRows", rows);
        Matrix to = Matrix.ofResult("scatterAddRows", table);
        Run index = Operands.elements("scatterAddRows", indices, from.rows());
        Operands.sameColumns("scatterAddRows", from, to);
        for (int r = 0; r < from.rows(); r++) {
            blas.axpy(from.columns(), alpha, from.row(r), to.row(row("scatterAddRows", index, r, base, to)));
        }
    }

    private static int row(String kernel, Run indices, int position, long base, Matrix table) {
        long row = indices.storage.getLong(indices.offset + position) - base;
        if (row < 0 || row >= table.rows()) {
            throw new IndexOutOfBoundsException(
                    kernel + ": expected a row from 0 to " + (table.rows() - 1) + ", got " + row);
        }
        return (int) row;
    }

    @Override
    default void axpyRows(View factors, View x, View y) {
        Operands.sameType("axpyRows", x, factors);
        Operands.sameType("axpyRows", x, y);
        Blas blas = Arithmetic.of("axpyRows", x).blas();
        Matrix from = Matrix.of("axpyRows", x);
        Matrix to = Matrix.ofResult("axpyRows", y);
        Run factor = Operands.elements("axpyRows", factors, from.rows());
        Operands.sameSize("axpyRows", from, to);
        for (int r = 0; r < from.rows(); r++) {
            blas.axpy(from.columns(), factor.storage.getDouble(factor.offset + r), from.row(r), to.row(r));
        }
    }

    @Override
    default void rowNorms(View matrix, View norms) {
        Operands.sameType("rowNorms", matrix, norms);
        Arithmetic arithmetic = Arithmetic.of("rowNorms", matrix);
        Matrix from = Matrix.of("rowNorms", matrix);
        Run to = Operands.elements("rowNorms", norms, from.rows());
        for (int r = 0; r < from.rows(); r++) {
            to.storage.putDouble(to.offset + r, arithmetic.norm(from.row(r), from.columns()));
        }
    }

    @Override
    default void logSoftMax(View x, View y) {
        Operands.sameType("logSoftMax", x, y);
        Matrix from = Matrix.of("logSoftMax", x);
        Matrix to = Matrix.ofResult("logSoftMax", y);
        Operands.sameSize("logSoftMax", from, to);
        sharing().rows(from.rows(), from.columns(), (first, count) -> {
            Arithmetic arithmetic = Arithmetic.of("logSoftMax", x);
            for (int r = first; r < first + count; r++) {
                arithmetic.logSoftMax(from.row(r), to.row(r), from.columns());
            }
        });
    }

    @Override
    default void logSoftMaxBackward(View y, View gradY, View gradX) {
        Operands.sameType("logSoftMaxBackward", y, gradY);
        Operands.sameType("logSoftMaxBackward", y, gradX);
        Matrix values = Matrix.of("logSoftMaxBackward", y);
        Matrix from = Matrix.of("logSoftMaxBackward", gradY);
        Matrix to = Matrix.ofResult("logSoftMaxBackward", gradX);
        Operands.sameSize("logSoftMaxBackward", values, from);
        Operands.sameSize("logSoftMaxBackward", values, to);
        sharing().rows(values.rows(), values.columns(), (first, count) -> {
            Arithmetic arithmetic = Arithmetic.of("logSoftMaxBackward", y);
            for (int r = first; r < first + count; r++) {
                arithmetic.logSoftMaxBackward(values.row(r), from.row(r), to.row(r), values.columns());
            }
        });
    }
}
