package org.rnn4j.bridge.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code y = exp(x)}: probabilities of log-probabilities, as the activation function of an output layer with {@link
 * ClassNLLLoss}.
 */
public final class Exponential extends BaseActivationFunction {
    /** The function. */
    public Exponential() {}

    /** {@code exp(x)}, in the place of {@code x}. */
    @Override
    public INDArray getActivation(INDArray x, boolean training) {
        return Transforms.exp(x, false);
    }

    @Override
    public Pair<INDArray, @Nullable INDArray> backprop(INDArray x, INDArray epsilon) {
        assertShape(x, epsilon);
        return new Pair<>(Transforms.exp(x, true).muli(epsilon), null);
    }

    @Override
    public String toString() {
        return "exponential";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Exponential;
    }

    @Override
    public int hashCode() {
        return Exponential.class.hashCode();
    }
}
