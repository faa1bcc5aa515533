package org.rnn4j.facade.kernels;

/**
 * How windows lie along one dimension: {@code size} places {@code dilation} apart, the next window {@code stride} further on, the first one
 * beginning {@code padding} before the first place.
 *
 * @param size places in a window
 * @param stride from one window to the next
 * @param padding places before the first one and behind the last one that count as empty
 * @param dilation from one place of a window to the next; 1 for neighbours
 */
public record WindowAxis(int size, int stride, int padding, int dilation) {
    /** Checks the numbers. */
    public WindowAxis {
        if (size < 1 || stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException(
                    "windows: expected a size, a stride and a dilation from 1 on, and a padding from 0 on, got " + size
                            + ", " + stride + ", " + dilation + " and " + padding);
        }
    }

    /** How far a window reaches from its first place on. */
    public int reach() {
        return dilation * (size - 1) + 1;
    }

    /** How many windows fit into {@code extent} places and the padding; less than 1 if none does. */
    public long count(long extent) {
        return Math.floorDiv(extent + 2L * padding - reach(), stride) + 1;
    }

    /** How far {@code count} windows reach together. */
    int covered(int count) {
        return (count - 1) * stride + reach();
    }

    /**
     * What window number {@code window} over {@code extent} places contributes to the divisor of its sum. As in Torch a number of places is negative for
     * a window that begins behind the end.
     */
    int counted(int window, int extent, PoolDivisor divisor) {
        int start = window * stride - padding;
        int end = Math.min(start + size, extent + padding);
        return switch (divisor) {
            case PLACES_WITH_PADDING -> end - start;
            case PLACES -> Math.min(end, extent) - Math.max(start, 0);
            case ONE -> 1;
        };
    }

    boolean isPointwise() {
        return size == 1 && stride == 1 && padding == 0;
    }
}
