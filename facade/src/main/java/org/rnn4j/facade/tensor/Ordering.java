package org.rnn4j.facade.tensor;

/** Puts the elements of slices into order. NaN counts as greater than all numbers; equal elements keep their order. */
final class Ordering {
    private final Slices slices;
    private final boolean floating;
    private final double[] doubles;
    private final long[] longs;
    private final int[] spare;

    Ordering(Slices slices, boolean floating) {
        this.slices = slices;
        this.floating = floating;
        doubles = new double[floating ? slices.length : 0];
        longs = new long[floating ? 0 : slices.length];
        spare = new int[slices.length];
    }

    /** Reads the slice that {@code slices} is at. */
    void read() {
        if (floating) {
            slices.read(doubles);
        } else {
            slices.read(longs);
        }
    }

    /** Less than, equal to or greater than 0 as the element at {@code i} is to that at {@code j}. */
    int compare(int i, int j) {
        if (!floating) {
            return Long.compare(longs[i], longs[j]);
        }
        double a = doubles[i];
        double b = doubles[j];
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    boolean isNaN(int i) {
        return floating && Double.isNaN(doubles[i]);
    }

    /** Where the first of the greatest, or smallest, elements is; the first NaN if there is one. */
    int extreme(boolean greatest) {
        int best = 0;
        for (int i = 0; i < slices.length; i++) {
            if (isNaN(i)) {
                return i;
            }
            int comparison = compare(i, best);
            if (greatest ? comparison > 0 : comparison < 0) {
                best = i;
            }
        }
        return best;
    }

    /** Where the elements are, from the smallest to the greatest, or the other way round. */
    int[] sorted(boolean descending) {
        int n = slices.length;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int width = 1; width < n; width *= 2) {
            for (int low = 0; low < n - width; low += 2 * width) {
                merge(order, low, low + width, Math.min(low + 2 * width, n), descending);
            }
        }
        return order;
    }

    private void merge(int[] order, int low, int middle, int high, boolean descending) {
        System.arraycopy(order, low, spare, low, middle - low);
        int left = low;
        int right = middle;
        for (int to = low; left < middle; to++) {
            int comparison = right < high ? compare(spare[left], order[right]) : -1;
            boolean takeLeft = right == high || (descending ? comparison >= 0 : comparison <= 0);
            order[to] = takeLeft ? spare[left++] : order[right++];
        }
    }

    /** Where the smallest of the most frequent elements is, the last time it occurs. */
    int mode() {
        int[] order = sorted(false);
        int best = 0;
        int most = 0;
        for (int first = 0, i = 0; i < order.length; i++) {
            if (compare(order[first], order[i]) != 0) {
                first = i;
            }
            if (i - first + 1 > most) {
                most = i - first + 1;
                best = order[i];
            }
        }
        return best;
    }
}
