package org.rnn4j.facade.kernels;

/**
 * Walks over the positions in the storage of the elements of a view, row by row: one by one, or in runs of elements that lie at the same
 * distance from each other. Dimensions that go on where the one inside ends are one; so a contiguous view is a single run.
 */
public final class Positions {
    private final long[] sizes;
    private final long[] strides;
    private final long[] index;
    private final int first;
    private long position;

    /** The positions of all elements. */
    public Positions(View view) {
        this(view, -1);
    }

    /** The positions of the first elements of all slices along dimension {@code left}, from 0; -1 leaves no dimension out. */
    public Positions(View view, int left) {
        int rank = Math.max(1, view.rank());
        sizes = new long[rank];
        strides = new long[rank];
        index = new long[rank];
        int at = rank;
        for (int d = view.rank(); d-- > 0; ) {
            long size = view.extent(d);
            if (d == left || size == 1) {
                continue;
            }
            if (at < rank && view.step(d) == sizes[at] * strides[at]) {
                sizes[at] *= size;
            } else {
                sizes[--at] = size;
                strides[at] = view.step(d);
            }
        }
        if (at == rank) {
            sizes[--at] = 1;
            strides[at] = 1;
        }
        first = at;
        position = view.offset();
    }

    /** The position of the next element; the caller counts them. */
    public long next() {
        long current = position;
        skip(1);
        return current;
    }

    /** Where the next element lies. */
    long position() {
        return position;
    }

    /** The distance between elements of a run. */
    long stride() {
        return strides[strides.length - 1];
    }

    /** How many elements are left in the run. */
    long left() {
        int last = sizes.length - 1;
        return sizes[last] - index[last];
    }

    /** Goes over the next {@code count} elements in runs. */
    public void runs(int count, Each each) {
        for (int at = 0; at < count; ) {
            int n = (int) Math.min(count - at, left());
            each.run(position, stride(), at, n);
            skip(n);
            at += n;
        }
    }

    /** What to do with elements at the same distance from each other. */
    public interface Each {
        /**
         * Takes {@code count} elements, {@code stride} apart.
         *
         * @param position where the first one lies in the storage
         * @param at how many elements came before in this walk of {@link #runs}
         */
        void run(long position, long stride, int at, int count);
    }

    /** Goes on by {@code count} elements, at most as many as are left in the run. */
    void skip(long count) {
        int d = sizes.length - 1;
        position += count * strides[d];
        index[d] += count;
        while (index[d] == sizes[d]) {
            position -= sizes[d] * strides[d];
            index[d] = 0;
            if (--d < first) {
                return;
            }
            position += strides[d];
            index[d]++;
        }
    }
}
