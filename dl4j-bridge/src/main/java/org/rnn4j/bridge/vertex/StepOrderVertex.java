package org.rnn4j.bridge.vertex;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Moves the steps of a sequence {@code [N, D, T]}. A sequence that a mask says to be shorter ends where it ends: its last step becomes the first
 * one, and what lies behind stays there. Masks with gaps are refused.
 *
 * <p>It works on what it is given: segments of truncated backpropagation, and the single steps of {@code rnnTimeStep}, are whole
 * sequences to it.
 */
public final class StepOrderVertex extends OneInputVertex {
    /** Where steps go. */
    public enum Order {
        /** The last one comes first. */
        REVERSED,
        /** Each comes one step later, behind zeros; the last one goes. */
        DELAYED
    }

    private @Nullable Order order;

    /** For reading from JSON. */
    public StepOrderVertex() {}

    /** A vertex that gives steps in {@code order}. */
    public StepOrderVertex(Order order) {
        this.order = order;
    }

    /** Where steps go. */
    public Order getOrder() {
        return Objects.requireNonNull(order, "StepOrderVertex: expected an order, got none");
    }

    /** Sets where steps go. */
    public void setOrder(Order order) {
        this.order = order;
    }

    @Override
    public GraphVertex clone() {
        return new StepOrderVertex(getOrder());
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        return new StepOrder(graph, name, index, getOrder(), dataType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepOrderVertex that && order == that.order;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(order);
    }
}
