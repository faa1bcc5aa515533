package org.rnn4j.facade.tensor;

import java.util.Arrays;
import org.rnn4j.facade.kernels.View;

/** The chapter of {@link Tensor} that gives other views of its elements; all of them share its memory unless they say copy. */
public sealed interface Views extends View permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    // ---- parts

    /**
     * The elements {@code first} to {@code first + size - 1} of one dimension, sharing memory.
     *
     * @param dimension from 1
     * @param first from 1
     */
    default Tensor narrow(int dimension, long first, long size) {
        int d = self().dimensionIndex("narrow", dimension);
        long[] sizes = self().sizes();
        if (first < 1 || size < 1 || size > sizes[d] - first + 1) {
            throw new IllegalArgumentException("narrow: expected a range within 1 to " + sizes[d] + " of dimension "
                    + dimension + " of " + self().describe() + ", got first " + first + ", size " + size);
        }
        long[] newSizes = sizes.clone();
        newSizes[d] = size;
        return view(offset() + (first - 1) * self().strides()[d], newSizes, self().strides());
    }

    /**
     * The slice at {@code index} of one dimension, which goes away; memory is shared. Of a vector this is a vector of one element.
     *
     * @param dimension from 1
     * @param index from 1
     */
    default Tensor select(int dimension, long index) {
        int d = self().dimensionIndex("select", dimension);
        if (index < 1 || index > self().sizes()[d]) {
            throw new IllegalArgumentException("select: expected an index from 1 to " + self().sizes()[d]
                    + " in dimension " + dimension + " of " + self().describe() + ", got " + index);
        }
        if (rank() == 1) {
            return narrow(1, index, 1);
        }
        return view(
                offset() + (index - 1) * self().strides()[d],
                StridedTensor.without(self().sizes(), d),
                StridedTensor.without(self().strides(), d));
    }

    /**
     * The block of elements within a range of each dimension, sharing memory.
     *
     * @param ranges first and last index of dimension 1, of dimension 2, ..., from 1; negative ones count from the end, -1 being the
     *     last. Dimensions without a range stay whole.
     */
    default Tensor sub(long... ranges) {
        if (ranges.length % 2 != 0 || ranges.length == 0 || ranges.length > 2 * rank()) {
            throw new IllegalArgumentException("sub: expected a first and a last index for up to " + rank()
                    + " dimensions of " + self().describe() + ", got " + Arrays.toString(ranges));
        }
        Tensor part = self();
        for (int d = 0; 2 * d < ranges.length; d++) {
            long size = self().sizes()[d];
            long first = ranges[2 * d] < 0 ? size + ranges[2 * d] + 1 : ranges[2 * d];
            long last = ranges[2 * d + 1] < 0 ? size + ranges[2 * d + 1] + 1 : ranges[2 * d + 1];
            if (first < 1 || last > size || last < first) {
                throw new IllegalArgumentException("sub: expected a range within 1 to " + size + " of dimension "
                        + (d + 1) + " of " + self().describe() + ", got " + ranges[2 * d] + " to " + ranges[2 * d + 1]);
            }
            part = part.narrow(d + 1, first, last - first + 1);
        }
        return part == self() ? view(offset(), self().sizes(), self().strides()) : part;
    }

    /**
     * Torch's {@code t[{2, {1, 3}}]}, {@code t.at(2, Range.of(1, 3))}: what lies at an index, or within a range, of dimension 1, of dimension 2,
     * ..., sharing memory. Dimensions left out stay whole; indices count from 1, negative ones from the end.
     *
     * @param places a number, which takes the dimension away, or a {@link Range}, for each
     */
    default Tensor at(Object... places) {
        if (places.length == 0 || places.length > rank()) {
            throw new IllegalArgumentException(
                    "at: expected up to " + rank() + " places in " + self().describe() + ", got " + places.length);
        }
        Tensor part = self();
        int dimension = 1;
        for (Object place : places) {
            long size = part.size(dimension);
            Range range = place instanceof Range given
                    ? given
                    : place instanceof Number number ? Range.of(number.longValue(), number.longValue()) : null;
            if (range == null) {
                throw new IllegalArgumentException("at: expected a number or a Range for each dimension, got " + place);
            }
            long first = range.first() < 0 ? size + range.first() + 1 : range.first();
            long last = range.last() < 0 ? size + range.last() + 1 : range.last();
            if (first < 1 || last > size || last < first) {
                throw new IllegalArgumentException("at: expected places from 1 to " + size + " of dimension "
                        + dimension + " of " + part.describe() + ", got " + place);
            }
            if (place instanceof Range) {
                part = part.narrow(dimension, first, last - first + 1);
                dimension++;
            } else {
                part = part.select(dimension, first);
            }
        }
        return part;
    }

    /** {@link #split(long, int)} along the first dimension. */
    default Table split(long size) {
        return split(size, 1);
    }

    /**
     * Pieces of size {@code size} along one dimension, the last one smaller if need be; memory is shared.
     *
     * @param dimension from 1
     */
    default Table split(long size, int dimension) {
        int d = self().dimensionIndex("split", dimension);
        if (size < 1) {
            throw new IllegalArgumentException("split: expected a positive size, got " + size);
        }
        Table pieces = new Table();
        for (long first = 1; first <= self().sizes()[d]; first += size) {
            pieces.insert(narrow(dimension, first, Math.min(size, self().sizes()[d] - first + 1)));
        }
        return pieces;
    }

    /** {@link #chunk(long, int)} along the first dimension. */
    default Table chunk(long pieces) {
        return chunk(pieces, 1);
    }

    /**
     * At most {@code pieces} pieces of the same size along one dimension, the last one smaller if need be; memory is shared.
     *
     * @param dimension from 1
     */
    default Table chunk(long pieces, int dimension) {
        int d = self().dimensionIndex("chunk", dimension);
        if (pieces < 1) {
            throw new IllegalArgumentException("chunk: expected a positive number of pieces, got " + pieces);
        }
        return split((self().sizes()[d] + pieces - 1) / pieces, dimension);
    }

    /**
     * All slices of size {@code size} along one dimension, {@code step} apart, as a new last dimension; memory is shared.
     *
     * @param dimension from 1
     */
    default Tensor unfold(int dimension, long size, long step) {
        int d = self().dimensionIndex("unfold", dimension);
        if (size < 1 || size > self().sizes()[d] || step < 1) {
            throw new IllegalArgumentException("unfold: expected a size from 1 to " + self().sizes()[d]
                    + " and a positive step for " + self().describe() + ", got size " + size + ", step " + step);
        }
        long[] newSizes = StridedTensor.with(self().sizes(), rank(), size);
        long[] newStrides = StridedTensor.with(self().strides(), rank(), self().strides()[d]);
        newSizes[d] = (self().sizes()[d] - size) / step + 1;
        newStrides[d] = self().strides()[d] * step;
        return view(offset(), newSizes, newStrides);
    }

    // ---- the same elements with other sizes

    /**
     * The same elements with other sizes, sharing memory.
     *
     * @param newSizes the sizes, one of which may be -1: whatever is left
     * @throws IllegalArgumentException if the tensor is not contiguous or the number of elements does not fit
     */
    default Tensor view(long... newSizes) {
        if (!isContiguous()) {
            throw new IllegalArgumentException(
                    "view: expected a contiguous tensor, got " + self().describe() + "; call contiguous() first");
        }
        long[] complete = complete("view", newSizes);
        return view(offset(), complete, StridedTensor.contiguousStrides(complete));
    }

    /** The same elements with the sizes of {@code other}, sharing memory. */
    default Tensor viewAs(Tensor other) {
        return view(other.size());
    }

    /**
     * A contiguous copy with other sizes.
     *
     * @param newSizes the sizes, one of which may be -1: whatever is left
     */
    default Tensor reshape(long... newSizes) {
        long[] complete = complete("reshape", newSizes);
        return new Tensor(self().elementType(), complete).copy(self());
    }

    private long[] complete(String who, long[] newSizes) {
        long[] complete = newSizes.clone();
        int open = -1;
        long known = 1;
        for (int d = 0; d < complete.length; d++) {
            if (complete[d] == -1 && open < 0) {
                open = d;
            } else if (complete[d] < 1) {
                throw new IllegalArgumentException(
                        who + ": expected positive sizes and at most one -1, got " + Arrays.toString(newSizes));
            } else {
                known *= complete[d];
            }
        }
        if (open >= 0 && known > 0 && elements() % known == 0) {
            complete[open] = elements() / known;
            known = elements();
        }
        if (known != elements() || complete.length == 0) {
            throw new IllegalArgumentException(who + ": expected sizes with " + elements() + " elements as "
                    + self().describe() + " has, got " + Arrays.toString(newSizes));
        }
        return complete;
    }

    // ---- dimensions exchanged, added, removed

    /**
     * Two dimensions exchanged, sharing memory.
     *
     * @param first from 1
     * @param second from 1
     */
    default Tensor transpose(int first, int second) {
        int a = self().dimensionIndex("transpose", first);
        int b = self().dimensionIndex("transpose", second);
        return view(offset(), exchanged(self().sizes(), a, b), exchanged(self().strides(), a, b));
    }

    private static long[] exchanged(long[] values, int a, int b) {
        long[] exchanged = values.clone();
        exchanged[a] = values[b];
        exchanged[b] = values[a];
        return exchanged;
    }

    /** Rows and columns of a matrix exchanged, sharing memory. */
    default Tensor t() {
        if (rank() != 2) {
            throw new IllegalArgumentException("t: expected a matrix, got " + self().describe());
        }
        return transpose(1, 2);
    }

    /**
     * All dimensions in another order, sharing memory.
     *
     * @param dimensions the dimension, from 1, that comes first, second, ...
     */
    default Tensor permute(int... dimensions) {
        long[] newSizes = new long[rank()];
        long[] newStrides = new long[rank()];
        boolean complete = dimensions.length == rank();
        for (int i = 0; complete && i < dimensions.length; i++) {
            int d = self().dimensionIndex("permute", dimensions[i]);
            complete = Arrays.stream(dimensions, 0, i).noneMatch(earlier -> earlier == d + 1);
            newSizes[i] = self().sizes()[d];
            newStrides[i] = self().strides()[d];
        }
        if (!complete) {
            throw new IllegalArgumentException("permute: expected each dimension of " + self().describe()
                    + " once, got " + Arrays.toString(dimensions));
        }
        return view(offset(), newSizes, newStrides);
    }

    /** Without the dimensions of size 1, sharing memory; one dimension always stays. */
    default Tensor squeeze() {
        int kept = 0;
        long[] newSizes = new long[rank()];
        long[] newStrides = new long[rank()];
        for (int d = 0; d < rank(); d++) {
            if (self().sizes()[d] != 1) {
                newSizes[kept] = self().sizes()[d];
                newStrides[kept++] = self().strides()[d];
            }
        }
        if (kept == 0 && rank() > 0) {
            newSizes[0] = 1;
            newStrides[0] = 1;
            kept = 1;
        }
        return view(offset(), Arrays.copyOf(newSizes, kept), Arrays.copyOf(newStrides, kept));
    }

    /**
     * Without dimension {@code dimension} if its size is 1 and it is not the only one, sharing memory.
     *
     * @param dimension from 1
     */
    default Tensor squeeze(int dimension) {
        int d = self().dimensionIndex("squeeze", dimension);
        return self().sizes()[d] == 1 && rank() > 1
                ? view(offset(), StridedTensor.without(self().sizes(), d), StridedTensor.without(self().strides(), d))
                : view(offset(), self().sizes(), self().strides());
    }

    /**
     * With a new dimension of size 1, sharing memory.
     *
     * @param dimension where it will be, from 1
     */
    default Tensor unsqueeze(int dimension) {
        if (dimension < 1 || dimension > rank() + 1 || elements() == 0) {
            throw new IllegalArgumentException("unsqueeze: expected a dimension from 1 to " + (rank() + 1) + " for "
                    + self().describe() + ", got " + dimension);
        }
        int d = dimension - 1;
        long stride = d < rank() ? self().sizes()[d] * self().strides()[d] : 1;
        return view(
                offset(), StridedTensor.with(self().sizes(), d, 1), StridedTensor.with(self().strides(), d, stride));
    }

    // ---- repetition

    /**
     * Dimensions of size 1 stretched to the sizes given, sharing memory: all elements along such a dimension are the same one.
     *
     * @param newSizes as many as there are dimensions; more put new dimensions in front
     */
    default Tensor expand(long... newSizes) {
        int extra = newSizes.length - rank();
        if (extra < 0 || elements() == 0) {
            throw new IllegalArgumentException("expand: expected at least " + rank() + " sizes for " + self().describe()
                    + ", got " + Arrays.toString(newSizes));
        }
        long[] newStrides = new long[newSizes.length];
        for (int d = 0; d < newSizes.length; d++) {
            long size = d < extra ? 1 : self().sizes()[d - extra];
            if (newSizes[d] == size) {
                newStrides[d] = d < extra ? 0 : self().strides()[d - extra];
            } else if (size != 1 || newSizes[d] < 1) {
                throw new IllegalArgumentException(
                        "expand: expected " + size + " in dimension " + (d + 1) + " of " + Arrays.toString(newSizes)
                                + ", as only dimensions of size 1 stretch, in " + self().describe());
            }
        }
        return view(offset(), newSizes.clone(), newStrides);
    }

    /** {@link #expand} to the sizes of {@code other}. */
    default Tensor expandAs(Tensor other) {
        return expand(other.size());
    }

    /**
     * A copy in which this tensor lies {@code times[d]} times side by side along each dimension.
     *
     * @param times as many as there are dimensions; more put new dimensions in front
     */
    default Tensor repeatTensor(long... times) {
        int extra = times.length - rank();
        if (extra < 0 || elements() == 0 || Arrays.stream(times).anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("repeatTensor: expected at least " + rank() + " positive numbers for "
                    + self().describe() + ", got " + Arrays.toString(times));
        }
        // Each dimension is split into (which repetition, where in it); the first of the two has stride 0 on this side.
        long[] newSizes = new long[times.length];
        long[] splitSizes = new long[2 * times.length];
        long[] splitStrides = new long[2 * times.length];
        for (int d = 0; d < times.length; d++) {
            long size = d < extra ? 1 : self().sizes()[d - extra];
            newSizes[d] = times[d] * size;
            splitSizes[2 * d] = times[d];
            splitSizes[2 * d + 1] = size;
            splitStrides[2 * d + 1] = d < extra ? 0 : self().strides()[d - extra];
        }
        return new Tensor(self().elementType(), newSizes).copy(view(offset(), splitSizes, splitStrides));
    }

    // ---- joining

    /** This tensor and {@code other}, one after the other along the last dimension; a copy. */
    default Tensor cat(Tensor other) {
        return new Tensor(self().elementType()).cat(Table.of(self(), other));
    }

    /**
     * This tensor and {@code other}, one after the other along a dimension; a copy.
     *
     * @param dimension from 1
     */
    default Tensor cat(Tensor other, int dimension) {
        return new Tensor(self().elementType()).cat(Table.of(self(), other), dimension);
    }

    /** {@link #cat(Table, int)} along the last dimension. */
    default Tensor cat(Table pieces) {
        int last = 1;
        for (int i = 1; i <= pieces.size(); i++) {
            last = Math.max(last, pieces.tensor(i).dim());
        }
        return cat(pieces, last);
    }

    /**
     * Becomes the pieces, one after the other along a dimension.
     *
     * @param pieces tensors of this type and of the same sizes, except along that dimension; vectors count as columns beyond
     *     dimension 1, empty tensors are left out
     * @param dimension from 1
     * @return this
     */
    default Tensor cat(Table pieces, int dimension) {
        long[] joined = {};
        boolean shared = false;
        for (int i = 1; i <= pieces.size(); i++) {
            Tensor piece = pieces.tensor(i);
            self().like("cat", piece);
            shared |= piece.storage() == storage();
            if (piece.elements() > 0) {
                joined = joined(joined, dimension, piece);
            }
        }
        Tensor result = shared ? new Tensor(self().elementType(), joined) : self().resize(joined);
        long first = 1;
        for (int i = 1; i <= pieces.size(); i++) {
            Tensor piece = pieces.tensor(i);
            if (piece.elements() > 0) {
                long size = dimension > piece.dim() ? 1 : piece.size(dimension);
                result.narrow(dimension, first, size).copy(piece);
                first += size;
            }
        }
        return shared ? self().resizeAs(result).copy(result) : self();
    }

    /** The sizes {@code before}, none at first, with {@code piece} joined on. */
    private static long[] joined(long[] before, int dimension, Tensor piece) {
        int rank = before.length == 0 ? Math.max(piece.dim(), dimension) : before.length;
        long[] sizes = Arrays.copyOf(piece.size(), rank);
        Arrays.fill(sizes, Math.min(piece.dim(), rank), rank, 1);
        long[] expected = before.length == 0 ? sizes.clone() : before.clone();
        if (dimension < 1 || dimension > rank) {
            throw new IllegalArgumentException("cat: expected a dimension from 1 to " + rank + ", got " + dimension);
        }
        expected[dimension - 1] = sizes[dimension - 1];
        if (piece.dim() > rank || !Arrays.equals(sizes, expected)) {
            throw new IllegalArgumentException("cat: expected pieces of the same sizes except in dimension " + dimension
                    + ", got " + piece.describe() + " after " + Arrays.toString(before));
        }
        if (before.length > 0) {
            sizes[dimension - 1] += before[dimension - 1];
        }
        return sizes;
    }

    private Tensor view(long newOffset, long[] newSizes, long[] newStrides) {
        return new Tensor(storage(), newOffset, newSizes, newStrides);
    }
}
