package org.rnn4j.facade.tensor;

import org.rnn4j.facade.kernels.View;

/** Walks over the storage positions of a view, row by row: one by one, or in runs along the last dimension. */
final class Positions {
    private final long[] sizes;
    private final long[] strides;
    private final long[] index;
    private long position;

    Positions(View view) {
        this(view, -1);
    }

    /** The positions of the first elements of all slices along dimension {@code left}, from 0; -1 leaves no dimension out. */
    Positions(View view, int left) {
        int rank = left < 0 ? view.rank() : view.rank() - 1;
        sizes = new long[rank];
        strides = new long[rank];
        index = new long[rank];
        for (int d = 0; d < rank; d++) {
            int from = left < 0 || d < left ? d : d + 1;
            sizes[d] = view.extent(from);
            strides[d] = view.step(from);
        }
        position = view.offset();
    }

    /** The position of the next element; the caller counts them. */
    long next() {
        long current = position;
        skip(1);
        return current;
    }

    /** Goes over the next {@code count} elements in runs along the last dimension. */
    void runs(int count, Run run) {
        int last = sizes.length - 1;
        for (int at = 0; at < count; ) {
            int n = last < 0 ? 1 : (int) Math.min(count - at, sizes[last] - index[last]);
            run.at(position, last < 0 ? 1 : strides[last], at, n);
            skip(n);
            at += n;
        }
    }

    /** What to do with elements at the same distance from each other. */
    interface Run {
        /**
         * Takes {@code count} elements, {@code stride} apart.
         *
         * @param position where the first one lies in the storage
         * @param at how many elements came before in this walk of {@link #runs}
         */
        void at(long position, long stride, int at, int count);
    }

    private void skip(long count) {
        int d = sizes.length - 1;
        if (d < 0) {
            return;
        }
        position += count * strides[d];
        index[d] += count;
        while (index[d] == sizes[d]) {
            position -= sizes[d] * strides[d];
            index[d] = 0;
            if (--d < 0) {
                return;
            }
            position += strides[d];
            index[d]++;
        }
    }
}
