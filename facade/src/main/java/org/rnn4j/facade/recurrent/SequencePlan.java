package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;

/**
 * Finds out how a net can run over a whole sequence: modules that do not care for time once for all steps, recurrent ones by their kernels, a Sequential of such one
 * after the other. Everything else, and with it the whole net around, runs step by step: only then is the order right in which
 * random numbers are drawn and states are read.
 */
final class SequencePlan {
    private SequencePlan() {}

    /**
     * What runs {@code module} over a whole sequence, or null if it has to go step by step.
     *
     * @param owner the module around it that takes the sequence
     */
    static @Nullable SequenceStage of(AbstractRecurrent owner, Module module) {
        if (module instanceof AbstractRecurrent recurrent) {
            SequenceStage stage = recurrent.sequenceStage();
            return stage == null ? null : new RecurrentStage(owner, recurrent, stage);
        }
        if (module instanceof RowWise rowWise) {
            return rowWise.isRowWise() ? new RowWiseStage(module, rowWise.sampleDimensions()) : null;
        }
        return module instanceof Sequential sequential ? chain(owner, sequential) : null;
    }

    private static @Nullable SequenceStage chain(AbstractRecurrent owner, Sequential net) {
        List<SequenceStage> stages = new ArrayList<>(net.size());
        for (Module child : net.modules()) {
            SequenceStage stage = of(owner, child);
            if (stage == null) {
                return null;
            }
            stages.add(stage);
        }
        return stages.isEmpty() ? null : new ChainStage(net.who(), stages);
    }
}
