package org.rnn4j.facade.kernels;

/**
 * A view seen as rows and columns. One dimension is a single row; more than two are possible if all but the last can be counted
 * through with one step.
 */
record Matrix(Storage storage, long offset, int rows, int columns, long rowStep, long columnStep) implements View {
    static Matrix of(String kernel, View view) {
        int rank = view.rank();
        Matrix matrix;
        if (rank == 1) {
            matrix = new Matrix(view.storage(), view.offset(), 1, size(view, 0), 0, view.step(0));
        } else if (rank == 2) {
            matrix =
                    new Matrix(view.storage(), view.offset(), size(view, 0), size(view, 1), view.step(0), view.step(1));
        } else if (rank > 2 && view.isContiguous()) {
            int columns = size(view, rank - 1);
            int rows = Math.toIntExact(view.elements() / columns);
            matrix = new Matrix(view.storage(), view.offset(), rows, columns, columns, 1);
        } else {
            throw new IllegalArgumentException(
                    kernel + ": expected a row, a matrix or contiguous rows, got " + Walk.describe(view));
        }
        long last = matrix.offset + (matrix.rows - 1) * matrix.rowStep + (matrix.columns - 1) * matrix.columnStep;
        if (last >= matrix.storage.size()) {
            throw new IllegalArgumentException(
                    kernel + ": expected a storage of more than " + last + " numbers, got " + matrix.storage.size());
        }
        return matrix;
    }

    /** A matrix to write to: no two elements share a place. */
    static Matrix ofResult(String kernel, View view) {
        Walk.checkApart(kernel, view);
        return of(kernel, view);
    }

    private static int size(View view, int dimension) {
        return Math.toIntExact(view.extent(dimension));
    }

    Run row(int row) {
        return new Run(storage, offset + row * rowStep, columnStep);
    }

    Matrix rows(int first, int count) {
        return new Matrix(storage, offset + first * rowStep, count, columns, rowStep, columnStep);
    }

    Matrix columns(int first, int count) {
        return new Matrix(storage, offset + first * columnStep, rows, count, rowStep, columnStep);
    }

    Matrix transpose() {
        return new Matrix(storage, offset, columns, rows, columnStep, rowStep);
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public long extent(int dimension) {
        return dimension == 0 ? rows : columns;
    }

    @Override
    public long step(int dimension) {
        return dimension == 0 ? rowStep : columnStep;
    }

    @Override
    public long elements() {
        return (long) rows * columns;
    }

    @Override
    public boolean isContiguous() {
        return (columnStep == 1 || columns == 1) && (rowStep == columns || rows == 1);
    }

    /** The native address of the first element. */
    long address() {
        return storage.address() + offset * storage.type().bytes();
    }

    String describe() {
        return "[" + rows + ", " + columns + "]";
    }

    /** Whether the elements of a row are neighbours, as opposed to those of a column. */
    boolean isRowMajor() {
        return (columnStep == 1 || columns == 1) && (rows == 1 || rowStep >= columns);
    }

    /** Distance of two rows of a row-major matrix, as BLAS wants it: meaningless if there is one row, but at least the row's size. */
    int leadingDimension() {
        return rows == 1 ? columns : Math.toIntExact(rowStep);
    }
}
