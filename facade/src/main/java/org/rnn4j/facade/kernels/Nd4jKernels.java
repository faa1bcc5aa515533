package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Kernels in ND4J operations: they run on every backend, and say in one line each what {@link CpuKernels} does in many. Intermediate results
 * are new arrays.
 */
final class Nd4jKernels implements Kernels {
    @Override
    public void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c) {
        // ND4J's products want operands without gaps.
        INDArray left = (transposeA ? rows(a).transpose() : rows(a)).dup('c');
        INDArray right = (transposeB ? rows(b).transpose() : rows(b)).dup('c');
        INDArray product = left.mmul(right).muli(alpha);
        INDArray result = rows(c);
        if (beta == 0) {
            result.assign(product);
        } else {
            result.muli(beta).addi(product);
        }
    }

    @Override
    public void copy(View x, View y) {
        y.array().assign(like(y, x));
    }

    @Override
    public void fill(View x, double value) {
        x.array().assign(value);
    }

    @Override
    public void scale(View x, double factor) {
        x.array().muli(factor);
    }

    @Override
    public void axpy(double alpha, View x, View y) {
        y.array().addi(like(y, x).mul(alpha));
    }

    @Override
    public void multiply(View x, View y, View z) {
        z.array().assign(like(z, x).mul(like(z, y)));
    }

    @Override
    public void setRows(View row, View matrix) {
        rows(matrix).assign(0).addiRowVector(rows(row));
    }

    @Override
    public void addColumnSums(double alpha, View matrix, View row) {
        rows(row).addi(rows(matrix).sum(true, 0).muli(alpha));
    }

    @Override
    public void gatherRows(View table, View indices, long base, View rows) {
        Matrix from = Matrix.of("gatherRows", table);
        Matrix to = Matrix.of("gatherRows", rows);
        for (int i = 0; i < to.rows(); i++) {
            array(to.rows(i, 1)).assign(array(from.rows(index(indices, i, base), 1)));
        }
    }

    @Override
    public void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        Matrix from = Matrix.of("scatterAddRows", rows);
        Matrix to = Matrix.of("scatterAddRows", table);
        for (int i = 0; i < from.rows(); i++) {
            array(to.rows(index(indices, i, base), 1))
                    .addi(array(from.rows(i, 1)).mul(alpha));
        }
    }

    private static int index(View indices, int position, long base) {
        return Math.toIntExact(indices.storage().getLong(indices.offset() + position) - base);
    }

    @Override
    public void transfer(Transfer function, View x, View y) {
        INDArray values = like(y, x);
        y.array()
                .assign(
                        switch (function) {
                            case SIGMOID -> Transforms.sigmoid(values, true);
                            case TANH -> Transforms.tanh(values, true);
                            case RELU -> Transforms.relu(values, true);
                        });
    }

    @Override
    public void transferBackward(Transfer function, View y, View gradY, View gradX) {
        INDArray values = like(gradX, y);
        INDArray derivative = switch (function) {
            case SIGMOID -> sigmoidDerivative(values);
            case TANH -> tanhDerivative(values);
            case RELU -> values.gt(0).castTo(values.dataType());
        };
        gradX.array().assign(derivative.muli(like(gradX, gradY)));
    }

    private static INDArray sigmoidDerivative(INDArray y) {
        return y.rsub(1).muli(y);
    }

    private static INDArray tanhDerivative(INDArray y) {
        return y.mul(y).rsubi(1);
    }

    @Override
    public void logSoftMax(View x, View y) {
        INDArray values = rows(x);
        INDArray shifted = values.subColumnVector(values.max(true, 1));
        INDArray logSums = Transforms.log(Transforms.exp(shifted, true).sum(true, 1), false);
        rows(y).assign(shifted.subiColumnVector(logSums));
    }

    @Override
    public void logSoftMaxBackward(View y, View gradY, View gradX) {
        INDArray gradient = rows(gradY);
        INDArray parts = Transforms.exp(rows(y), true).muliColumnVector(gradient.sum(true, 1));
        rows(gradX).assign(gradient.sub(parts));
    }

    @Override
    public void axpyRows(View factors, View x, View y) {
        INDArray target = rows(y);
        INDArray column = factors.array().reshape('c', new long[] {target.rows(), 1});
        target.addi(rows(x).mulColumnVector(column));
    }

    @Override
    public void rowNorms(View matrix, View norms) {
        INDArray norm = rows(matrix).norm2(1);
        norms.array().assign(norm.reshape(norms.array().shape()));
    }

    @Override
    public void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden) {
        INDArray next = rows(cell);
        int units = next.columns();
        INDArray i = block(gates, layout.input(), units);
        INDArray f = block(gates, layout.forget(), units);
        INDArray g = block(gates, layout.candidate(), units);
        INDArray o = block(gates, layout.output(), units);
        if (peepholes != null && previousCell != null) {
            i.addi(rows(previousCell).mulRowVector(peephole(peepholes, 0, units)));
            f.addi(rows(previousCell).mulRowVector(peephole(peepholes, 1, units)));
        }
        i.assign(Transforms.sigmoid(i, true));
        f.assign(Transforms.sigmoid(f, true));
        g.assign(Transforms.tanh(g, true));
        next.assign(i.mul(g));
        if (previousCell != null) {
            next.addi(f.mul(rows(previousCell)));
        }
        if (peepholes != null) {
            o.addi(next.mulRowVector(peephole(peepholes, 2, units)));
        }
        o.assign(Transforms.sigmoid(o, true));
        rows(hidden).assign(Transforms.tanh(next, true).muli(o));
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
        INDArray next = rows(cell);
        int units = next.columns();
        INDArray i = block(gates, layout.input(), units).dup();
        INDArray f = block(gates, layout.forget(), units).dup();
        INDArray g = block(gates, layout.candidate(), units).dup();
        INDArray o = block(gates, layout.output(), units).dup();
        INDArray previous = previousCell == null ? next.like() : rows(previousCell);
        INDArray tanh = Transforms.tanh(next, true);
        INDArray gradO = sigmoidDerivative(o).muli(tanh).muli(rows(gradHidden));
        INDArray grad = rows(gradCell);
        grad.addi(tanhDerivative(tanh).muli(o).muli(rows(gradHidden)));
        if (peepholes != null) {
            grad.addi(gradO.mulRowVector(peephole(peepholes, 2, units)));
        }
        INDArray gradI = sigmoidDerivative(i).muli(g).muli(grad);
        INDArray gradF = sigmoidDerivative(f).muli(previous).muli(grad);
        INDArray gradG = tanhDerivative(g).muli(i).muli(grad);
        grad.muli(f);
        if (peepholes != null) {
            grad.addi(gradI.mulRowVector(peephole(peepholes, 0, units)));
            grad.addi(gradF.mulRowVector(peephole(peepholes, 1, units)));
        }
        if (gradPeepholes != null) {
            addSums(gradI, previous, scale, peephole(gradPeepholes, 0, units));
            addSums(gradF, previous, scale, peephole(gradPeepholes, 1, units));
            addSums(gradO, next, scale, peephole(gradPeepholes, 2, units));
        }
        block(gradGates, layout.input(), units).assign(gradI);
        block(gradGates, layout.forget(), units).assign(gradF);
        block(gradGates, layout.candidate(), units).assign(gradG);
        block(gradGates, layout.output(), units).assign(gradO);
    }

    private static void addSums(INDArray gradGate, INDArray beside, double scale, INDArray sum) {
        sum.addi(gradGate.mul(beside).sum(true, 0).muli(scale));
    }

    @Override
    public void gruReset(View gates, @Nullable View previous, View resetHidden) {
        INDArray reset = rows(resetHidden);
        int units = reset.columns();
        INDArray r = gruBlock(gates, 0, units);
        INDArray z = gruBlock(gates, 1, units);
        r.assign(Transforms.sigmoid(r, true));
        z.assign(Transforms.sigmoid(z, true));
        reset.assign(previous == null ? reset.like() : r.mul(rows(previous)));
    }

    @Override
    public void gruStep(View gates, @Nullable View previous, View hidden) {
        INDArray next = rows(hidden);
        int units = next.columns();
        INDArray z = gruBlock(gates, 1, units);
        INDArray n = gruBlock(gates, 2, units);
        n.assign(Transforms.tanh(n, true));
        INDArray result = z.rsub(1).muli(n);
        next.assign(previous == null ? result : result.addi(z.mul(rows(previous))));
    }

    @Override
    public void gruStepBackward(
            View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates) {
        INDArray gradient = rows(gradHidden);
        int units = gradient.columns();
        INDArray z = gruBlock(gates, 1, units).dup();
        INDArray n = gruBlock(gates, 2, units).dup();
        INDArray h = previous == null ? gradient.like() : rows(previous);
        gruBlock(gradGates, 1, units).assign(sigmoidDerivative(z).muli(h.sub(n)).muli(gradient));
        gruBlock(gradGates, 2, units).assign(tanhDerivative(n).muli(z.rsub(1)).muli(gradient));
        rows(gradPrevious).assign(z.mul(gradient));
    }

    @Override
    public void gruResetBackward(
            View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates) {
        INDArray gradient = rows(gradResetHidden);
        int units = gradient.columns();
        INDArray r = gruBlock(gates, 0, units).dup();
        INDArray h = previous == null ? gradient.like() : rows(previous);
        gruBlock(gradGates, 0, units).assign(sigmoidDerivative(r).muli(h).muli(gradient));
        rows(gradPrevious).addi(r.mul(gradient));
    }

    /** One of the four blocks in every row of an LSTM's gates, sharing memory. */
    private static INDArray block(View gates, int block, int units) {
        return block(gates, 4, block, units);
    }

    /** One of the three blocks in every row of a GRU's gates, sharing memory. */
    private static INDArray gruBlock(View gates, int block, int units) {
        return block(gates, 3, block, units);
    }

    private static INDArray block(View gates, int blocks, int block, int units) {
        long width = (long) blocks * units;
        int rows = Math.toIntExact(gates.elements() / width);
        return array(new Matrix(gates.storage(), gates.offset() + (long) block * units, rows, units, width, 1));
    }

    /** One of the three peepholes as a row, sharing memory. */
    private static INDArray peephole(View peepholes, int gate, int units) {
        return array(new Matrix(peepholes.storage(), peepholes.offset() + (long) gate * units, 1, units, units, 1));
    }

    /** The view as a matrix, sharing memory. */
    private static INDArray rows(View view) {
        return array(Matrix.of("kernel", view));
    }

    /**
     * An array over the matrix. Parts of matrices are made here, too: {@link INDArray#get} takes some parts of a view that does not
     * start at the beginning of its buffer for empty.
     */
    private static INDArray array(Matrix matrix) {
        return Nd4j.create(
                matrix.storage().buffer(),
                new long[] {matrix.rows(), matrix.columns()},
                new long[] {matrix.rows() == 1 ? matrix.columns() : matrix.rowStep(), matrix.columnStep()},
                matrix.offset(),
                'c');
    }

    /** The elements of {@code x} in the shape of {@code y}. */
    private static INDArray like(View y, View x) {
        return x.array().reshape('c', y.array().shape());
    }
}
