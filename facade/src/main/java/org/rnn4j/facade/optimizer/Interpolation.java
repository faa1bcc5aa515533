package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.LinearAlgebra;
import org.rnn4j.facade.tensor.Tensor;

/** Where a cubic polynomial through two points, with given derivatives there, is smallest: Torch's {@code polyinterp}. */
final class Interpolation {
    /** Coefficients up to this one count as zero. */
    private static final double NOTHING = 1e-12;

    private static final int COEFFICIENTS = 4;

    /**
     * A point on the polynomial.
     *
     * @param at its place
     * @param value the value there
     * @param slope the derivative there
     */
    record Point(double at, double value, double slope) {}

    private Interpolation() {}

    /** The place between two points; the middle if the polynomial has no minimum. */
    static double between(Point one, Point other) {
        boolean ordered = one.at <= other.at;
        Point low = ordered ? one : other;
        Point high = ordered ? other : one;
        double bend = low.slope + high.slope - 3 * (low.value - high.value) / (low.at - high.at);
        double root = Math.sqrt(bend * bend - low.slope * high.slope);
        if (Double.isNaN(root)) {
            return (one.at + other.at) / 2;
        }
        double at = high.at - (high.at - low.at) * ((high.slope + root - bend) / (high.slope - low.slope + 2 * root));
        return Math.min(Math.max(at, low.at), high.at);
    }

    /** The place between {@code lowest} and {@code highest}, which may lie beyond the points; the middle if there is none. */
    static double within(Point one, Point other, double lowest, double highest) {
        double[] polynomial = polynomial(one, other);
        double[] derivative = new double[COEFFICIENTS - 1];
        boolean finite = true;
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = polynomial[i] * (COEFFICIENTS - 1 - i);
            finite &= !Double.isNaN(derivative[i]) && derivative[i] != Double.POSITIVE_INFINITY;
        }
        double best = (lowest + highest) / 2;
        double smallest = Double.POSITIVE_INFINITY;
        double[] roots = finite ? realRoots(derivative) : new double[0];
        double[] candidates = new double[COEFFICIENTS + roots.length];
        candidates[0] = lowest;
        candidates[1] = highest;
        candidates[2] = one.at;
        candidates[3] = other.at;
        System.arraycopy(roots, 0, candidates, COEFFICIENTS, roots.length);
        for (double candidate : candidates) {
            if (candidate >= lowest && candidate <= highest) {
                double value = 0;
                for (int i = 0; i < COEFFICIENTS; i++) {
                    value += polynomial[i] * Math.pow(candidate, COEFFICIENTS - 1 - i);
                }
                if (value < smallest) {
                    best = candidate;
                    smallest = value;
                }
            }
        }
        return best;
    }

    /** The coefficients, the highest power first. */
    private static double[] polynomial(Point one, Point other) {
        Point[] points = {one, other};
        double[][] powers = new double[COEFFICIENTS][COEFFICIENTS];
        double[] polynomial = new double[COEFFICIENTS];
        for (int p = 0; p < 2; p++) {
            for (int i = 0; i < COEFFICIENTS; i++) {
                int power = COEFFICIENTS - 1 - i;
                powers[i][p] = Math.pow(points[p].at, power);
                if (power > 0) {
                    powers[i][p + 2] = power * Math.pow(points[p].at, power - 1);
                }
            }
            polynomial[p] = points[p].value;
            polynomial[p + 2] = points[p].slope;
        }
        Householder.solve(powers, polynomial);
        for (int i = 0; i < COEFFICIENTS; i++) {
            polynomial[i] = Math.abs(polynomial[i]) <= NOTHING ? 0 : polynomial[i];
        }
        return polynomial;
    }

    /** The real roots of a polynomial, the highest power first: eigenvalues of its companion matrix. */
    private static double[] realRoots(double[] coefficients) {
        int first = 0;
        int last = coefficients.length - 1;
        while (first < last && isNothing(coefficients[first])) {
            first++;
        }
        while (last > first && isNothing(coefficients[last])) {
            last--;
        }
        if (isNothing(coefficients[first])) {
            return new double[0];
        }
        int n = last - first;
        int zeros = coefficients.length - 1 - last;
        double[] roots = new double[n + zeros];
        int found = 0;
        if (n == 1) {
            roots[found++] = -coefficients[last] / coefficients[first];
        } else if (n > 1) {
            Tensor companion = Tensor.of(new double[n * n]).resize(n, n);
            for (int i = 1; i <= n; i++) {
                double coefficient = isNothing(coefficients[first + i]) ? 0 : coefficients[first + i];
                companion.put(-coefficient / coefficients[first], 1, i);
                if (i < n) {
                    companion.put(1, i + 1, i);
                }
            }
            Tensor values = LinearAlgebra.eig(companion, "N").values();
            for (int i = 1; i <= n; i++) {
                if (values.get(i, 2) == 0) {
                    roots[found++] = values.get(i, 1);
                }
            }
        }
        double[] all = new double[found + zeros];
        System.arraycopy(roots, 0, all, 0, found);
        return all;
    }

    private static boolean isNothing(double coefficient) {
        return Math.abs(coefficient) < NOTHING;
    }
}
