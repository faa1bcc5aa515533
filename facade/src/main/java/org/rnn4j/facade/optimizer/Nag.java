package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Gradient descent with Nesterov's momentum: the gradient is taken where the momentum leads to.
 *
 * <pre>
 * x = x + momentum d      g = df/dx + weightDecay x, there
 * x = x - rate g          d = momentum d - rate g, d = 0 at first
 * rate = learningRate / (1 + evalCounter learningRateDecay)
 * </pre>
 *
 * Settings: {@code learningRate} (0.001), {@code learningRateDecay} (0), {@code weightDecay} (0), {@code momentum} (0.9), {@code
 * learningRates} (a factor for each parameter). State: {@code evalCounter}, {@code dfdx}, {@code deltaParameters}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: nag</a>
 */
public final class Nag {
    private Nag() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double momentum = config.number("momentum", 0.9);
        double steps = state.number("evalCounter", 0);
        double rate = Gradients.rate(config, 1e-3, steps);
        boolean rates = config.isTrue("learningRates");
        state.put("evalCounter", steps);
        if (momentum <= 0) {
            throw new IllegalArgumentException("nag: expected a momentum above 0, got " + momentum);
        }
        if (rates) {
            Gradients.factors("nag", config, "learningRates", x);
        }
        boolean first = !state.isTrue("dfdx");
        if (!first) {
            x.add(momentum, State.remembered(state, "dfdx", x));
        }
        Evaluation evaluation = Gradients.decayed("nag", objective, x, config);
        Tensor gradient = evaluation.gradient();
        Tensor velocity = State.remember(state, "dfdx", gradient, gradient);
        if (!first) {
            velocity.mul(momentum);
        }
        Tensor direction = rates
                ? Gradients.scaled("nag", config, "learningRates", state, "deltaParameters", x, gradient)
                : gradient;
        x.add(-rate, direction);
        velocity.add(-rate, direction);
        state.put("evalCounter", steps + 1);
        return Step.of(x, evaluation.loss());
    }
}
