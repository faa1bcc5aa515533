package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Averaged stochastic gradient descent.
 *
 * <pre>
 * x = (1 - lambda eta_t) x - eta_t df/dx      ax = ax + mu_t (x - ax), ax = x where mu_t is 1
 * eta_t = eta0 / (1 + lambda eta0 t)^alpha    mu_t = 1 / max(1, t - t0)
 * </pre>
 *
 * Settings, which are filled in where they are left out: {@code eta0} (0.0001), {@code lambda} (0.0001), {@code alpha} (0.75), {@code t0}
 * (1000000, when averaging begins). State: {@code t}, {@code eta_t}, {@code mu_t}, {@code ax}, {@code tmp}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: asgd</a>
 */
public final class Asgd {
    private Asgd() {}

    /** One step, whose third result is the average; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double eta0 = setting(config, "eta0", 1e-4);
        double lambda = setting(config, "lambda", 1e-4);
        double alpha = setting(config, "alpha", 0.75);
        double t0 = setting(config, "t0", 1e6);
        double eta = setting(state, "eta_t", eta0);
        double mu = setting(state, "mu_t", 1);
        double t = setting(state, "t", 0) + 1;
        Evaluation evaluation = Gradients.evaluate("asgd", objective, x);
        x.mul(1 - lambda * eta).add(-eta, evaluation.gradient());
        Tensor average = State.remember(state, "ax", x, x);
        Tensor difference = State.remember(state, "tmp", x, x);
        if (mu == 1) {
            average.copy(x);
        } else {
            average.add(difference.copy(x).add(-1, average).mul(mu));
        }
        state.put("t", t);
        state.put("eta_t", eta0 / Math.pow(1 + lambda * eta0 * t, alpha));
        state.put("mu_t", 1 / Math.max(1, t - t0));
        return new Step(x, new double[] {evaluation.loss()}, average);
    }

    private static double setting(LuaTable table, String name, double otherwise) {
        double value = table.number(name, otherwise);
        table.put(name, value);
        return value;
    }
}
