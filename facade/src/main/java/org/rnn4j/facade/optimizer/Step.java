package org.rnn4j.facade.optimizer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Tensor;

/** What an optimiser returns: Torch's {@code x, {f(x), ...}}, and a third result where there is one. */
public final class Step {
    private final Tensor x;
    private final double[] losses;
    private final @Nullable Object third;

    Step(Tensor x, double[] losses, @Nullable Object third) {
        this.x = x;
        this.losses = losses;
        this.third = third;
    }

    static Step of(Tensor x, double loss) {
        return new Step(x, new double[] {loss}, null);
    }

    /** The parameters, which are the very tensor that was given. */
    public Tensor x() {
        return x;
    }

    /** The value before the step. */
    public double loss() {
        return losses[0];
    }

    /** All values on the way, that before the first step in front. */
    public double[] losses() {
        return losses.clone();
    }

    /** The average of the parameters that asgd keeps. */
    public Tensor average() {
        if (third instanceof Tensor average) {
            return average;
        }
        throw new UnsupportedOperationException("Step: only asgd gives an average");
    }

    /** How many times lbfgs or cg evaluated the objective. */
    public int evaluations() {
        if (third instanceof Integer evaluations) {
            return evaluations;
        }
        throw new UnsupportedOperationException("Step: only lbfgs and cg count evaluations");
    }

    /** Torch's third result: the average of asgd, the number of evaluations of lbfgs and cg; null where Torch has nil. */
    public @Nullable Object third() {
        return third;
    }
}
