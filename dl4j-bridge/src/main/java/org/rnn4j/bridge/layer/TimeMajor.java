package org.rnn4j.bridge.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Goes between Deeplearning4j's arrays and tensors that look at the same memory. A sequence is {@code [N, D, T]} there and
 * {@code [T, N, D]} here; its numbers are ordered by time, so that neither side needs a copy, and only arrays that others have made are
 * copied into that order.
 */
public final class TimeMajor {
    private TimeMajor() {}

    /** The sequence {@code [N, D, T]} as a contiguous tensor {@code [T, N, D]}, which shares its memory if that is in order. */
    public static Tensor tensor(INDArray sequence) {
        return Tensor.of(sequence).transpose(2, 3).transpose(1, 2).contiguous();
    }

    /** The same, as numbers of {@code type}: Deeplearning4j's layers convert what comes in, too. */
    static Tensor tensor(INDArray sequence, DataType type) {
        return tensor(sequence).to(ElementType.of(type));
    }

    /** An array of any rank as a contiguous tensor of {@code type}, which shares its memory if it is one. */
    static Tensor contiguous(INDArray array, DataType type) {
        return Tensor.of(array).contiguous().to(ElementType.of(type));
    }

    /** The sequence {@code [N, D, T]} as rows {@code [T N, D]}, all examples of the first step before those of the second. */
    public static INDArray rows(INDArray sequence) {
        Tensor steps = tensor(sequence);
        return steps.view(-1, steps.size(3)).array();
    }

    /** The tensor {@code [T, N, D]}, which must be contiguous, as a sequence {@code [N, D, T]} over the same memory. */
    public static INDArray sequence(Tensor tensor) {
        return tensor.array().permute(1, 2, 0);
    }

    /** A copy of the tensor {@code [T, N, D]} in the workspace for {@code type}, as a sequence {@code [N, D, T]}. */
    public static INDArray sequence(Tensor tensor, ArrayType type, LayerWorkspaceMgr workspaces) {
        return copy(tensor, type, workspaces).permute(1, 2, 0);
    }

    /** A copy of the tensor in the workspace for {@code type}, of the same sizes. */
    public static INDArray copy(Tensor tensor, ArrayType type, LayerWorkspaceMgr workspaces) {
        INDArray copy =
                workspaces.createUninitialized(type, tensor.elementType().dataType(), tensor.size(), 'c');
        Tensor.of(copy).copy(tensor);
        return copy;
    }

    /** A copy of an array of any rank in the workspace for {@code type}; the order of a sequence {@code [N, D, T]} becomes that of time. */
    public static INDArray copy(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
        return array.rank() == 3 ? sequence(tensor(array), type, workspaces) : copy(Tensor.of(array), type, workspaces);
    }

    /** An empty tensor, to be used as a buffer. */
    static Tensor empty(DataType type) {
        return new Tensor(ElementType.of(type));
    }

    /** A copy of the tensor that belongs to no workspace and that nobody else writes to. */
    static INDArray detached(Tensor tensor) {
        try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return tensor.copy().array();
        }
    }
}
