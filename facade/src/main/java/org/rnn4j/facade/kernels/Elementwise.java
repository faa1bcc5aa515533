package org.rnn4j.facade.kernels;

import java.lang.ref.Reference;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Applies any function of numbers to contiguous views, element by element: for what has no kernel of its own. Views are of float or
 * double, computed in double; results may be operands.
 */
public final class Elementwise {
    /** Elements fetched at a time: enough to forget the fetching, few enough to stay in the first cache. */
    private static final int CHUNK = 512;

    private Elementwise() {}

    /** {@code y = f(x)}. */
    public static void map(DoubleUnaryOperator f, View x, View y) {
        long n = x.elements();
        double[] a = chunk(n);
        for (long from = 0; from < n; from += CHUNK) {
            int count = get(x, from, a);
            for (int i = 0; i < count; i++) {
                a[i] = f.applyAsDouble(a[i]);
            }
            put(a, count, y, from);
        }
    }

    /** {@code z = f(x, y)}. */
    public static void map(DoubleBinaryOperator f, View x, View y, View z) {
        long n = x.elements();
        double[] a = chunk(n);
        double[] b = chunk(n);
        for (long from = 0; from < n; from += CHUNK) {
            int count = get(x, from, a);
            get(y, from, b);
            for (int i = 0; i < count; i++) {
                a[i] = f.applyAsDouble(a[i], b[i]);
            }
            put(a, count, z, from);
        }
    }

    /** The sum of {@code f(x, y)} over all elements. */
    public static double sum(DoubleBinaryOperator f, View x, View y) {
        long n = x.elements();
        double[] a = chunk(n);
        double[] b = chunk(n);
        double sum = 0;
        for (long from = 0; from < n; from += CHUNK) {
            int count = get(x, from, a);
            get(y, from, b);
            for (int i = 0; i < count; i++) {
                sum += f.applyAsDouble(a[i], b[i]);
            }
        }
        return sum;
    }

    private static double[] chunk(long elements) {
        return new double[(int) Math.min(elements, CHUNK)];
    }

    /** Fetches elements from {@code from} on, as many as there are and fit, and returns how many. */
    private static int get(View view, long from, double[] into) {
        int count = (int) Math.min(view.elements() - from, into.length);
        Storage storage = view.storage();
        long position = view.offset() + from;
        if (Storage.isHostMemory() && storage.type() == ElementType.DOUBLE) {
            storage.doubles().get((int) position, into, 0, count);
            Reference.reachabilityFence(storage);
        } else {
            for (int i = 0; i < count; i++) {
                into[i] = storage.getDouble(position + i);
            }
        }
        return count;
    }

    private static void put(double[] values, int count, View view, long from) {
        Storage storage = view.storage();
        long position = view.offset() + from;
        if (Storage.isHostMemory() && storage.type() == ElementType.DOUBLE) {
            storage.doubles().put((int) position, values, 0, count);
            Reference.reachabilityFence(storage);
        } else {
            for (int i = 0; i < count; i++) {
                storage.putDouble(position + i, values[i]);
            }
        }
    }
}
