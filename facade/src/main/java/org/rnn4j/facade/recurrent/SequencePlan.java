package org.rnn4j.facade.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.RowWise;

/**
 * Finds out how a net can run over a whole sequence: modules that do not care for time once for all steps, recurrent ones by their kernels, a
 * Sequential of such one after the other. Everything else, and with it the whole net around, runs step by step: only then is the order right in
 * which random numbers are drawn, states are read, and a module that is at two places is called.
 */
final class SequencePlan {
    private SequencePlan() {}

    /**
     * What runs {@code module} over a whole sequence, or null if it has to go step by step.
     *
     * @param owner the module around it that takes the sequence
     */
    static @Nullable SequenceStage of(AbstractRecurrent owner, Module module) {
        return isAtTwoPlaces(module) ? null : stage(owner, module);
    }

    /** Whether one module of {@code net} is there twice: its two calls of a step follow each other, before those of the next step. */
    private static boolean isAtTwoPlaces(Module net) {
        List<Module> places = new ArrayList<>();
        net.apply(places::add);
        Set<Module> modules = Collections.newSetFromMap(new IdentityHashMap<>());
        modules.addAll(places);
        return modules.size() < places.size();
    }

    private static @Nullable SequenceStage stage(AbstractRecurrent owner, Module module) {
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
            SequenceStage stage = stage(owner, child);
            if (stage == null) {
                return null;
            }
            stages.add(stage);
        }
        return stages.isEmpty() ? null : new ChainStage(net.who(), stages);
    }
}
