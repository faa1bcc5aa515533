package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;

/** What {@link CpuKernels} does element by element. */
interface CpuElementKernels extends CpuChapter, ElementKernels {
    @Override
    default void copy(View x, View y) {
        Operands.sameType("copy", x, y);
        if (isTransposition(x, y)) {
            Matrix columns = Matrix.of("copy", x).transpose();
            Matrix rows = Matrix.of("copy", y);
            Operands.sameSize("copy", columns.transpose(), rows);
            sharing()
                    .rows(
                            rows.rows(),
                            rows.columns() / Sharing.COPIES_PER_TRANSFER,
                            (first, count) -> Arithmetic.of("copy", x)
                                    .transpose(columns.columns(first, count), rows.rows(first, count)));
            return;
        }
        Walk walk = new Walk("copy", x, y);
        if (x.storage().type().isFloatingPoint()) {
            sharing()
                    .elements(
                            walk,
                            Sharing.COPIES_PER_TRANSFER,
                            (from, count) -> Arithmetic.of("copy", x)
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
    default void fill(View x, double value) {
        Walk walk = new Walk("fill", x);
        if (x.storage().type().isFloatingPoint()) {
            sharing()
                    .elements(
                            walk,
                            Sharing.COPIES_PER_TRANSFER,
                            (from, count) -> Arithmetic.of("fill", x)
                                    .fill(value, walk.run(0).part(from), count));
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
    default void scale(View x, double factor) {
        Walk walk = new Walk("scale", x);
        sharing().elements(walk, Sharing.COPIES_PER_TRANSFER, (from, count) -> {
            Run run = walk.run(0).part(from);
            Arithmetic.of("scale", x).blas().scale((int) count, factor, run.address(), (int) run.step);
        });
        Reference.reachabilityFence(x);
    }

    @Override
    default void axpy(double alpha, View x, View y) {
        Operands.sameType("axpy", x, y);
        Walk walk = new Walk("axpy", x, y);
        sharing()
                .elements(
                        walk,
                        Sharing.COPIES_PER_TRANSFER,
                        (from, count) -> Arithmetic.of("axpy", x)
                                .axpy(alpha, walk.run(0).part(from), walk.run(1).part(from), count));
    }

    @Override
    default double dot(View x, View y) {
        Operands.sameType("dot", x, y);
        Arithmetic arithmetic = Arithmetic.of("dot", x);
        // Neither is a result, so that elements of both may share places.
        Walk walk = Walk.ofOperands("dot", x, y);
        double sum = 0;
        do {
            Run first = walk.run(0);
            Run second = walk.run(1);
            sum += walk.count > SHORT
                    ? arithmetic.dot(first, second, walk.count)
                    : arithmetic.dotInOrder(first, second, (int) walk.count);
        } while (walk.next());
        return sum;
    }

    @Override
    default void multiply(View x, View y, View z) {
        Operands.sameType("multiply", x, y);
        Operands.sameType("multiply", x, z);
        Walk walk = new Walk("multiply", x, y, z);
        sharing()
                .elements(
                        walk,
                        Sharing.COPIES_PER_TRANSFER,
                        (from, count) -> Arithmetic.of("multiply", x)
                                .multiply(
                                        walk.run(0).part(from),
                                        walk.run(1).part(from),
                                        walk.run(2).part(from),
                                        count));
    }

    @Override
    default void transfer(Transfer function, View x, View y) {
        Operands.sameType("transfer", x, y);
        Walk walk = new Walk("transfer", x, y);
        sharing()
                .elements(
                        walk,
                        1,
                        (from, count) -> Arithmetic.of("transfer", x)
                                .transfer(
                                        function,
                                        walk.run(0).part(from),
                                        walk.run(1).part(from),
                                        count));
    }

    @Override
    default void transferBackward(Transfer function, View y, View gradY, View gradX) {
        Operands.sameType("transferBackward", y, gradY);
        Operands.sameType("transferBackward", y, gradX);
        Walk walk = new Walk("transferBackward", y, gradY, gradX);
        sharing()
                .elements(
                        walk,
                        Sharing.COPIES_PER_TRANSFER,
                        (from, count) -> Arithmetic.of("transferBackward", y)
                                .transferBackward(
                                        function,
                                        walk.run(0).part(from),
                                        walk.run(1).part(from),
                                        walk.run(2).part(from),
                                        count));
    }
}
