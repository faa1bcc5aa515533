package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * AdaGrad: each parameter has a rate that falls by the gradients it has seen.
 *
 * <pre>
 * g = df/dx + weightDecay x      v = v + g g      x = x - rate g / (sqrt(v) + 1e-10)
 * rate = learningRate / (1 + evalCounter learningRateDecay)
 * </pre>
 *
 * Settings: {@code learningRate} (0.001), {@code learningRateDecay} (0), {@code weightDecay} (0). State: {@code evalCounter}, {@code
 * paramVariance}, which is v, {@code paramStd}, which is the divisor and computed when it is read.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: adagrad</a>
 */
public final class Adagrad {
    private static final double EPSILON = 1e-10;

    private Adagrad() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double steps = state.number("evalCounter", 0);
        double rate = Gradients.rate(config, 1e-3, steps);
        Evaluation evaluation = Gradients.decayed("adagrad", objective, x, config);
        Tensor gradient = evaluation.gradient();
        Tensor variance = State.remember(state, "paramVariance", x, gradient);
        Kernels.get().update(UpdateRule.ADAGRAD, new double[] {rate, EPSILON}, gradient, variance, x);
        state.derive("paramStd", () -> variance.copy().sqrt().add(EPSILON));
        state.put("evalCounter", steps + 1);
        return Step.of(x, evaluation.loss());
    }
}
