package org.rnn4j.facade.kernels;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.DoubleSupplier;

/** Compares gradients with central differences, in double. */
final class FiniteDifferences {
    /** The cube root of the unit of double, about: where rounding and curvature cost the same. */
    private static final double STEP = 1e-5;

    /** What either costs, times ten. */
    private static final double TOLERANCE = 1e-8;

    private FiniteDifferences() {}

    /**
     * Fails, naming the worst element, if {@code gradient} is not that of {@code loss} with respect to {@code x}.
     *
     * @param loss computes from x as it stands then
     */
    static void assertGradient(String who, View gradient, View x, DoubleSupplier loss) {
        if (x.storage().type() != ElementType.DOUBLE) {
            throw new IllegalArgumentException("gradients are compared in double");
        }
        long worst = -1;
        double worstError = 0;
        double worstNumber = 0;
        for (long i = 0; i < x.elements(); i++) {
            long position = x.offset() + position(x, i);
            double value = x.storage().getDouble(position);
            x.storage().putDouble(position, value + STEP);
            double above = loss.getAsDouble();
            x.storage().putDouble(position, value - STEP);
            double below = loss.getAsDouble();
            x.storage().putDouble(position, value);
            double number = (above - below) / (2 * STEP);
            double error = Math.abs(number - gradient.storage().getDouble(gradient.offset() + position(gradient, i)))
                    / (1 + Math.abs(number));
            if (!(error <= worstError)) {
                worst = i;
                worstError = error;
                worstNumber = number;
            }
        }
        if (!(worstError <= TOLERANCE)) {
            fail("gradient of " + who + ": expected " + worstNumber + " at " + worst + ", got "
                    + gradient.storage().getDouble(gradient.offset() + position(gradient, worst)));
        }
    }

    /** The sum of the products of all elements: a loss whose gradient with respect to x is y. */
    static double dot(View x, View y) {
        double sum = 0;
        for (long i = 0; i < x.elements(); i++) {
            sum += x.storage().getDouble(x.offset() + position(x, i))
                    * y.storage().getDouble(y.offset() + position(y, i));
        }
        return sum;
    }

    private static long position(View view, long index) {
        long position = 0;
        for (int d = view.rank() - 1; d >= 0; d--) {
            position += index % view.extent(d) * view.step(d);
            index /= view.extent(d);
        }
        return position;
    }
}
