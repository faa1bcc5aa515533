package org.rnn4j.bridge.vertex;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.TimeMajor;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link TapVertex} at work. */
public final class Tap extends PlainVertex {
    private boolean keeping;
    private boolean overTime;
    private @Nullable Tensor gradient;

    Tap(ComputationGraph graph, String name, int index, DataType dataType) {
        super(graph, name, index, dataType);
    }

    /** Keeps the gradients that come by from now on; {@code sequence} says whether they are those of sequences {@code [N, D, T]}. */
    public void keepGradient(boolean sequence) {
        keeping = true;
        overTime = sequence;
    }

    /**
     * The gradient that came by last, if gradients are kept: {@code [T, N, D]} for a sequence. Null if there was
     * none, as for word indices. The next backward overwrites it.
     */
    public @Nullable Tensor gradient() {
        return gradient;
    }

    /** A copy, as layers behind may change their input in place. */
    @Override
    INDArray forward(LayerWorkspaceMgr workspaces) {
        return results.copy(inputs[0], workspaces);
    }

    /** A copy, as gradients of a value that is used several times are added up in place. */
    @Override
    INDArray[] backward(INDArray passing, LayerWorkspaceMgr workspaces) {
        if (keeping) {
            Tensor seen = overTime ? TimeMajor.tensor(passing) : Tensor.of(passing);
            Tensor kept = gradient == null ? new Tensor(seen.elementType()) : gradient;
            gradient = kept.resizeAs(seen).copy(seen);
        }
        return new INDArray[] {TimeMajor.copy(passing, ArrayType.ACTIVATION_GRAD, workspaces)};
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int batch) {
        return masks == null ? null : new Pair<>(masks[0], state);
    }
}
