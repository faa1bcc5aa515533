package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Kernels over plain memory: BLAS for products, Java loops for the rest, large ones shared among threads. */
final class CpuKernels implements Kernels {
    /** Exponentials in a thread's part, at least: some 10 microseconds, more than it takes to hand the part over. */
    private static final long PART = 1 << 13;

    private static final int TRANSFERS_PER_UNIT = 5;
    private static final int GRU_TRANSFERS_PER_UNIT = 2;

    /** How many numbers can be copied, or added up, in the time of an exponential. */
    private static final int COPIES_PER_TRANSFER = 4;

    private final Workers workers;

    CpuKernels(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void gemm(double alpha, View a, boolean transposeA, View b, boolean transposeB, double beta, View c) {
        sameType("gemm", a, b);
        sameType("gemm", a, c);
        Matrix left = transposeA ? Matrix.of("gemm", a).transpose() : Matrix.of("gemm", a);
        Matrix right = transposeB ? Matrix.of("gemm", b).transpose() : Matrix.of("gemm", b);
        Product.compute(workers, alpha, left, right, beta, Matrix.ofResult("gemm", c));
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }

    @Override
    public void copy(View x, View y) {
        sameType("copy", x, y);
        if (isTransposition(x, y)) {
            Matrix columns = Matrix.of("copy", x).transpose();
            Matrix rows = Matrix.of("copy", y);
            sameSize("copy", columns.transpose(), rows);
            shareRows(
                    rows.rows(),
                    rows.columns() / COPIES_PER_TRANSFER,
                    (first, count) ->
                            arithmetic("copy", x).transpose(columns.columns(first, count), rows.rows(first, count)));
            return;
        }
        Walk walk = new Walk("copy", x, y);
        if (x.storage().type().isFloatingPoint()) {
            share(
                    walk,
                    COPIES_PER_TRANSFER,
                    (from, count) -> arithmetic("copy", x)
                            .copy(walk.run(0).part(from), walk.run(1).part(from), count));
        } else {
            do {
                Run from = walk.run(0);
                Run to = walk.run(1);
                for (long i = 0; i < walk.count; i++) {
                    to.storage.putLong(to.offset + i * to.step, from.storage.getLong(from.offset + i * from.step));
                }
            } while (walk.next());
        }
    }

    /** Whether the elements of a row lie apart in x and side by side in y. */
    private static boolean isTransposition(View x, View y) {
        return x.storage().type().isFloatingPoint()
                && x.rank() == 2
                && y.rank() == 2
                && x.step(0) == 1
                && x.step(1) >= x.extent(0)
                && x.extent(0) > 1
                && x.extent(1) > 1
                && y.step(1) == 1
                && y.step(0) >= y.extent(1);
    }

    @Override
    public void fill(View x, double value) {
        Walk walk = new Walk("fill", x);
        if (x.storage().type().isFloatingPoint()) {
            share(
                    walk,
                    COPIES_PER_TRANSFER,
                    (from, count) ->
                            arithmetic("fill", x).fill(value, walk.run(0).part(from), count));
        } else {
            do {
                Run to = walk.run(0);
                for (long i = 0; i < walk.count; i++) {
                    to.storage.putDouble(to.offset + i * to.step, value);
                }
            } while (walk.next());
        }
    }

    @Override
    public void scale(View x, double factor) {
        Walk walk = new Walk("scale", x);
        share(walk, COPIES_PER_TRANSFER, (from, count) -> {
            Run run = walk.run(0).part(from);
            arithmetic("scale", x).blas().scale((int) count, factor, run.address(), (int) run.step);
        });
        Reference.reachabilityFence(x);
    }

    @Override
    public void axpy(double alpha, View x, View y) {
        sameType("axpy", x, y);
        Walk walk = new Walk("axpy", x, y);
        share(
                walk,
                COPIES_PER_TRANSFER,
                (from, count) -> axpy(
                        arithmetic("axpy", x).blas(),
                        (int) count,
                        alpha,
                        walk.run(0).part(from),
                        walk.run(1).part(from)));
    }

    private static void axpy(Blas blas, int count, double alpha, Run x, Run y) {
        blas.axpy(count, alpha, x.address(), (int) x.step, y.address(), (int) y.step);
        Reference.reachabilityFence(x.storage);
        Reference.reachabilityFence(y.storage);
    }

    @Override
    public void multiply(View x, View y, View z) {
        sameType("multiply", x, y);
        sameType("multiply", x, z);
        Walk walk = new Walk("multiply", x, y, z);
        share(
                walk,
                COPIES_PER_TRANSFER,
                (from, count) -> arithmetic("multiply", x)
                        .multiply(
                                walk.run(0).part(from),
                                walk.run(1).part(from),
                                walk.run(2).part(from),
                                count));
    }

    @Override
    public void setRows(View row, View matrix) {
        sameType("setRows", row, matrix);
        Matrix rows = Matrix.ofResult("setRows", matrix);
        Run from = elements("setRows", row, rows.columns());
        shareRows(rows.rows(), rows.columns() / COPIES_PER_TRANSFER, (first, count) -> {
            Arithmetic arithmetic = arithmetic("setRows", row);
            for (int r = first; r < first + count; r++) {
                arithmetic.copy(from, rows.row(r), rows.columns());
            }
        });
    }

    @Override
    public void addColumnSums(double alpha, View matrix, View row) {
        sameType("addColumnSums", matrix, row);
        Matrix rows = Matrix.of("addColumnSums", matrix);
        Run sums = elements("addColumnSums", row, rows.columns());
        shareRows(
                rows.columns(),
                rows.rows() / COPIES_PER_TRANSFER,
                (first, count) -> arithmetic("addColumnSums", matrix)
                        .addColumnSums(alpha, rows.columns(first, count), sums.part(first)));
    }

    @Override
    public void gatherRows(View table, View indices, long base, View rows) {
        sameType("gatherRows", table, rows);
        Arithmetic arithmetic = arithmetic("gatherRows", table);
        Matrix from = Matrix.of("gatherRows", table);
        Matrix to = Matrix.ofResult("gatherRows", rows);
        Run index = elements("gatherRows", indices, to.rows());
        sameColumns("gatherRows", from, to);
        for (int r = 0; r < to.rows(); r++) {
            arithmetic.copy(from.row(row("gatherRows", index, r, base, from)), to.row(r), to.columns());
        }
    }

    @Override
    public void scatterAddRows(double alpha, View rows, View indices, long base, View table) {
        sameType("scatterAddRows", rows, table);
        Blas blas = arithmetic("scatterAddRows", rows).blas();
        Matrix from = Matrix.of("scatterAddRows", rows);
        Matrix to = Matrix.ofResult("scatterAddRows", table);
        Run index = elements("scatterAddRows", indices, from.rows());
        sameColumns("scatterAddRows", from, to);
        for (int r = 0; r < from.rows(); r++) {
            axpy(blas, from.columns(), alpha, from.row(r), to.row(row("scatterAddRows", index, r, base, to)));
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
    public void transfer(Transfer function, View x, View y) {
        sameType("transfer", x, y);
        Walk walk = new Walk("transfer", x, y);
        share(
                walk,
                1,
                (from, count) -> arithmetic("transfer", x)
                        .transfer(function, walk.run(0).part(from), walk.run(1).part(from), count));
    }

    @Override
    public void transferBackward(Transfer function, View y, View gradY, View gradX) {
        sameType("transferBackward", y, gradY);
        sameType("transferBackward", y, gradX);
        Walk walk = new Walk("transferBackward", y, gradY, gradX);
        share(
                walk,
                COPIES_PER_TRANSFER,
                (from, count) -> arithmetic("transferBackward", y)
                        .transferBackward(
                                function,
                                walk.run(0).part(from),
                                walk.run(1).part(from),
                                walk.run(2).part(from),
                                count));
    }

    @Override
    public void logSoftMax(View x, View y) {
        sameType("logSoftMax", x, y);
        Matrix from = Matrix.of("logSoftMax", x);
        Matrix to = Matrix.ofResult("logSoftMax", y);
        sameSize("logSoftMax", from, to);
        shareRows(from.rows(), from.columns(), (first, count) -> {
            Arithmetic arithmetic = arithmetic("logSoftMax", x);
            for (int r = first; r < first + count; r++) {
                arithmetic.logSoftMax(from.row(r), to.row(r), from.columns());
            }
        });
    }

    @Override
    public void logSoftMaxBackward(View y, View gradY, View gradX) {
        sameType("logSoftMaxBackward", y, gradY);
        sameType("logSoftMaxBackward", y, gradX);
        Matrix values = Matrix.of("logSoftMaxBackward", y);
        Matrix from = Matrix.of("logSoftMaxBackward", gradY);
        Matrix to = Matrix.ofResult("logSoftMaxBackward", gradX);
        sameSize("logSoftMaxBackward", values, from);
        sameSize("logSoftMaxBackward", values, to);
        shareRows(values.rows(), values.columns(), (first, count) -> {
            Arithmetic arithmetic = arithmetic("logSoftMaxBackward", y);
            for (int r = first; r < first + count; r++) {
                arithmetic.logSoftMaxBackward(values.row(r), from.row(r), to.row(r), values.columns());
            }
        });
    }

    @Override
    public void axpyRows(View factors, View x, View y) {
        sameType("axpyRows", x, factors);
        sameType("axpyRows", x, y);
        Blas blas = arithmetic("axpyRows", x).blas();
        Matrix from = Matrix.of("axpyRows", x);
        Matrix to = Matrix.ofResult("axpyRows", y);
        Run factor = elements("axpyRows", factors, from.rows());
        sameSize("axpyRows", from, to);
        for (int r = 0; r < from.rows(); r++) {
            axpy(blas, from.columns(), factor.storage.getDouble(factor.offset + r), from.row(r), to.row(r));
        }
    }

    @Override
    public void rowNorms(View matrix, View norms) {
        sameType("rowNorms", matrix, norms);
        Arithmetic arithmetic = arithmetic("rowNorms", matrix);
        Matrix from = Matrix.of("rowNorms", matrix);
        Run to = elements("rowNorms", norms, from.rows());
        for (int r = 0; r < from.rows(); r++) {
            to.storage.putDouble(to.offset + r, arithmetic.norm(from.row(r), from.columns()));
        }
    }

    @Override
    public void lstmStep(
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell,
            View hidden) {
        LstmRows step = lstmRows("lstmStep", layout, gates, peepholes, previousCell, cell);
        Run hiddenRows = typed("lstmStep", hidden, cell.elements(), gates);
        shareRows(
                step.rows(),
                TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("lstmStep", gates).lstmStep(step, hiddenRows, first, count));
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
        LstmRows step = lstmRows("lstmStepBackward", layout, gates, peepholes, previousCell, cell);
        Run gradHiddenRows = typed("lstmStepBackward", gradHidden, cell.elements(), gates);
        Run gradCellRows = typed("lstmStepBackward", gradCell, cell.elements(), gates);
        Run gradGatesRows = typed("lstmStepBackward", gradGates, gates.elements(), gates);
        Run peepholeSums = optional("lstmStepBackward", gradPeepholes, 3L * step.units(), gates);
        shareRows(
                step.rows(),
                TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("lstmStepBackward", gates)
                        .lstmStepBackward(step, gradHiddenRows, gradCellRows, gradGatesRows, first, count));
        if (peepholeSums != null) {
            arithmetic("lstmStepBackward", gates).addPeepholeGradients(step, gradGatesRows, peepholeSums, scale);
        }
    }

    private static LstmRows lstmRows(
            String kernel,
            LstmGates layout,
            View gates,
            @Nullable View peepholes,
            @Nullable View previousCell,
            View cell) {
        Matrix cells = Matrix.of(kernel, cell);
        long count = cell.elements();
        return new LstmRows(
                layout,
                elements(kernel, gates, 4 * count),
                optional(kernel, peepholes, 3L * cells.columns(), gates),
                optional(kernel, previousCell, count, gates),
                typed(kernel, cell, count, gates),
                cells.rows(),
                cells.columns());
    }

    @Override
    public void gruReset(View gates, @Nullable View previous, View resetHidden) {
        GruRows step = gruRows("gruReset", gates, previous, resetHidden);
        Run reset = typed("gruReset", resetHidden, resetHidden.elements(), gates);
        shareRows(
                step.rows(),
                GRU_TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("gruReset", gates).gruReset(step, reset, first, count));
    }

    @Override
    public void gruStep(View gates, @Nullable View previous, View hidden) {
        GruRows step = gruRows("gruStep", gates, previous, hidden);
        Run hiddenRows = typed("gruStep", hidden, hidden.elements(), gates);
        shareRows(
                step.rows(),
                GRU_TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("gruStep", gates).gruStep(step, hiddenRows, first, count));
    }

    @Override
    public void gruStepBackward(
            View gates, @Nullable View previous, View gradHidden, View gradPrevious, View gradGates) {
        GruRows step = gruRows("gruStepBackward", gates, previous, gradHidden);
        Run gradHiddenRows = typed("gruStepBackward", gradHidden, gradHidden.elements(), gates);
        Run gradPreviousRows = typed("gruStepBackward", gradPrevious, gradHidden.elements(), gates);
        Run gradGatesRows = typed("gruStepBackward", gradGates, gates.elements(), gates);
        shareRows(
                step.rows(),
                GRU_TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("gruStepBackward", gates)
                        .gruStepBackward(step, gradHiddenRows, gradPreviousRows, gradGatesRows, first, count));
    }

    @Override
    public void gruResetBackward(
            View gates, @Nullable View previous, View gradResetHidden, View gradPrevious, View gradGates) {
        GruRows step = gruRows("gruResetBackward", gates, previous, gradResetHidden);
        Run gradResetRows = typed("gruResetBackward", gradResetHidden, gradResetHidden.elements(), gates);
        Run gradPreviousRows = typed("gruResetBackward", gradPrevious, gradResetHidden.elements(), gates);
        Run gradGatesRows = typed("gruResetBackward", gradGates, gates.elements(), gates);
        shareRows(
                step.rows(),
                GRU_TRANSFERS_PER_UNIT * step.units(),
                (first, count) -> arithmetic("gruResetBackward", gates)
                        .gruResetBackward(step, gradResetRows, gradPreviousRows, gradGatesRows, first, count));
    }

    private static GruRows gruRows(String kernel, View gates, @Nullable View previous, View state) {
        Matrix rows = Matrix.of(kernel, state);
        long count = state.elements();
        return new GruRows(
                elements(kernel, gates, 3 * count),
                optional(kernel, previous, count, gates),
                rows.rows(),
                rows.columns());
    }

    /** Some of many rows or elements. */
    private interface Part {
        void run(int first, int count);
    }

    /** Some neighbours in the present run of a walk. */
    private interface Stretch {
        void run(long from, long count);
    }

    /** Goes through all runs of a walk, and deals out the blocks of a long one; {@code perTransfer} elements cost about an exponential. */
    private void share(Walk walk, int perTransfer, Stretch stretch) {
        do {
            if (walk.count < 2 * PART) {
                stretch.run(0, walk.count);
                continue;
            }
            int blocks = (int) ((walk.count + Arithmetic.BLOCK - 1) / Arithmetic.BLOCK);
            shareRows(blocks, Arithmetic.BLOCK / perTransfer, (first, count) -> {
                long from = (long) first * Arithmetic.BLOCK;
                stretch.run(from, Math.min(walk.count - from, (long) count * Arithmetic.BLOCK));
            });
        } while (walk.next());
    }

    /** Deals out rows whose elements each cost about an exponential. */
    private void shareRows(int rows, int columns, Part part) {
        int parts = (int) Math.min(Math.min(workers.parallelism(), rows), (long) rows * columns / PART);
        if (parts < 2) {
            part.run(0, rows);
            return;
        }
        workers.run(parts, p -> {
            int first = (int) ((long) rows * p / parts);
            part.run(first, (int) ((long) rows * (p + 1) / parts) - first);
        });
    }

    private static Arithmetic arithmetic(String kernel, View view) {
        return Arithmetic.of(kernel, view.storage().type());
    }

    private static Run elements(String kernel, View view, long count) {
        if (!view.isContiguous() || view.elements() != count) {
            throw new IllegalArgumentException(kernel + ": expected " + count + " contiguous elements, got "
                    + (view.isContiguous() ? "" : "scattered ") + Walk.describe(view));
        }
        return Run.of(kernel, view, view.offset() + count - 1, 1);
    }

    private static Run typed(String kernel, View view, long count, View like) {
        sameType(kernel, like, view);
        return elements(kernel, view, count);
    }

    private static @Nullable Run optional(String kernel, @Nullable View view, long count, View like) {
        return view == null ? null : typed(kernel, view, count, like);
    }

    private static void sameType(String kernel, View x, View y) {
        if (x.storage().type() != y.storage().type()) {
            throw new IllegalArgumentException(kernel + ": expected views of one type, got "
                    + x.storage().type() + " and " + y.storage().type());
        }
    }

    private static void sameColumns(String kernel, Matrix x, Matrix y) {
        if (x.columns() != y.columns()) {
            throw new IllegalArgumentException(
                    kernel + ": expected rows of the same size, got " + x.columns() + " and " + y.columns());
        }
    }

    private static void sameSize(String kernel, Matrix x, Matrix y) {
        sameColumns(kernel, x, y);
        if (x.rows() != y.rows()) {
            throw new IllegalArgumentException(
                    kernel + ": expected as many rows, got " + x.rows() + " and " + y.rows());
        }
    }
}
