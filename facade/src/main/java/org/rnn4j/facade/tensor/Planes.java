package org.rnn4j.facade.tensor;

import java.util.Arrays;

/**
 * Walks over the slices of a contiguous tensor of floating-point numbers along a dimension that is not the last one, many of them side by
 * side: memory is read in the order in which it lies.
 */
final class Planes {
    /** Below this, numbers side by side are too few to be worth it. */
    private static final long LEAST_WIDTH = 8;

    private final StridedTensor tensor;
    private final int length;
    private final long width;

    private Planes(StridedTensor tensor, int d) {
        this.tensor = tensor;
        length = Math.toIntExact(tensor.extent(d));
        width = width(tensor, d);
    }

    /** Whether there is something to gain along dimension {@code d}, from 0. */
    static boolean fit(StridedTensor tensor, int d) {
        return tensor.elements() > 0
                && tensor.isContiguous()
                && tensor.elementType().isFloatingPoint()
                && d < tensor.rank() - 1
                && width(tensor, d) >= LEAST_WIDTH;
    }

    private static long width(StridedTensor tensor, int d) {
        long width = 1;
        for (int i = d + 1; i < tensor.rank(); i++) {
            width *= tensor.extent(i);
        }
        return width;
    }

    /** The sums along dimension {@code d} into {@code result}, contiguous, whose size there is 1. */
    static void sum(StridedTensor tensor, int d, StridedTensor result) {
        Planes planes = new Planes(tensor, d);
        Blocks blocks = Blocks.scratch();
        long count = result.elements();
        for (long done = 0; done < count; ) {
            int n = planes.run(done);
            Arrays.fill(blocks.x, 0, n, 0);
            for (int i = 0; i < planes.length; i++) {
                planes.read(blocks, done, i, n);
                for (int k = 0; k < n; k++) {
                    blocks.x[k] += blocks.y[k];
                }
            }
            blocks.write(result, null, done, blocks.x, n);
            done += n;
        }
    }

    /** The greatest, or smallest, elements along dimension {@code d} and where each is first, from 1; both results are contiguous. */
    static void extremes(StridedTensor tensor, int d, boolean greatest, StridedTensor values, StridedTensor indices) {
        Planes planes = new Planes(tensor, d);
        Blocks blocks = Blocks.scratch();
        long count = values.elements();
        for (long done = 0; done < count; ) {
            int n = planes.run(done);
            planes.read(blocks, done, 0, n);
            System.arraycopy(blocks.y, 0, blocks.x, 0, n);
            Arrays.fill(blocks.i, 0, n, 1);
            for (int i = 1; i < planes.length; i++) {
                planes.read(blocks, done, i, n);
                for (int k = 0; k < n; k++) {
                    double best = blocks.x[k];
                    double next = blocks.y[k];
                    // The first NaN stays.
                    boolean better = greatest ? !(next <= best) : !(next >= best);
                    if (better && !Double.isNaN(best)) {
                        blocks.x[k] = next;
                        blocks.i[k] = i + 1L;
                    }
                }
            }
            blocks.write(values, null, done, blocks.x, n);
            blocks.write(indices, null, done, blocks.i, n);
            done += n;
        }
    }

    /** How many slices from the one at {@code done} on lie side by side, as many as fit into a block. */
    private int run(long done) {
        return (int) Math.min(Blocks.SIZE, width - done % width);
    }

    /** Reads element {@code i} of the {@code n} slices from {@code done} on. */
    private void read(Blocks blocks, long done, int i, int n) {
        long before = done / width * width * length + done % width;
        blocks.read(tensor, null, before + i * width, blocks.y, n);
    }
}
