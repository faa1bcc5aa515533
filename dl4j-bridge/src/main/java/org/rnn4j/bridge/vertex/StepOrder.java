package org.rnn4j.bridge.vertex;

import java.util.Arrays;
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
        int steps = Math.toIntExact(from.size(1));
        int[] lengths = StepMask.lengths(vertexName, from, present);
        boolean alike = Arrays.stream(lengths).allMatch(length -> length == steps);
        for (int t = 1; alike && t <= steps; t++) {
            to.select(1, t).copy(from.select(1, steps + 1L - t));
        }
        for (int n = 1; !alike && n <= lengths.length; n++) {
            for (int t = 1; t <= lengths[n - 1]; t++) {
                to.select(1, t)
                        .select(1, n)
                        .copy(from.select(1, lengths[n - 1] + 1L - t).select(1, n));
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
