package org.rnn4j.bridge.vertex;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Passes its input through, and lets the gradient be seen that comes back. Behind an input of a graph that is the gradient with respect
 * to the input, which Deeplearning4j computes but does not keep. In front of an output it keeps the external error from
 * overwriting the gradient of whatever else uses the same value.
 */
public final class TapVertex extends OneInputVertex {
    /** A tap. */
    public TapVertex() {}

    @Override
    public GraphVertex clone() {
        return new TapVertex();
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        return new Tap(graph, name, index, dataType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TapVertex;
    }

    @Override
    public int hashCode() {
        return TapVertex.class.hashCode();
    }
}
