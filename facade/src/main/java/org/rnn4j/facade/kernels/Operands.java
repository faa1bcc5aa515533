package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/** What kernels ask of their operands, and the complaints if they are otherwise. */
final class Operands {
    private Operands() {}

    static Run elements(String kernel, View view, long count) {
        if (!view.isContiguous() || view.elements() != count) {
            throw new IllegalArgumentException(kernel + ": expected " + count + " contiguous elements, got "
                    + (view.isContiguous() ? "" : "scattered ") + Walk.describe(view));
        }
        return Run.of(kernel, view, view.offset() + count - 1, 1);
    }

    static Run typed(String kernel, View view, long count, View like) {
        sameType(kernel, like, view);
        return elements(kernel, view, count);
    }

    static @Nullable Run optional(String kernel, @Nullable View view, long count, View like) {
        return view == null ? null : typed(kernel, view, count, like);
    }

    static void sameType(String kernel, View x, View y) {
        if (x.storage().type() != y.storage().type()) {
            throw new IllegalArgumentException(kernel + ": expected views of one type, got "
                    + x.storage().type() + " and " + y.storage().type());
        }
    }

    static void sameColumns(String kernel, Matrix x, Matrix y) {
        if (x.columns() != y.columns()) {
            throw new IllegalArgumentException(
                    kernel + ": expected rows of the same size, got " + x.columns() + " and " + y.columns());
        }
    }

    static void sameSize(String kernel, Matrix x, Matrix y) {
        sameColumns(kernel, x, y);
        if (x.rows() != y.rows()) {
            throw new IllegalArgumentException(
                    kernel + ": expected as many rows, got " + x.rows() + " and " + y.rows());
        }
    }
}
