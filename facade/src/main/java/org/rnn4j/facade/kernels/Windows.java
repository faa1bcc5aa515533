package org.rnn4j.facade.kernels;

/** How windows lie over the planes of an image. */
public record Windows(WindowAxis vertical, WindowAxis horizontal) {
    /** Places in a window. */
    int size() {
        return vertical.size() * horizontal.size();
    }

    /** Whether each window is one place and every place has one. */
    boolean isPointwise() {
        return vertical.isPointwise() && horizontal.isPointwise();
    }
}
