package org.rnn4j.facade.layer.stochastic;

import org.rnn4j.facade.module.Module;

/** What modules have in common that draw noise and have no gradient without it. */
final class TrainingOnly {
    private TrainingOnly() {}

    /** Throws unless {@code module} is in training mode: before a backward. */
    static void check(Module module) {
        if (!module.isTraining()) {
            throw new IllegalStateException(
                    module.who() + ": expected training mode for backward, got evaluation mode; call training() first");
        }
    }
}
