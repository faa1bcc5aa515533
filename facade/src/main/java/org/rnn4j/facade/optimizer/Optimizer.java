package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** Any of Torch's optimisers in the form that all have, so that a program can choose: {@code Optimizer method = optim::adam}. */
@FunctionalInterface
public interface Optimizer {
    /**
     * Makes one step, or a few.
     *
     * @param objective what to make small
     * @param x the parameters, which are changed
     * @param config the settings
     * @param state what the optimiser remembers from step to step; may be {@code config}
     */
    Step step(Objective objective, Tensor x, LuaTable config, LuaTable state);
}
