package org.rnn4j.facade.tensor;

import java.util.Arrays;

/**
 * Puts the elements of slices into order. Equal elements end where Torch's quicksort and quickselect leave them, which both take the median of
 * the first, the middle and the last element: no rule promises it, but indices show it. NaN is neither before nor behind anything.
 */
final class Ordering {
    /** Parts up to this size are left to the insertion sort. */
    private static final int SMALL = 10;

    private final Slices slices;
    private final boolean floating;
    private final double[] doubles;
    private final long[] longs;
    private final int[] order;
    private boolean falling;

    /** Where the part behind the median of the last partition begins. */
    private int beyond;

    Ordering(Slices slices, boolean floating) {
        this.slices = slices;
        this.floating = floating;
        doubles = new double[floating ? slices.length : 0];
        longs = new long[floating ? 0 : slices.length];
        order = new int[slices.length];
    }

    /** Reads the slice that {@code slices} is at. */
    void read() {
        if (floating) {
            slices.read(doubles);
        } else {
            slices.read(longs);
        }
    }

    /** Less than, equal to or greater than 0 as the element at {@code i} is to that at {@code j}; 0 if one is NaN. */
    int compare(int i, int j) {
        if (!floating) {
            return Long.compare(longs[i], longs[j]);
        }
        double a = doubles[i];
        double b = doubles[j];
        return a < b ? -1 : a > b ? 1 : 0;
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
        begin(descending);
        sort(0, order.length);
        return order;
    }

    /** Where the element with {@code k} elements before it in the order is. */
    int select(int k) {
        begin(false);
        select(k, 0, order.length);
        return order[k];
    }

    /** Where the {@code k} smallest, or greatest, elements are, in order or not. */
    int[] first(int k, boolean greatest, boolean ordered) {
        begin(false);
        int n = order.length;
        int from = greatest ? n - k : 0;
        if (greatest && from > 0) {
            select(from - 1, 0, n);
        } else if (!greatest) {
            select(k - 1, 0, n);
        }
        if (ordered) {
            falling = greatest;
            // The last one of the smallest is at its place already.
            sort(from, greatest ? n : k - 1);
        }
        return Arrays.copyOfRange(order, from, from + k);
    }

    private void begin(boolean descending) {
        falling = descending;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /** Whether the element at {@code i} belongs before that at {@code j}; never if one is NaN. */
    private boolean before(int i, int j) {
        return falling ? compare(i, j) > 0 : compare(i, j) < 0;
    }

    private void swap(int i, int j) {
        int position = order[i];
        order[i] = order[j];
        order[j] = position;
    }

    /** Quicksort down to small parts, and one insertion sort over all. */
    private void sort(int from, int to) {
        if (to - from - 1 > SMALL) {
            split(from, to - 1);
        }
        for (int i = to - 2; i >= from; i--) {
            int moved = order[i];
            int gap = i;
            while (gap + 1 < to && before(order[gap + 1], moved)) {
                order[gap] = order[gap + 1];
                gap++;
            }
            order[gap] = moved;
        }
    }

    private void split(int first, int last) {
        int low = first;
        int high = last;
        while (true) {
            int pivot = partition(low, high);
            int left = pivot - low;
            int right = high - beyond + 1;
            int next = beyond;
            if (left <= SMALL && right <= SMALL) {
                return;
            }
            if (left > right) {
                if (right > SMALL) {
                    split(next, high);
                }
                high = pivot - 1;
            } else {
                if (left > SMALL) {
                    split(low, pivot - 1);
                }
                low = next;
            }
        }
    }

    /**
     * Brings what belongs before the median of the first, the middle and the last element to the left, and what belongs behind it to the
     * right. Returns where that median is; what is to the right begins at {@link #beyond}.
     */
    private int partition(int low, int high) {
        swap((low + high) >>> 1, low + 1);
        orderPair(low + 1, high);
        orderPair(low, high);
        orderPair(low + 1, low);
        int i = low + 1;
        int j = high;
        int pivot = order[low];
        while (true) {
            do {
                i++;
            } while (i < high && before(order[i], pivot));
            do {
                j--;
            } while (j > low && before(pivot, order[j]));
            if (j < i) {
                break;
            }
            swap(i, j);
        }
        swap(low, j);
        beyond = i;
        return j;
    }

    private void orderPair(int i, int j) {
        if (before(order[j], order[i])) {
            swap(i, j);
        }
    }

    private void select(int k, int from, int to) {
        int low = from;
        int high = to - 1;
        while (high > low + 1) {
            int pivot = partition(low, high);
            if (pivot <= k) {
                low = beyond;
            }
            if (pivot >= k) {
                high = pivot - 1;
            }
        }
        if (high == low + 1) {
            orderPair(low, high);
        }
    }

    /** Where the smallest of the most frequent elements is, as the order has it last. */
    int mode() {
        sorted(false);
        int best = order[0];
        int most = 0;
        int first = 0;
        for (int i = 0; i < order.length; i++) {
            if (i + 1 == order.length
                    || isNaN(order[i])
                    || compare(order[i], order[i + 1]) != 0
                    || isNaN(order[i + 1])) {
                if (i - first + 1 > most) {
                    most = i - first + 1;
                    best = order[i];
                }
                first = i + 1;
            }
        }
        return best;
    }
}
