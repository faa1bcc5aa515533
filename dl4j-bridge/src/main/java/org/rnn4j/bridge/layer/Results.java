package org.rnn4j.bridge.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Where a layer or vertex puts its output. Outside of workspaces Deeplearning4j wants new memory for every forward, which costs more than to
 * fill it; where outputs are only used until the next forward, as in Torch, it can be the same one each time.
 */
public final class Results {
    private boolean reusing;
    private @Nullable Tensor memory;

    /** Nothing is reused at first. */
    public Results() {}

    /** From now on an output outside of workspaces may be overwritten by the next one. */
    public void reuse() {
        reusing = true;
    }

    /** A copy of the output, of the same sizes. */
    public INDArray copy(Tensor output, LayerWorkspaceMgr workspaces) {
        if (!reusing || !workspaces.isScopedOut(ArrayType.ACTIVATIONS)) {
            return TimeMajor.copy(output, ArrayType.ACTIVATIONS, workspaces);
        }
        Tensor present = memory == null ? new Tensor(output.elementType()) : memory;
        memory = present;
        return present.resizeAs(output).copy(output).array();
    }

    /** A copy of the output {@code [T, N, D]} as a sequence {@code [N, D, T]}. */
    public INDArray sequence(Tensor output, LayerWorkspaceMgr workspaces) {
        return copy(output, workspaces).permute(1, 2, 0);
    }

    /** A copy of an array of any rank; the order of a sequence {@code [N, D, T]} becomes that of time. */
    public INDArray copy(INDArray output, LayerWorkspaceMgr workspaces) {
        return output.rank() == 3
                ? sequence(TimeMajor.tensor(output), workspaces)
                : copy(Tensor.of(output), workspaces);
    }
}
