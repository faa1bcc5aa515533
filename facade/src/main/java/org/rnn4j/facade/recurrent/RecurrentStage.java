package org.rnn4j.facade.recurrent;

import org.rnn4j.facade.tensor.Tensor;

/** A recurrent module inside a net that runs over a whole sequence. */
final class RecurrentStage implements SequenceStage {
    private final AbstractRecurrent owner;
    private final AbstractRecurrent module;
    private final SequenceStage stage;

    /** @param owner the module around the net */
    RecurrentStage(AbstractRecurrent owner, AbstractRecurrent module, SequenceStage stage) {
        this.owner = owner;
        this.module = module;
        this.stage = stage;
    }

    @Override
    public int sampleDimensions() {
        return stage.sampleDimensions();
    }

    @Override
    public Tensor forward(Tensor steps, boolean batch) {
        return module.runSequence(owner, stage, steps, batch);
    }

    @Override
    public Tensor updateGradInput(Tensor steps, Tensor gradOutput) {
        return module.runSequenceBack(gradOutput);
    }

    @Override
    public void accGradParameters(Tensor steps, Tensor gradOutput, double scale) {
        module.accumulateSequence(scale);
    }

    @Override
    public boolean isIntact() {
        return module.hasSequence(stage);
    }

    @Override
    public void rewind() {
        module.rewind();
    }

    @Override
    public void endReplay() {
        module.finishReplay();
    }

    /** Nothing here: the module does so by itself, before its next single step. */
    @Override
    public void release() {}
}
