package org.rnn4j.facade.kernels;

/** Transfer functions over arrays of double, in place. An instance belongs to one thread. */
final class DoubleFunctions {
    void exp(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    void sigmoid(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (1 / (1 + Math.exp(-x[i])));
        }
    }

    void tanh(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.tanh(x[i]);
        }
    }

    void relu(double[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }
}
