package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Adam: steps by averages of the gradient and of its square.
 *
 * <pre>
 * g = df/dx + weightDecay x      m = beta1 m + (1 - beta1) g      v = beta2 v + (1 - beta2) g g
 * x = x - rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)      t counts steps from 1
 * rate = learningRate / (1 + (t - 1) learningRateDecay)
 * </pre>
 *
 * Settings: {@code learningRate} (0.001), {@code learningRateDecay} (0), {@code beta1} (0.9), {@code beta2} (0.999), {@code epsilon}
 * (1e-8), {@code weightDecay} (0). State: {@code t}, {@code m}, {@code v}, {@code denom}, which is {@code sqrt(v) + epsilon} and computed
 * when it is read.
 *
 * <p>See: Diederik P. Kingma and Jimmy Ba, Adam: A Method for Stochastic Optimization, 2014.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: adam</a>
 */
public final class Adam {
    private Adam() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double beta1 = config.number("beta1", 0.9);
        double beta2 = config.number("beta2", 0.999);
        double epsilon = config.number("epsilon", 1e-8);
        double steps = state.number("t", 0);
        double rate = Gradients.rate(config, 1e-3, steps);
        Evaluation evaluation = Gradients.decayed("adam", objective, x, config);
        Tensor gradient = evaluation.gradient();
        Tensor m = State.remember(state, "m", x, gradient);
        Tensor v = State.remember(state, "v", x, gradient);
        double t = steps + 1;
        double step = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
        Kernels.get()
                .update(
                        UpdateRule.ADAM,
                        new double[] {beta1, 1 - beta1, beta2, 1 - beta2, epsilon, step},
                        gradient,
                        m,
                        v,
                        x);
        state.put("t", t);
        state.derive("denom", () -> v.copy().sqrt().add(epsilon));
        return Step.of(x, evaluation.loss());
    }
}
