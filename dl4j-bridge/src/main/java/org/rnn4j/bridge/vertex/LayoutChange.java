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
import org.rnn4j.bridge.vertex.LayoutVertex.Layout;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link LayoutVertex} at work. */
final class LayoutChange extends PlainVertex {
    private final Layout output;

    LayoutChange(ComputationGraph graph, String name, int index, Layout output, DataType dataType) {
        super(graph, name, index, dataType);
        this.output = output;
    }

    @Override
    INDArray forward(LayerWorkspaceMgr workspaces) {
        Tensor changed = changed(inputs[0], output);
        return output == Layout.SEQUENCE ? results.sequence(changed, workspaces) : results.copy(changed, workspaces);
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
        Layout back = output == Layout.ROWS ? Layout.SEQUENCE : Layout.ROWS;
        Tensor changed = changed(gradient, back);
        return new INDArray[] {
            back == Layout.SEQUENCE
                    ? TimeMajor.sequence(changed, ArrayType.ACTIVATION_GRAD, workspaces)
                    : TimeMajor.copy(changed, ArrayType.ACTIVATION_GRAD, workspaces)
        };
    }

    /** Steps {@code [T, N, D]} or rows {@code [T N, D]}. One time step given as {@code [N, D]} is both. */
    private Tensor changed(INDArray from, Layout to) {
        if (to == Layout.SEQUENCE) {
            Tensor rows = Tensor.of(from).contiguous();
            return rows.view(-1, batch(), rows.size(2));
        }
        if (from.rank() == 2) {
            return Tensor.of(from);
        }
        Tensor steps = TimeMajor.tensor(from);
        return steps.view(-1, steps.size(3));
    }

    /** Not that of the graph: it may go by labels that are left over from another batch. */
    private long batch() {
        return graph.getInput(0).size(0);
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int batch) {
        if (masks == null || masks[0] == null) {
            return null;
        }
        // Vertices that merge masks give booleans.
        Tensor mask = Tensor.of(masks[0].castTo(dataType));
        INDArray result = output == Layout.ROWS
                ? mask.t().contiguous().view(mask.nElement(), 1).array()
                : mask.contiguous().view(-1, batch).t().contiguous().array();
        return new Pair<>(result, state);
    }
}
