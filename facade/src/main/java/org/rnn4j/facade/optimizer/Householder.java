package org.rnn4j.facade.optimizer;

/**
 * Solves {@code A x = b} by Householder reflections, {@code A = Q R}.
 *
 * <p>Torch's line searches fit a polynomial to places that are all but the same, where the last bit of every product shows in the step that
 * is taken. BLAS rounds them differently from processor to processor; this adds as Torch was recorded to do, on any.
 */
final class Householder {
    private static final int LANES = 4;

    private Householder() {}

    /**
     * Writes x into b, and R over A, which is square and given by its columns.
     *
     * @throws IllegalArgumentException if A is singular to the last bit
     */
    static void solve(double[][] columns, double[] b) {
        int n = b.length;
        for (int i = 0; i < n - 1; i++) {
            eliminate(columns, b, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            if (columns[i][i] == 0) {
                throw new IllegalArgumentException("polynomial: expected a matrix of full rank, got a zero at "
                        + (i + 1) + " on the diagonal; the places of the line search are the same");
            }
            b[i] /= columns[i][i];
            addScaled(-b[i], columns[i], b, 0, i);
        }
    }

    /** Reflects everything so that nothing is left below the diagonal in column i. */
    private static void eliminate(double[][] columns, double[] b, int i) {
        double[] vector = columns[i];
        double below = norm(vector, i + 1);
        if (below == 0) {
            return;
        }
        double head = vector[i];
        double diagonal = -Math.copySign(length(head, below), head);
        double scale = (diagonal - head) / diagonal;
        double inverse = 1 / (head - diagonal);
        for (int k = i + 1; k < vector.length; k++) {
            vector[k] *= inverse;
        }
        vector[i] = 1;
        for (int c = i + 1; c < columns.length; c++) {
            reflect(columns[c], scale, vector, i);
        }
        reflect(b, scale, vector, i);
        vector[i] = diagonal;
    }

    /** {@code x = x - scale (v' x) v} from element i on. */
    private static void reflect(double[] x, double scale, double[] vector, int i) {
        addScaled(-scale * dot(x, vector, i), vector, x, i, x.length);
    }

    private static void addScaled(double factor, double[] x, double[] y, int from, int end) {
        for (int k = from; k < end; k++) {
            y[k] = Math.fma(factor, x[k], y[k]);
        }
    }

    private static double dot(double[] x, double[] y, int from) {
        double[] sums = new double[LANES];
        for (int k = from; k < x.length; k++) {
            int lane = (k - from) % LANES;
            sums[lane] = Math.fma(x[k], y[k], sums[lane]);
        }
        return sums[0] + sums[2] + (sums[1] + sums[3]);
    }

    private static double norm(double[] x, int from) {
        double sum = 0;
        for (int k = from; k < x.length; k++) {
            sum = Math.fma(x[k], x[k], sum);
        }
        return Math.sqrt(sum);
    }

    /** The square root of {@code x² + y²}, y positive. */
    private static double length(double x, double y) {
        double larger = Math.max(Math.abs(x), y);
        double ratio = Math.min(Math.abs(x), y) / larger;
        return larger * Math.sqrt(1 + ratio * ratio);
    }
}
