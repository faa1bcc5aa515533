package org.rnn4j.bridge.vertex;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.Results;
import org.rnn4j.bridge.layer.Reusing;

/** A vertex at work that has no parameters. Its gradient may be null: whatever takes word indices gives none back. */
abstract class PlainVertex extends BaseGraphVertex implements Reusing {
    final Results results = new Results();

    PlainVertex(ComputationGraph graph, String name, int index, DataType dataType) {
        super(graph, name, index, null, null, dataType);
    }

    abstract INDArray forward(LayerWorkspaceMgr workspaces);

    /** The gradients of the inputs, given that of the output. */
    abstract INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces);

    @Override
    public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        return forward(workspaces);
    }

    @Override
    public final Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        return new Pair<>(null, epsilon == null ? new INDArray[inputs.length] : backward(epsilon, workspaces));
    }

    @Override
    public final void reuseMemory() {
        results.reuse();
    }

    /** Here because the interface has an ellipsis and the class between has none, of which the compiler warns. */
    @Override
    @SuppressWarnings("overrides")
    public final void setInputs(INDArray... arrays) {
        super.setInputs(arrays);
    }

    @Override
    public final boolean hasLayer() {
        return false;
    }

    @Override
    public final @Nullable Layer getLayer() {
        return null;
    }

    @Override
    public final void setBackpropGradientsViewArray(@Nullable INDArray gradients) {
        if (gradients != null) {
            throw new IllegalArgumentException(this + ": expected no gradients, as there are no parameters");
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + vertexName + ")";
    }
}
