package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * AdaMax: Adam with a fading maximum in the place of the average of squares.
 *
 * <pre>
 * g = df/dx + weightDecay x      m = beta1 m + (1 - beta1) g      u = max(beta2 u, |g| + epsilon)
 * x = x - learningRate / (1 - beta1^t) m / u      t counts steps from 1
 * </pre>
 *
 * Settings: {@code learningRate} (0.002), {@code beta1} (0.9), {@code beta2} (0.999), {@code epsilon} (1e-38), {@code weightDecay} (0).
 * State: {@code t}, {@code m}, {@code u}, which has a dimension of size 1 in front, and {@code max}, the two that u is the greater one of.
 *
 * <p>See: Diederik P. Kingma and Jimmy Ba, Adam: A Method for Stochastic Optimization, 2014.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: adamax</a>
 */
public final class Adamax {
    private Adamax() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double rate = config.number("learningRate", 0.002);
        double beta1 = config.number("beta1", 0.9);
        double beta2 = config.number("beta2", 0.999);
        double epsilon = config.number("epsilon", 1e-38);
        double t = state.number("t", 0) + 1;
        Evaluation evaluation = Gradients.decayed("adamax", objective, x, config);
        Tensor gradient = evaluation.gradient();
        Tensor m = State.remember(state, "m", x, gradient);
        if (!state.isTrue("u")) {
            state.put("u", new Tensor(x.elementType(), with(1, gradient.size())));
        }
        if (!state.isTrue("max")) {
            state.put("max", new Tensor(x.elementType(), with(2, gradient.size())));
        }
        Tensor candidates = state.tensor("max");
        Kernels.get()
                .update(
                        UpdateRule.ADAMAX,
                        new double[] {beta1, 1 - beta1, beta2, epsilon, rate / (1 - Math.pow(beta1, t))},
                        gradient,
                        m,
                        State.remembered(state, "u", x),
                        candidates.select(1, 1),
                        candidates.select(1, 2),
                        x);
        state.put("t", t);
        return Step.of(x, evaluation.loss());
    }

    private static long[] with(long first, long[] sizes) {
        long[] all = new long[sizes.length + 1];
        all[0] = first;
        System.arraycopy(sizes, 0, all, 1, sizes.length);
        return all;
    }
}
