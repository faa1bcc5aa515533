package org.rnn4j.facade.kernels;

/**
 * The rules of optimisers in float. Blocks of all operands stay in the nearest cache while a rule passes over them, so that each number comes
 * from memory once and goes back once. An instance belongs to one thread.
 */
@AlsoInDouble
final class FloatUpdates {
    private final float[][] blocks = new float[UpdateRule.mostOperands()][Arithmetic.BLOCK];

    /** {@link UpdateKernels#update} for {@code count} numbers from number {@code first} of the runs on. */
    void update(UpdateRule rule, double[] factors, Run[] operands, long first, long count) {
        for (long start = first; start < first + count; start += Arithmetic.BLOCK) {
            int n = (int) Math.min(Arithmetic.BLOCK, first + count - start);
            for (int i = 0; i < operands.length; i++) {
                FloatArithmetic.load(operands[i], start, blocks[i], 0, n);
            }
            apply(rule, factors, n);
            for (int i = rule.firstResult(); i < operands.length; i++) {
                FloatArithmetic.store(blocks[i], 0, operands[i], start, n);
            }
        }
    }

    private void apply(UpdateRule rule, double[] f, int n) {
        float[][] b = blocks;
        switch (rule) {
            case MOMENTUM -> momentum(b[0], b[1], b[2], (float) f[0], (float) f[1], (float) f[2], n);
            case NESTEROV -> nesterov(b[0], b[1], b[2], (float) f[0], (float) f[1], (float) f[2], n);
            case ADAM -> {
                average(b[0], b[1], (float) f[0], (float) f[1], n);
                averageOfSquares(b[0], b[2], (float) f[2], (float) f[3], n);
                adam(b[1], b[2], b[3], (float) f[4], (float) f[5], n);
            }
            case ADAMAX -> {
                average(b[0], b[1], (float) f[0], (float) f[1], n);
                adamax(b[0], b[1], b[2], b[3], b[4], b[5], (float) f[2], (float) f[3], (float) f[4], n);
            }
            case ADAGRAD -> {
                averageOfSquares(b[0], b[1], 1, 1, n);
                stepBySquares(b[0], b[1], b[2], (float) f[1], (float) f[0], n);
            }
            case ADADELTA -> {
                averageOfSquares(b[0], b[1], (float) f[0], (float) f[1], n);
                adadelta(b[0], b[1], b[2], b[3], b[4], (float) f[2], n);
                averageOfSquares(b[3], b[2], (float) f[0], (float) f[1], n);
            }
            case RMSPROP -> {
                averageOfSquares(b[0], b[1], (float) f[0], (float) f[1], n);
                stepBySquares(b[0], b[1], b[2], (float) f[2], (float) f[3], n);
            }
        }
    }

    private static void momentum(float[] g, float[] d, float[] x, float momentum, float share, float rate, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = d[i] * momentum + share * g[i];
            x[i] -= rate * d[i];
        }
    }

    private static void nesterov(float[] g, float[] d, float[] x, float momentum, float share, float rate, int n) {
        for (int i = 0; i < n; i++) {
            d[i] = d[i] * momentum + share * g[i];
            g[i] += momentum * d[i];
            x[i] -= rate * g[i];
        }
    }

    private static void average(float[] g, float[] m, float keep, float share, int n) {
        for (int i = 0; i < n; i++) {
            m[i] = m[i] * keep + share * g[i];
        }
    }

    private static void averageOfSquares(float[] g, float[] v, float keep, float share, int n) {
        for (int i = 0; i < n; i++) {
            v[i] = v[i] * keep + share * g[i] * g[i];
        }
    }

    private static void adam(float[] m, float[] v, float[] x, float epsilon, float step, int n) {
        for (int i = 0; i < n; i++) {
            x[i] -= step * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }

    private static void adamax(
            float[] g,
            float[] m,
            float[] u,
            float[] faded,
            float[] present,
            float[] x,
            float fade,
            float epsilon,
            float step,
            int n) {
        for (int i = 0; i < n; i++) {
            faded[i] = u[i] * fade;
            present[i] = Math.abs(g[i]) + epsilon;
        }
        for (int i = 0; i < n; i++) {
            u[i] = Math.max(faded[i], present[i]);
            x[i] -= step * m[i] / u[i];
        }
    }

    private static void stepBySquares(float[] g, float[] v, float[] x, float epsilon, float rate, int n) {
        for (int i = 0; i < n; i++) {
            x[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + epsilon);
        }
    }

    private static void adadelta(float[] g, float[] v, float[] a, float[] delta, float[] x, float epsilon, int n) {
        for (int i = 0; i < n; i++) {
            delta[i] = (float) Math.sqrt(a[i] + epsilon) / (float) Math.sqrt(v[i] + epsilon) * g[i];
            x[i] -= delta[i];
        }
    }
}
