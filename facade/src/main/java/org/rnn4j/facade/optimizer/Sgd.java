package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Stochastic gradient descent, with momentum if asked for.
 *
 * <pre>
 * g = df/dx + weightDecay x       d = momentum d + (1 - dampening) g, at first d = g
 * x = x - rate d                  x = x - rate (g + momentum d) with nesterov
 * rate = learningRate / (1 + evalCounter learningRateDecay)
 * </pre>
 *
 * Settings: {@code learningRate} (0.001), {@code learningRateDecay} (0), {@code weightDecay} (0), {@code weightDecays} and {@code
 * learningRates} (a factor for each parameter), {@code momentum} (0), {@code dampening} (the momentum), {@code nesterov}. State: {@code
 * evalCounter}, {@code dfdx}, {@code decayParameters}, {@code deltaParameters}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: sgd</a>
 */
public final class Sgd {
    private Sgd() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double momentum = config.number("momentum", 0);
        double dampening = config.number("dampening", momentum);
        double steps = state.number("evalCounter", 0);
        double rate = Gradients.rate(config, 1e-3, steps);
        boolean nesterov = config.isTrue("nesterov");
        boolean rates = config.isTrue("learningRates");
        state.put("evalCounter", steps);
        if (nesterov && !(momentum > 0 && dampening == 0)) {
            throw new IllegalArgumentException(
                    "sgd: expected a momentum above 0 and a dampening of 0 with nesterov, got " + momentum + " and "
                            + dampening);
        }
        if (rates) {
            Gradients.factors("sgd", config, "learningRates", x);
        }
        Evaluation evaluation = decayed(objective, x, config, state);
        Tensor direction = evaluation.gradient();
        if (momentum != 0 && state.isTrue("dfdx") && !rates) {
            Kernels.get()
                    .update(
                            nesterov ? UpdateRule.NESTEROV : UpdateRule.MOMENTUM,
                            new double[] {momentum, 1 - dampening, rate},
                            direction,
                            State.remembered(state, "dfdx", x),
                            x);
        } else {
            if (momentum != 0) {
                direction = momentum(direction, momentum, 1 - dampening, nesterov, state);
            }
            if (rates) {
                direction = Gradients.scaled("sgd", config, "learningRates", state, "deltaParameters", x, direction);
            }
            x.add(-rate, direction);
        }
        state.put("evalCounter", steps + 1);
        return Step.of(x, evaluation.loss());
    }

    private static Evaluation decayed(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        if (config.number("weightDecay", 0) != 0 || !config.isTrue("weightDecays")) {
            return Gradients.decayed("sgd", objective, x, config);
        }
        Gradients.factors("sgd", config, "weightDecays", x);
        Evaluation evaluation = Gradients.evaluate("sgd", objective, x);
        evaluation.gradient().add(Gradients.scaled("sgd", config, "weightDecays", state, "decayParameters", x, x));
        return evaluation;
    }

    private static Tensor momentum(Tensor gradient, double momentum, double share, boolean nesterov, LuaTable state) {
        Tensor average;
        if (state.isTrue("dfdx")) {
            average = State.remembered(state, "dfdx", gradient).mul(momentum).add(share, gradient);
        } else {
            average = State.remember(state, "dfdx", gradient, gradient).copy(gradient);
        }
        return nesterov ? gradient.add(momentum, average) : average;
    }
}
