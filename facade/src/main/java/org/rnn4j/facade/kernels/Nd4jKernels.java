package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
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
        INDArray result = array(Matrix.ofResult("gemm", c));
        if (beta == 0) {
            result.assign(product);
        } else {
            result.muli(beta).addi(product);
        }
    }

    @Override
    public void copy(View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        result("copy", y).assign(like(y, x));
    }

    @Override
    public void fill(View x, double value) {
        if (x.elements() == 0) {
            return;
        }
        result("fill", x).assign(value);
    }

    @Override
    public void scale(View x, double factor) {
        if (x.elements() == 0) {
            return;
        }
        result("scale", x).muli(factor);
    }

    @Override
    public void axpy(double alpha, View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        result("axpy", y).addi(like(y, x).mul(alpha));
    }

    @Override
    public void multiply(View x, View y, View z) {
        if (z.elements() == 0) {
            return;
        }
        result("multiply", z).assign(like(z, x).mul(like(z, y)));
    }

    @Override
    public void setRows(View row, View matrix) {
        array(Matrix.ofResult("setRows", matrix)).assign(0).addiRowVector(rows(row));
    }

    @Override
    public void addColumnSums(double alpha, View matrix, View row) {
        rows(row).addi(rows(matrix).sum(true, 0).muli(alpha));
    }

    @Override
    public void gatherRows(View table, View indices, long base, View rows) {
        Matrix from = Matrix.of("gatherRows", table);
        Matrix to = Matrix.ofResult("gatherRows", rows);
        for (int i = 0; i < to.rows(); i++) {
            array(to.rows(i, 1)).assign(operand(from.rows(index(indices, i, base), 1)));
        }
    }

    @Override
    public void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        Matrix from = Matrix.of("scatterAddRows", rows);
        Matrix to = Matrix.ofResult("scatterAddRows", table);
        for (int i = 0; i < from.rows(); i++) {
            array(to.rows(index(indices, i, base), 1))
                    .addi(operand(from.rows(i, 1)).mul(alpha));
        }
    }

    private static int index(View indices, int position, long base) {
        return Math.toIntExact(indices.storage().getLong(indices.offset() + position) - base);
    }

    @Override
    public void transfer(Transfer function, View x, View y) {
        if (y.elements() == 0) {
            return;
        }
        INDArray values = like(y, x);
        result("transfer", y)
                .assign(
                        switch (function) {
                            case SIGMOID -> Transforms.sigmoid(values, true);
                            case TANH -> Transforms.tanh(values, true);
                            case RELU -> Transforms.relu(values, true);
                        });
    }

    @Override
    public void transferBackward(Transfer function, View y, View gradY, View gradX) {
        if (gradX.elements() == 0) {
            return;
        }
        INDArray values = like(gradX, y);
        INDArray derivative = switch (function) {
            case SIGMOID -> sigmoidDerivative(values);
            case TANH -> tanhDerivative(values);
            case RELU -> values.gt(0).castTo(values.dataType());
        };
        result("transferBackward", gradX).assign(derivative.muli(like(gradX, gradY)));
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
        array(Matrix.ofResult("logSoftMax", y)).assign(shifted.subiColumnVector(logSums));
    }

    @Override
    public void logSoftMaxBackward(View y, View gradY, View gradX) {
        INDArray gradient = rows(gradY);
        INDArray parts = Transforms.exp(rows(y), true).muliColumnVector(gradient.sum(true, 1));
        array(Matrix.ofResult("logSoftMaxBackward", gradX)).assign(gradient.sub(parts));
    }

    @Override
    public void axpyRows(View factors, View x, View y) {
        INDArray target = array(Matrix.ofResult("axpyRows", y));
        INDArray column = operand(factors).reshape('c', new long[] {target.rows(), 1});
        target.addi(rows(x).mulColumnVector(column));
    }

    @Override
    public void rowNorms(View matrix, View norms) {
        INDArray norm = rows(matrix).norm2(1);
        result("rowNorms", norms).assign(norm.reshape(sizes(norms)));
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

    /** The view as a matrix, sharing memory unless elements do so among themselves. */
    private static INDArray rows(View view) {
        return operand(Matrix.of("kernel", view));
    }

    /** The elements of {@code x} in the sizes of {@code y}. */
    private static INDArray like(View y, View x) {
        return operand(x).reshape('c', sizes(y));
    }

    /** An array to write to, over the memory of the view. */
    private static INDArray result(String kernel, View view) {
        Walk.checkApart(kernel, view);
        return array(view);
    }

    /** An array to read, over the memory of the view unless that would be longer than the memory. */
    private static INDArray operand(View view) {
        if (!view.isOverlapping()) {
            return array(view);
        }
        View once = new Once(view);
        return once.isOverlapping() ? copied(view) : array(once).broadcast(sizes(view));
    }

    /** The elements one by one: of overlapping windows, which modules do not make. */
    private static INDArray copied(View view) {
        Storage copy = new Storage(view.storage().type(), view.elements());
        Rows values = new Rows(copy, 0, sizes(view));
        Walk walk = new Walk("kernel", view, values);
        do {
            Run from = walk.run(0);
            Run to = walk.run(1);
            for (long i = 0; i < walk.count; i++) {
                copy.putDouble(to.offset + i * to.step, from.storage.getDouble(from.offset + i * from.step));
            }
        } while (walk.next());
        return array(values);
    }

    /**
     * An array over the memory of the view. Parts of matrices are made here, too: {@link INDArray#get} takes some parts of a view that
     * does not start at the beginning of its buffer for empty.
     */
    private static INDArray array(View view) {
        long[] sizes = sizes(view);
        long[] steps = new long[sizes.length];
        for (int d = 0; d < steps.length; d++) {
            steps[d] = view.step(d);
        }
        return view.storage().array(view.offset(), sizes, steps);
    }

    /** An expanded view before it was: what lies in one place along a dimension is there once. */
    private record Once(View view) implements View {
        @Override
        public Storage storage() {
            return view.storage();
        }

        @Override
        public long offset() {
            return view.offset();
        }

        @Override
        public int rank() {
            return view.rank();
        }

        @Override
        public long extent(int dimension) {
            return view.step(dimension) == 0 ? 1 : view.extent(dimension);
        }

        @Override
        public long step(int dimension) {
            return view.step(dimension) == 0 ? 1 : view.step(dimension);
        }

        @Override
        public long elements() {
            long elements = 1;
            for (int d = 0; d < rank(); d++) {
                elements *= extent(d);
            }
            return elements;
        }

        @Override
        public boolean isContiguous() {
            return false;
        }
    }

    private static long[] sizes(View view) {
        long[] sizes = new long[view.rank()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = view.extent(d);
        }
        return sizes;
    }
}
