package org.rnn4j.facade.kernels;

/** Contiguous images, each of several planes. */
record Planes(Storage storage, long offset, int images, int count, int height, int width) {
    static Planes of(String kernel, View view) {
        if (view.rank() != 4 || !view.isContiguous()) {
            throw new IllegalArgumentException(kernel + ": expected contiguous images of 4 dimensions, got "
                    + (view.isContiguous() ? "" : "scattered ") + Walk.describe(view));
        }
        long last = view.offset() + view.elements() - 1;
        if (last >= view.storage().size()) {
            throw new IllegalArgumentException(kernel + ": expected a storage of more than " + last + " numbers, got "
                    + view.storage().size());
        }
        return new Planes(
                view.storage(),
                view.offset(),
                Math.toIntExact(view.extent(0)),
                Math.toIntExact(view.extent(1)),
                Math.toIntExact(view.extent(2)),
                Math.toIntExact(view.extent(3)));
    }

    /** Numbers in a plane. */
    int size() {
        return height * width;
    }

    long start(int image, int plane) {
        return offset + ((long) image * count + plane) * size();
    }

    Run plane(int image, int plane) {
        return new Run(storage, start(image, plane), 1);
    }

    /** The planes of an image, one in a row. */
    Matrix image(int image) {
        return new Matrix(storage, start(image, 0), count, size(), size(), 1);
    }
}
