package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.View;

/** Walks over the storage positions of a view, row by row. */
final class Positions {
    private final long[] sizes;
    private final long[] strides;
    private final long[] index;
    private long position;

    Positions(View view) {
        int rank = view.rank();
        sizes = new long[rank];
        strides = new long[rank];
        index = new long[rank];
        for (int d = 0; d < rank; d++) {
            sizes[d] = view.extent(d);
            strides[d] = view.step(d);
        }
        position = view.offset();
    }

    /** The position of the next element; the caller counts them. */
    long next() {
        long current = position;
        for (int d = sizes.length - 1; d >= 0; d--) {
            position += strides[d];
            if (++index[d] < sizes[d]) {
                break;
            }
            position -= sizes[d] * strides[d];
            index[d] = 0;
        }
        return current;
    }
}
