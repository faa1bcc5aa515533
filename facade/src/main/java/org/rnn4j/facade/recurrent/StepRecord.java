package org.rnn4j.facade.recurrent;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Tensor;

/** What a {@link SequenceStage} has computed for the steps of a run, time first, as it goes into the modules of single steps. */
interface StepRecord {
    /** That of a stage whose modules see to it by themselves, or have nothing to keep. */
    StepRecord NONE = new StepRecord() {
        @Override
        public void restoreForward(Module module, UnaryOperator<Tensor> at) {}

        @Override
        public void restoreBackward(Module module, UnaryOperator<Tensor> at) {}

        @Override
        public StepRecord tail(SequenceRun run, int step, Copies copies) {
            return this;
        }
    };

    /**
     * Puts the results of a forward of one step into {@code module}, which has just computed it once more.
     *
     * @param at picks the step
     */
    void restoreForward(Module module, UnaryOperator<Tensor> at);

    /** Puts the results of a backward of one step into {@code module}, which has just computed it once more. */
    void restoreBackward(Module module, UnaryOperator<Tensor> at);

    /** A copy of the steps of {@code run} from {@code step} on. */
    StepRecord tail(SequenceRun run, int step, Copies copies);

    /** The records of stages one after the other, in the place of a container. */
    record Chain(List<StepRecord> records) implements StepRecord {
        @Override
        public void restoreForward(Module module, UnaryOperator<Tensor> at) {
            for (int i = 0; i < records.size(); i++) {
                records.get(i).restoreForward(module.modules().get(i), at);
            }
        }

        @Override
        public void restoreBackward(Module module, UnaryOperator<Tensor> at) {
            for (int i = 0; i < records.size(); i++) {
                records.get(i).restoreBackward(module.modules().get(i), at);
            }
        }

        @Override
        public StepRecord tail(SequenceRun run, int step, Copies copies) {
            return new Chain(
                    records.stream().map(part -> part.tail(run, step, copies)).toList());
        }
    }
}
