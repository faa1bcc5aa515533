package org.rnn4j.facade.recurrent;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** A module that does not care for time is called once, on the batches of all steps laid one behind the other. */
final class RowWiseStage implements SequenceStage {
    private final Module module;
    private final int sampleDimensions;
    private @Nullable Tensor outputs;
    private @Nullable Tensor gradInputs;

    RowWiseStage(Module module, int sampleDimensions) {
        this.module = module;
        this.sampleDimensions = sampleDimensions;
    }

    @Override
    public int sampleDimensions() {
        return sampleDimensions;
    }

    @Override
    public Tensor forward(SequenceRun run, Tensor steps) {
        return forward(steps);
    }

    Tensor forward(Tensor steps) {
        Tensor result = asSteps(module.updateOutput(asRows(steps)).toTensor(), steps);
        outputs = result;
        gradInputs = null;
        return result;
    }

    @Override
    public Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput) {
        return updateGradInput(steps, gradOutput);
    }

    Tensor updateGradInput(Tensor steps, Tensor gradOutput) {
        Tensor result = asSteps(
                module.updateGradInput(asRows(steps), asRows(gradOutput)).toTensor(), steps);
        gradInputs = result;
        return result;
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        module.accGradParameters(asRows(steps), asRows(gradOutput), scale);
    }

    @Override
    public StepRecord record() {
        return new Results(outputs, gradInputs);
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

    /** Output and gradInput of the module. */
    private record Results(
            @Nullable Tensor outputs, @Nullable Tensor gradInputs) implements StepRecord {
        @Override
        public void restoreForward(Module module, UnaryOperator<Tensor> at) {
            restore(module.output(), outputs, at);
        }

        @Override
        public void restoreBackward(Module module, UnaryOperator<Tensor> at) {
            restore(module.gradInput(), gradInputs, at);
        }

        private static void restore(@Nullable Activity result, @Nullable Tensor known, UnaryOperator<Tensor> at) {
            if (known != null && result instanceof Tensor tensor) {
                tensor.copy(at.apply(known));
            }
        }

        @Override
        public StepRecord tail(SequenceRun run, int step, Copies copies) {
            return new Results(run.tail(outputs, step, copies), run.tail(gradInputs, step, copies));
        }
    }
}
