package org.rnn4j.facade.kernels;

/**
 * The windows whose place number {@code k} is not in the padding, along one dimension.
 *
 * @param first the first such window
 * @param count how many there are
 * @param place where that place of the first one is
 */
record Nd4jWindowSpan(int first, int count, int place) {
    static Nd4jWindowSpan of(WindowAxis axis, int k, int extent, int windows) {
        int start = k * axis.dilation() - axis.padding();
        int first = Math.max(0, -Math.floorDiv(start, axis.stride()));
        int last = Math.min(windows - 1, Math.floorDiv(extent - 1 - start, axis.stride()));
        return new Nd4jWindowSpan(first, last - first + 1, start + first * axis.stride());
    }
}
