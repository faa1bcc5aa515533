package org.rnn4j.facade.kernels;

/** A contiguous view of any sizes, made of other views' memory or of a {@link GrowingBuffer}. */
final class Rows implements View {
    private final Storage storage;
    private final long offset;
    private final long[] sizes;
    private final long elements;

    Rows(Storage storage, long offset, long... sizes) {
        this.storage = storage;
        this.offset = offset;
        this.sizes = sizes;
        long product = 1;
        for (long size : sizes) {
            product *= size;
        }
        this.elements = product;
    }

    /** All elements of a contiguous view as rows of {@code columns}. */
    static Rows of(View view, long columns) {
        return new Rows(view.storage(), view.offset(), view.elements() / columns, columns);
    }

    /** {@code count} rows of a matrix from row {@code first} on. */
    Rows narrow(long first, long count) {
        return new Rows(storage, offset + first * sizes[1], count, sizes[1]);
    }

    /** {@code count} columns of a matrix from column {@code first} on. */
    View columns(long first, long count) {
        return new Matrix(storage, offset + first, Math.toIntExact(sizes[0]), Math.toIntExact(count), sizes[1], 1);
    }

    /** The same elements in other sizes. */
    Rows reshape(long... newSizes) {
        return new Rows(storage, offset, newSizes);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public int rank() {
        return sizes.length;
    }

    @Override
    public long extent(int dimension) {
        return sizes[dimension];
    }

    @Override
    public long step(int dimension) {
        long step = 1;
        for (int d = sizes.length - 1; d > dimension; d--) {
            step *= sizes[d];
        }
        return step;
    }

    @Override
    public long elements() {
        return elements;
    }

    @Override
    public boolean isContiguous() {
        return true;
    }
}
