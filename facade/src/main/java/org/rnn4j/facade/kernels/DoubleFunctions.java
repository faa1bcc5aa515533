package org.rnn4j.facade.kernels;

/** Transfer functions over arrays of double, in place, with the accuracy of {@link Math}: about one unit in the last place. */
final class DoubleFunctions {
    /** {@code x = exp(x)} for the first n numbers. */
    void exp(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    /** {@code x = 1 / (1 + exp(-x))} for the first n numbers. */
    void sigmoid(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = 1 / (1 + Math.exp(-x[i]));
        }
    }

    /** {@code x = tanh(x)} for the first n numbers. */
    void tanh(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.tanh(x[i]);
        }
    }

    /** {@code x = max(0, x)} for the first n numbers. */
    void relu(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }
}
