package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.Positions;
import org.rnn4j.facade.kernels.View;

/**
 * The chapter of {@link Tensor} that picks and places elements by indices, which count from 1.
 *
 * <p>Indices come in a LongTensor; whole numbers in a tensor of any other type do, too.
 */
public sealed interface Indexing extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- slices at indices of one dimension

    /**
     * The slices at these indices of one dimension, as a new tensor.
     *
     * @param dimension from 1
     * @param indices a vector
     */
    default Tensor index(int dimension, Tensor indices) {
        return new Tensor(self().elementType()).index(self(), dimension, indices);
    }

    /**
     * {@link #index(int, Tensor)} of {@code source}, written into this tensor.
     *
     * @return this
     */
    default Tensor index(Tensor source, int dimension, Tensor indices) {
        self().like("index", source);
        int d = vector("index", source, dimension, indices);
        long[] sizes = source.size();
        sizes[d] = indices.elements();
        if (source.storage() == storage()) {
            Tensor picked = source.index(dimension, indices);
            return self().resizeAs(picked).copy(picked);
        }
        self().resize(sizes);
        if (haveRows(self(), d) && haveRows(source, d)) {
            Kernels.get().gatherRows(rows(source), indices.contiguous(), 1, rows(self()));
            return self();
        }
        Slices to = new Slices(self(), d);
        Slices from = new Slices(source, d);
        long[] slots = indices.toLongArray();
        while (to.next() && from.next()) {
            for (int i = 0; i < slots.length; i++) {
                to.put(i, from, slots[i] - 1);
            }
        }
        return self();
    }

    /**
     * Copies the slices of {@code source} to these indices of one dimension.
     *
     * @param dimension from 1
     * @param indices a vector
     * @param source of the same type and sizes, except that it has as many slices as there are indices
     * @return this
     */
    default Tensor indexCopy(int dimension, Tensor indices, Tensor source) {
        int d = vector("indexCopy", self(), dimension, indices);
        checkSlices("indexCopy", d, indices, source);
        Slices to = new Slices(self(), d);
        Slices from = new Slices(source, d);
        long[] slots = indices.toLongArray();
        while (to.next() && from.next()) {
            for (int i = 0; i < slots.length; i++) {
                to.put(slots[i] - 1, from, i);
            }
        }
        return self();
    }

    /**
     * Adds the slices of {@code source} at these indices of one dimension; what comes several times adds up.
     *
     * @param dimension from 1
     * @param indices a vector
     * @param source of the same type and sizes, except that it has as many slices as there are indices
     * @return this
     */
    default Tensor indexAdd(int dimension, Tensor indices, Tensor source) {
        int d = vector("indexAdd", self(), dimension, indices);
        checkSlices("indexAdd", d, indices, source);
        if (haveRows(self(), d) && haveRows(source, d)) {
            Kernels.get().scatterAddRows(1, rows(source), indices.contiguous(), 1, rows(self()));
            return self();
        }
        Slices to = new Slices(self(), d);
        Slices from = new Slices(source, d);
        long[] slots = indices.toLongArray();
        boolean floating = self().elementType().isFloatingPoint();
        while (to.next() && from.next()) {
            for (int i = 0; i < slots.length; i++) {
                long slot = slots[i] - 1;
                if (floating) {
                    to.putDouble(slot, to.getDouble(slot) + from.getDouble(i));
                } else {
                    to.putLong(slot, to.getLong(slot) + from.getLong(i));
                }
            }
        }
        return self();
    }

    /**
     * Fills the slices at these indices of one dimension.
     *
     * @param dimension from 1
     * @param indices a vector
     * @return this
     */
    default Tensor indexFill(int dimension, Tensor indices, double value) {
        vector("indexFill", self(), dimension, indices);
        for (long index : indices.toLongArray()) {
            self().select(dimension, index).fill(value);
        }
        return self();
    }

    // ---- one index for each element

    /**
     * A new tensor of the sizes of {@code indices}: each element is the one that its index names in the slice along {@code dimension}
     * that it lies in.
     *
     * @param dimension from 1
     * @param indices of this tensor's sizes, except in that dimension
     */
    default Tensor gather(int dimension, Tensor indices) {
        int d = slots("gather", self(), dimension, indices);
        checkSizes("gather", d, indices);
        Tensor result = new Tensor(self().elementType(), indices.size());
        Slices to = new Slices(result, d);
        Slices from = new Slices(self(), d);
        Slices slots = new Slices(indices, d);
        while (to.next() && from.next() && slots.next()) {
            for (int i = 0; i < slots.length; i++) {
                to.put(i, from, slots.getLong(i) - 1);
            }
        }
        return result;
    }

    /**
     * Copies each element of {@code source} to where its index says in the slice along {@code dimension} that it lies in.
     *
     * @param dimension from 1
     * @param indices of this tensor's sizes, except in that dimension
     * @param source of the same type, of the sizes of {@code indices}
     * @return this
     */
    default Tensor scatter(int dimension, Tensor indices, Tensor source) {
        self().like("scatter", source);
        int d = slots("scatter", self(), dimension, indices);
        checkSizes("scatter", d, indices);
        if (!source.isSameSizeAs(indices)) {
            throw new IllegalArgumentException("scatter: expected a source of the sizes of the indices, got "
                    + source.describe() + " and " + indices.describe());
        }
        Slices to = new Slices(self(), d);
        Slices from = new Slices(source, d);
        Slices slots = new Slices(indices, d);
        while (to.next() && from.next() && slots.next()) {
            for (int i = 0; i < slots.length; i++) {
                to.put(slots.getLong(i) - 1, from, i);
            }
        }
        return self();
    }

    /**
     * Sets, in each slice along {@code dimension}, the elements that the indices in it name.
     *
     * @param dimension from 1
     * @param indices of this tensor's sizes, except in that dimension
     * @return this
     */
    default Tensor scatter(int dimension, Tensor indices, double value) {
        int d = slots("scatter", self(), dimension, indices);
        checkSizes("scatter", d, indices);
        Slices to = new Slices(self(), d);
        Slices slots = new Slices(indices, d);
        while (to.next() && slots.next()) {
            for (int i = 0; i < slots.length; i++) {
                to.putDouble(slots.getLong(i) - 1, value);
            }
        }
        return self();
    }

    // ---- checks and fast paths

    /** The dimension from 0, after checking that the indices are a vector and lie within it. */
    private static int vector(String who, Tensor of, int dimension, Tensor indices) {
        if (indices.dim() != 1) {
            throw new IllegalArgumentException(who + ": expected a vector of indices, got " + indices.describe());
        }
        return slots(who, of, dimension, indices);
    }

    /** The dimension from 0, after checking that all indices lie within it. */
    private static int slots(String who, Tensor of, int dimension, Tensor indices) {
        int d = of.dimensionIndex(who, dimension);
        Positions from = new Positions(indices);
        for (long i = indices.elements(); i > 0; i--) {
            double index = indices.storage().getDouble(from.next());
            if (index < 1 || index > of.extent(d) || index != Math.rint(index)) {
                throw new IllegalArgumentException(who + ": expected indices from 1 to " + of.extent(d)
                        + " for dimension " + dimension + " of " + of.describe() + ", got "
                        + (index == (long) index ? String.valueOf((long) index) : String.valueOf(index)));
            }
        }
        return d;
    }

    private void checkSlices(String who, int d, Tensor indices, Tensor source) {
        self().like(who, source);
        long[] sizes = self().size();
        sizes[d] = indices.elements();
        if (!source.isSize(sizes)) {
            throw new IllegalArgumentException(who + ": expected " + Arrays.toString(sizes)
                    + ", a slice for each index, got " + source.describe());
        }
    }

    private void checkSizes(String who, int d, Tensor indices) {
        long[] sizes = self().size();
        if (indices.dim() == rank()) {
            sizes[d] = indices.size(d + 1);
        }
        if (!indices.isSize(sizes)) {
            throw new IllegalArgumentException(who + ": expected indices of the sizes of " + self().describe()
                    + " except in dimension " + (d + 1) + ", got " + indices.describe());
        }
    }

    /** Whether slices at indices of dimension {@code d} are rows that kernels can take. */
    private static boolean haveRows(Tensor of, int d) {
        return d == 0 && of.rank() > 1 && of.isContiguous() && of.elementType().isFloatingPoint();
    }

    private static Tensor rows(Tensor of) {
        return of.view(of.extent(0), of.elements() / of.extent(0));
    }
}
