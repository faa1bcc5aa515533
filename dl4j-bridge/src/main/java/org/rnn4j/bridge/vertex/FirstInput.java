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

/** A {@link FirstInputVertex} at work. */
final class FirstInput extends PlainVertex {
    FirstInput(ComputationGraph graph, String name, int index, DataType dataType) {
        super(graph, name, index, dataType);
    }

    @Override
    INDArray forward(LayerWorkspaceMgr workspaces) {
        return results.copy(inputs[0], workspaces);
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
        INDArray[] gradients = new INDArray[inputs.length];
        gradients[0] = TimeMajor.copy(gradient, ArrayType.ACTIVATION_GRAD, workspaces);
        for (int i = 1; i < gradients.length; i++) {
            gradients[i] = workspaces.create(ArrayType.ACTIVATION_GRAD, gradient.dataType(), inputs[i].shape(), 'c');
        }
        return gradients;
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int batch) {
        return masks == null ? null : new Pair<>(masks[0], state);
    }
}
