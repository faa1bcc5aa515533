package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** A loss function that says which labels it takes, so that they can be looked at before anything is computed. */
public interface CheckedLoss extends ILossFunction {
    /** The size of an output that nobody has said. */
    long UNKNOWN = -1;

    /**
     * Checks labels of which there are as many as examples.
     *
     * @param who what messages call whoever asks
     * @param labels {@code [N, ...]}
     * @param outputSize how many numbers the output has for each example, or {@link #UNKNOWN}
     * @param mask {@code [N, 1]}, or as the labels, or null
     * @throws IllegalArgumentException if the loss of an example that counts cannot be told
     */
    void check(String who, INDArray labels, long outputSize, @Nullable INDArray mask);
}
