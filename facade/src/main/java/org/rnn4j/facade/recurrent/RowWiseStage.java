package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** A module that does not care for time is called once, on the batches of all steps laid one behind the other. */
final class RowWiseStage implements SequenceStage {
    private final Module module;
    private final int sampleDimensions;

    RowWiseStage(Module module, int sampleDimensions) {
        this.module = module;
        this.sampleDimensions = sampleDimensions;
    }

    @Override
    public int sampleDimensions() {
        return sampleDimensions;
    }

    @Override
    public Tensor forward(Tensor steps, boolean batch) {
        return asSteps(module.updateOutput(asRows(steps)).toTensor(), steps);
    }

    @Override
    public Tensor updateGradInput(Tensor steps, Tensor gradOutput) {
        return asSteps(module.updateGradInput(asRows(steps), asRows(gradOutput)).toTensor(), steps);
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        module.accGradParameters(asRows(steps), asRows(gradOutput), scale);
    }

    /** The results of all steps are the module's own buffers; it gets new ones for single steps. */
    @Override
    public void release() {
        module.clearState();
    }

    /** {@code [T, N, ...]} as {@code [T N, ...]}. */
    static Tensor asRows(Tensor steps) {
        long[] sizes = new long[steps.dim() - 1];
        sizes[0] = steps.size(1) * steps.size(2);
        for (int d = 1; d < sizes.length; d++) {
            sizes[d] = steps.size(d + 2);
        }
        return steps.view(sizes);
    }

    /** {@code [T N, ...]} as {@code [T, N, ...]} with the T and N of {@code like}. */
    static Tensor asSteps(Tensor rows, Tensor like) {
        long[] sizes = new long[rows.dim() + 1];
        sizes[0] = like.size(1);
        sizes[1] = like.size(2);
        for (int d = 2; d < sizes.length; d++) {
            sizes[d] = rows.size(d);
        }
        return rows.view(sizes);
    }
}
