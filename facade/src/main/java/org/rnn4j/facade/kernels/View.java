package org.rnn4j.facade.kernels;

/**
 * What a kernel sees of a tensor: a storage, an offset into it, sizes and strides. Everything counts from 0 here, dimensions and
 * positions alike.
 */
public interface View {
    /** The numbers. */
    Storage storage();

    /** Position in the storage of the first element, from 0. */
    long offset();

    /** Number of dimensions; 0 for an empty tensor. */
    int rank();

    /** Size of dimension {@code dimension}, from 0. */
    long extent(int dimension);

    /** Distance in the storage between neighbours along dimension {@code dimension}, from 0. */
    long step(int dimension);

    /** Number of elements. */
    long elements();

    /** Whether the elements lie one after the other, row by row. */
    boolean isContiguous();

    /**
     * Whether several elements may share one place in the storage, as the rows of an expanded view and overlapping windows do. Such a
     * view can be read and not written to.
     */
    default boolean isOverlapping() {
        if (isContiguous()) {
            return false;
        }
        // From the smallest step on, each has to lead beyond what all smaller ones reach.
        long reach = 0;
        int done = -1;
        for (int d = nextLarger(done); d >= 0; d = nextLarger(done)) {
            if (step(d) <= reach) {
                return true;
            }
            reach += (extent(d) - 1) * step(d);
            done = d;
        }
        return false;
    }

    /** The dimension, of more than one element, whose step comes next after that of {@code dimension}; -1 if there is none. */
    private int nextLarger(int dimension) {
        int next = -1;
        for (int d = 0; d < rank(); d++) {
            boolean later = dimension < 0 || step(d) > step(dimension) || (step(d) == step(dimension) && d > dimension);
            if (extent(d) > 1 && later && (next < 0 || step(d) < step(next))) {
                next = d;
            }
        }
        return next;
    }
}
