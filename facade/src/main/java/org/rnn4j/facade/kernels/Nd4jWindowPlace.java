package org.rnn4j.facade.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One place of a window, and the windows where it is not in the padding.
 *
 * @param number which place, from 0, row by row
 * @param width of the planes that the windows lie over
 */
record Nd4jWindowPlace(Windows windows, int number, Span down, Span across, int width) {
    /**
     * The windows whose place number {@code k} is not in the padding, along one dimension.
     *
     * @param first the first such window
     * @param count how many there are
     * @param place where that place of the first one is
     */
    record Span(int first, int count, int place) {
        static Span of(WindowAxis axis, int k, int extent, int windows) {
            int start = k * axis.dilation() - axis.padding();
            int first = Math.max(0, -Math.floorDiv(start, axis.stride()));
            int last = Math.min(windows - 1, Math.floorDiv(extent - 1 - start, axis.stride()));
            return new Span(first, last - first + 1, start + first * axis.stride());
        }
    }

    static Nd4jWindowPlace of(Windows windows, int row, int column, Planes x, Planes y) {
        return new Nd4jWindowPlace(
                windows,
                row * windows.horizontal().size() + column,
                Span.of(windows.vertical(), row, x.height(), y.height()),
                Span.of(windows.horizontal(), column, x.width(), y.width()),
                x.width());
    }

    /** What the windows see there, in images that they lie over. */
    INDArray in(View x) {
        long offset = x.offset() + (long) down.place() * x.step(2) + across.place();
        long[] steps = {
            x.step(0),
            x.step(1),
            windows.vertical().stride() * x.step(2),
            windows.horizontal().stride()
        };
        return x.storage().array(offset, sizes(x.extent(0), x.extent(1)), steps);
    }

    /** What belongs to the windows, in images with a number for each. */
    INDArray of(View y) {
        long offset = y.offset() + down.first() * y.step(2) + across.first();
        long[] steps = {y.step(0), y.step(1), y.step(2), 1};
        return y.storage().array(offset, sizes(y.extent(0), y.extent(1)), steps);
    }

    /** What belongs to the place and the windows, in {@code [planes, places, rows of windows, windows in a row]}. */
    INDArray columns(View columns) {
        long offset = columns.offset() + number * columns.step(1) + down.first() * columns.step(2) + across.first();
        long[] steps = {columns.elements(), columns.step(0), columns.step(2), 1};
        return columns.storage().array(offset, sizes(1, columns.extent(0)), steps);
    }

    /** Where in a plane the windows have the place, from 1, row by row: longs for one plane of one image. */
    INDArray numbers() {
        INDArray rows = Nd4j.arange(down.count())
                .castTo(ElementType.LONG.dataType())
                .muli((long) windows.vertical().stride() * width)
                .reshape(down.count(), 1);
        INDArray columns = Nd4j.arange(across.count())
                .castTo(ElementType.LONG.dataType())
                .muli(windows.horizontal().stride())
                .reshape(1, across.count());
        long first = (long) down.place() * width + across.place() + 1;
        return rows.add(columns).addi(first).reshape(1, 1, down.count(), across.count());
    }

    private long[] sizes(long images, long planes) {
        return new long[] {images, planes, down.count(), across.count()};
    }
}
