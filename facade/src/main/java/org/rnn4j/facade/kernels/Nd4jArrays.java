package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Views as ND4J arrays, and what several chapters of {@link Nd4jKernels} make of them. */
final class Nd4jArrays {
    private Nd4jArrays() {}

    /** The view as a matrix, sharing memory unless elements do so among themselves. */
    static INDArray rows(View view) {
        return operand(Matrix.of("kernel", view));
    }

    /** The elements of {@code x} in the sizes of {@code y}. */
    static INDArray like(View y, View x) {
        return operand(x).reshape('c', sizes(y));
    }

    /** An array to write to, over the memory of the view. */
    static INDArray result(String kernel, View view) {
        Walk.checkApart(kernel, view);
        return array(view);
    }

    /** An array to read, over the memory of the view unless that would be longer than the memory. */
    static INDArray operand(View view) {
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
    static INDArray array(View view) {
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

    static long[] sizes(View view) {
        long[] sizes = new long[view.rank()];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = view.extent(d);
        }
        return sizes;
    }

    static INDArray sigmoidDerivative(INDArray y) {
        return y.rsub(1).muli(y);
    }

    static INDArray tanhDerivative(INDArray y) {
        return y.mul(y).rsubi(1);
    }
}
