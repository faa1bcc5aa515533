package org.rnn4j.bridge.vertex;

import java.util.Objects;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes a sequence {@code [N, D, T]} apart into rows {@code [T N, D]}, all examples of the first time step before those of the second,
 * for layers that treat every step alike; or puts such rows together to a sequence again.
 *
 * <p>Deeplearning4j's own preprocessors for this go by the number of labels, which may be left over from another batch, and copy.
 */
public final class LayoutVertex extends OneInputVertex {
    /** What comes out. */
    public enum Layout {
        /** Rows {@code [T N, D]}. */
        ROWS,
        /** A sequence {@code [N, D, T]}. */
        SEQUENCE
    }

    private @Nullable Layout output;

    /** For reading from JSON. */
    public LayoutVertex() {}

    /** A vertex that gives {@code output}. */
    public LayoutVertex(Layout output) {
        this.output = output;
    }

    /** What comes out. */
    public Layout getOutput() {
        return Objects.requireNonNull(output, "LayoutVertex: expected an output layout, got none");
    }

    /** Sets what comes out. */
    public void setOutput(Layout output) {
        this.output = output;
    }

    @Override
    public GraphVertex clone() {
        return new LayoutVertex(getOutput());
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        return new LayoutChange(graph, name, index, getOutput(), dataType);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... inputs) {
        return switch (getOutput()) {
            case ROWS -> InputType.feedForward(((InputType.InputTypeRecurrent) inputs[0]).getSize());
            case SEQUENCE -> InputType.recurrent(((InputType.InputTypeFeedForward) inputs[0]).getSize());
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayoutVertex that && output == that.output;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(output);
    }
}
