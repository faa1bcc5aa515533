package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.tensor.Tensor;

/** A recurrent module inside a net that runs over a whole sequence. It lets go of memory by itself, before its next single step. */
record RecurrentStage(AbstractRecurrent module, SequenceStage stage) implements SequenceStage {
    @Override
    public int sampleDimensions() {
        return stage.sampleDimensions();
    }

    @Override
    public Tensor forward(SequenceRun run, Tensor steps) {
        return module.runSequence(run, stage, steps, run.hasBatch());
    }

    @Override
    public Tensor updateGradInput(SequenceRun run, Tensor steps, Tensor gradOutput) {
        return module.runSequenceBack(steps, gradOutput);
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        module.accumulateSequence(steps, scale);
    }
}
