package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.Tensor;

/** What an optimiser makes small: Torch's {@code opfunc}, or {@code feval}. */
@FunctionalInterface
public interface Objective {
    /**
     * The value at a point, and the gradient there.
     *
     * @param x the point; mostly the parameters of a net themselves, as {@code getParameters()} gives them
     */
    Evaluation evaluate(Tensor x);
}
