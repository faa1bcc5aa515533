package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * AdaDelta: steps as large as the ones before, for gradients as large as the ones before.
 *
 * <pre>
 * g = df/dx + weightDecay x      v = rho v + (1 - rho) g g      delta = sqrt(a + eps) / sqrt(v + eps) g
 * x = x - delta                  a = rho a + (1 - rho) delta delta
 * </pre>
 *
 * Settings: {@code rho} (0.9), {@code eps} (1e-6), {@code weightDecay} (0). State: {@code evalCounter}, {@code paramVariance}, which is v,
 * {@code paramStd}, which is the divisor and computed when it is read, {@code delta}, {@code accDelta}, which is a.
 *
 * <p>See: Matthew D. Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: adadelta</a>
 */
public final class Adadelta {
    private Adadelta() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double rho = config.number("rho", 0.9);
        double epsilon = config.number("eps", 1e-6);
        double steps = state.number("evalCounter", 0);
        Evaluation evaluation = Gradients.decayed("adadelta", objective, x, config);
        Tensor gradient = evaluation.gradient();
        Tensor variance = State.remember(state, "paramVariance", x, gradient);
        Kernels.get()
                .update(
                        UpdateRule.ADADELTA,
                        new double[] {rho, 1 - rho, epsilon},
                        gradient,
                        variance,
                        State.remember(state, "accDelta", x, gradient),
                        State.remember(state, "delta", x, gradient),
                        x);
        state.derive("paramStd", () -> variance.copy().add(epsilon).sqrt());
        state.put("evalCounter", steps + 1);
        return Step.of(x, evaluation.loss());
    }
}
