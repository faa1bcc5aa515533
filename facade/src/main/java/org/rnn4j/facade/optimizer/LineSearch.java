package org.rnn4j.facade.optimizer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** How far lbfgs goes along a direction: the setting {@code lineSearch}. */
@FunctionalInterface
public interface LineSearch {
    /**
     * Moves {@code x} along {@code direction}.
     *
     * @param x where the search begins; it is moved
     * @param step the first step to try, in units of the direction
     * @param loss the value at x
     * @param gradient the gradient at x
     * @param slope the derivative along the direction at x
     * @param options the setting {@code lineSearchOptions}, or null
     */
    Result search(
            Objective objective,
            Tensor x,
            double step,
            Tensor direction,
            double loss,
            Tensor gradient,
            double slope,
            @Nullable LuaTable options);

    /**
     * Where a search ended.
     *
     * @param loss the value there
     * @param gradient the gradient there
     * @param x the point there
     * @param step how far that is, in units of the direction
     * @param evaluations how many times the objective was evaluated
     */
    record Result(double loss, Tensor gradient, Tensor x, double step, int evaluations) {}
}
