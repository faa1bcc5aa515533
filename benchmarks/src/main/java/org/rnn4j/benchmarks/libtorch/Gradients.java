package org.rnn4j.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** What libtorch keeps for arrays that require a gradient. DJL's own collector would begin every backward with a gradient of ones. */
final class Gradients {
    private Gradients() {}

    /** Whether libtorch, in this thread, remembers how to go back. */
    static void remember(boolean yes) {
        JniUtils.setGradMode(yes);
    }

    /** Sets the gradient to zero; there is none before the first backward. */
    static void zero(NDArray array) {
        if (array.hasGradient()) {
            JniUtils.zeroGrad((PtNDArray) array);
        }
    }

    /** Adds to the gradients of all arrays that {@code output} came from. */
    static void backward(NDArray output, NDArray gradOutput) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) gradOutput, false, false);
    }

    /** Subtracts {@code rate} times its gradient from the array. */
    static void descend(NDArray array, float rate) {
        try (NDArray gradient = array.getGradient()) {
            JniUtils.sgdUpdate((PtNDArray) array, (PtNDArray) gradient, null, rate, 0, 1, -1, 0);
        }
    }

    /** A copy of the gradient. */
    static float[] of(NDArray array) {
        try (NDArray gradient = array.getGradient()) {
            return gradient.toFloatArray();
        }
    }
}
