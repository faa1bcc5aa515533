package org.rnn4j.bridge.vertex;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.layer.StepMask;
import org.rnn4j.bridge.layer.TimeMajor;
import org.rnn4j.bridge.vertex.StepOrderVertex.Order;
import org.rnn4j.facade.tensor.Tensor;

/** A {@link StepOrderVertex} at work. */
final class StepOrder extends PlainVertex {
    private final Order order;
    private @Nullable INDArray mask;

    StepOrder(ComputationGraph graph, String name, int index, Order order, DataType dataType) {
        super(graph, name, index, dataType);
        this.order = order;
    }

    @Override
    INDArray forward(LayerWorkspaceMgr workspaces) {
        Tensor from = TimeMajor.tensor(inputs[0]);
        return moved(from, results.sequence(from, workspaces), 1);
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
        Tensor from = TimeMajor.tensor(gradient);
        return new INDArray[] {moved(from, TimeMajor.sequence(from, ArrayType.ACTIVATION_GRAD, workspaces), -1)};
    }

    /** Moves steps in {@code result}, which is a copy of {@code from}. */
    private INDArray moved(Tensor from, INDArray result, int delay) {
        Tensor to = TimeMajor.tensor(result);
        // The mask of an earlier batch is still here when a batch has none.
        INDArray present = graph.getInputMaskArrays() == null ? null : mask;
        if (order == Order.REVERSED) {
            reverse(from, to, present);
        } else {
            delay(from, to, delay);
        }
        return result;
    }

    private void reverse(Tensor from, Tensor to, @Nullable INDArray present) {
        if (present == null) {
            long steps = from.size(1);
            for (long t = 1; t <= steps; t++) {
                to.select(1, t).copy(from.select(1, steps + 1 - t));
            }
            return;
        }
        for (StepMask.Run run : StepMask.runs(vertexName, from, present)) {
            for (int t = 0; t < run.length(); t++) {
                to.select(1, run.first() + t)
                        .select(1, run.row() + 1L)
                        .copy(from.select(1, run.first() + run.length() - 1L - t)
                                .select(1, run.row() + 1L));
            }
        }
    }

    /** Steps come {@code by} later, or earlier if that is negative. */
    private static void delay(Tensor from, Tensor to, int by) {
        long others = from.size(1) - 1;
        if (others > 0) {
            to.narrow(1, by > 0 ? 2 : 1, others).copy(from.narrow(1, by > 0 ? 1 : 2, others));
        }
        to.select(1, by > 0 ? 1 : from.size(1)).zero();
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int batch) {
        mask = masks == null ? null : masks[0];
        return mask == null ? null : new Pair<>(mask, state);
    }
}
