package org.rnn4j.facade.kernels;

/**
 * Visits the elements of several views of the same number of elements in the same order, one run at a time: everything at once if all are
 * contiguous, else the last dimension at each step. Contiguous views take on the sizes of the others. The last view is the result.
 */
final class Walk {
    private static final long[] NONE = {};
    private static final long[][] NO_STEPS = {};

    /** Numbers in each run. */
    final long count;

    private final Run[] runs;
    private final long[] extents;
    private final long[][] steps;
    private final long[] position;

    /**
     * @throws IllegalArgumentException if the numbers of elements, or the sizes of views that are not contiguous, differ; if elements of the
     *     result share a place
     */
    Walk(String kernel, View... views) {
        checkApart(kernel, views[views.length - 1]);
        View shape = views[0];
        for (View view : views) {
            if (view.elements() != shape.elements()) {
                throw differ(kernel, shape, view);
            }
            if (shape.isContiguous()) {
                shape = view;
            }
        }
        boolean flat = shape.isContiguous();
        int outer = flat ? 0 : shape.rank() - 1;
        count = flat ? shape.elements() : shape.extent(outer);
        runs = new Run[views.length];
        extents = flat ? NONE : new long[outer];
        steps = flat ? NO_STEPS : new long[views.length][outer];
        position = flat ? NONE : new long[outer];
        for (int d = 0; d < outer; d++) {
            extents[d] = shape.extent(d);
        }
        for (int v = 0; v < views.length; v++) {
            runs[v] = views[v].isContiguous()
                    ? contiguous(kernel, shape, views[v], flat ? NONE : steps[v])
                    : scattered(kernel, shape, views[v], steps[v]);
        }
    }

    private static Run contiguous(String kernel, View shape, View view, long[] steps) {
        long step = 1;
        for (int d = steps.length; d-- > 0; ) {
            step *= shape.extent(d + 1);
            steps[d] = step;
        }
        return Run.of(kernel, view, view.offset() + view.elements() - 1, 1);
    }

    private static Run scattered(String kernel, View shape, View view, long[] steps) {
        if (view.rank() != shape.rank()) {
            throw differ(kernel, shape, view);
        }
        long last = view.offset();
        for (int d = 0; d < view.rank(); d++) {
            if (view.extent(d) != shape.extent(d)) {
                throw differ(kernel, shape, view);
            }
            last += (view.extent(d) - 1) * view.step(d);
            if (d < steps.length) {
                steps[d] = view.step(d);
            }
        }
        return Run.of(kernel, view, last, view.step(steps.length));
    }

    /** Whether one run is all there is. */
    boolean isSingle() {
        return extents.length == 0;
    }

    /** The present run of view {@code index}, from 0. */
    Run run(int index) {
        return runs[index];
    }

    /** Moves on to the next run of every view; false if there is none. */
    boolean next() {
        int d = extents.length - 1;
        while (d >= 0 && ++position[d] == extents[d]) {
            position[d] = 0;
            for (int v = 0; v < runs.length; v++) {
                runs[v].offset -= (extents[d] - 1) * steps[v][d];
            }
            d--;
        }
        if (d < 0) {
            return false;
        }
        for (int v = 0; v < runs.length; v++) {
            runs[v].offset += steps[v][d];
        }
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

    private static IllegalArgumentException differ(String kernel, View x, View y) {
        return new IllegalArgumentException(
                kernel + ": expected views of the same size, got " + describe(x) + " and " + describe(y));
    }
}
