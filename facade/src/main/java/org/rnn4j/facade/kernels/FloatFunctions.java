package org.rnn4j.facade.kernels;

/** Transfer functions over arrays of float, in place. An instance belongs to one thread. */
final class FloatFunctions {
    void exp(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.exp(x[i]);
        }
    }

    void sigmoid(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    void tanh(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.tanh(x[i]);
        }
    }

    void relu(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }
}
