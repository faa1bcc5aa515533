package org.rnn4j.facade.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Visits the elements of several views of the same number of elements in the same order, one run at a time: everything at once if all are
 * contiguous. Contiguous views take on the sizes of the others. The last view is the result.
 */
final class Walk {
    private static final Positions[] NONE = {};

    /** Numbers in the present run. */
    long count;

    private final Run[] runs;
    private final Positions[] positions;
    private long left;

    /**
     * @throws IllegalArgumentException if the numbers of elements, or the sizes of views that are not contiguous, differ; if elements of the
     *     result share a place
     */
    Walk(String kernel, View... views) {
        this(kernel, views, views[views.length - 1]);
    }

    /** Visits operands alone, whose elements may share places. */
    static Walk ofOperands(String kernel, View... views) {
        return new Walk(kernel, views, null);
    }

    private Walk(String kernel, View[] views, @Nullable View result) {
        if (result != null) {
            checkApart(kernel, result);
        }
        View shape = views[0];
        for (View view : views) {
            checkSizes(kernel, shape, view);
            if (shape.isContiguous()) {
                shape = view;
            }
        }
        runs = new Run[views.length];
        positions = shape.isContiguous() ? NONE : new Positions[views.length];
        for (int v = 0; v < views.length; v++) {
            if (positions != NONE) {
                positions[v] = new Positions(views[v]);
            }
            runs[v] = positions == NONE || views[v].isContiguous()
                    ? Run.of(kernel, views[v], views[v].offset() + views[v].elements() - 1, 1)
                    : Run.of(kernel, views[v], last(views[v]), positions[v].stride());
        }
        left = shape.elements();
        count = left;
        shorten();
    }

    private static void checkSizes(String kernel, View shape, View view) {
        boolean same = view.elements() == shape.elements();
        if (same && !shape.isContiguous() && !view.isContiguous()) {
            same = view.rank() == shape.rank();
            for (int d = 0; same && d < view.rank(); d++) {
                same = view.extent(d) == shape.extent(d);
            }
        }
        if (!same) {
            throw new IllegalArgumentException(
                    kernel + ": expected views of the same size, got " + describe(shape) + " and " + describe(view));
        }
    }

    private static long last(View view) {
        long last = view.offset();
        for (int d = 0; d < view.rank(); d++) {
            last += (view.extent(d) - 1) * view.step(d);
        }
        return last;
    }

    /** Ends the present run where that of any view does. */
    private void shorten() {
        for (Positions each : positions) {
            count = Math.min(count, each.left());
        }
    }

    /** The present run of view {@code index}, from 0. */
    Run run(int index) {
        return runs[index];
    }

    /** Moves on to the next run of every view; false if there is none. */
    boolean next() {
        left -= count;
        if (left == 0) {
            return false;
        }
        for (int v = 0; v < runs.length; v++) {
            positions[v].skip(count);
            runs[v].offset = positions[v].position();
        }
        count = left;
        shorten();
        return true;
    }

    /** @throws IllegalArgumentException if elements of a view that is to be written to share a place in memory */
    static void checkApart(String kernel, View result) {
        if (result.isOverlapping()) {
            throw new IllegalArgumentException(
                    kernel + ": expected a result whose elements lie apart, got an expanded view " + describe(result)
                            + "; copy it first");
        }
    }

    static String describe(View view) {
        StringBuilder text = new StringBuilder("[");
        for (int d = 0; d < view.rank(); d++) {
            text.append(d == 0 ? "" : ", ").append(view.extent(d));
        }
        return text.append(']').toString();
    }
}
