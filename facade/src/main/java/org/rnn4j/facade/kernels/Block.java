package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A matrix with any distance between rows and between columns. */
record Block(Storage storage, long offset, long rows, long columns, long rowStep, long columnStep) implements View {
    /** The rows of a matrix as columns. */
    static Block transposed(View matrix) {
        return new Block(
                matrix.storage(), matrix.offset(), matrix.extent(1), matrix.extent(0), matrix.step(1), matrix.step(0));
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
        return rows * columns;
    }

    @Override
    public boolean isContiguous() {
        return (columnStep == 1 || columns == 1) && (rowStep == columns || rows == 1);
    }

    @Override
    public INDArray array() {
        return Nd4j.create(storage.buffer(), new long[] {rows, columns}, new long[] {rowStep, columnStep}, offset, 'c');
    }
}
