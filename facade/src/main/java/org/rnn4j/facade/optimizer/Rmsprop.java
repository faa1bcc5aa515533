package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.kernels.UpdateRule;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * RMSprop: steps by the gradient over the root of a fading average of its square.
 *
 * <pre>
 * g = df/dx + weightDecay x      m = alpha m + (1 - alpha) g g, m = initialMean at first
 * x = x - learningRate g / (sqrt(m) + epsilon)
 * </pre>
 *
 * Settings: {@code learningRate} (0.01), {@code alpha} (0.99), {@code epsilon} (1e-8), {@code weightDecay} (0), {@code initialMean} (0).
 * State: {@code m}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: rmsprop</a>
 */
public final class Rmsprop {
    private Rmsprop() {}

    /** One step; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double rate = config.number("learningRate", 1e-2);
        double alpha = config.number("alpha", 0.99);
        double epsilon = config.number("epsilon", 1e-8);
        double initialMean = config.number("initialMean", 0);
        Evaluation evaluation = Gradients.decayed("rmsprop", objective, x, config);
        Tensor gradient = evaluation.gradient();
        boolean first = !state.isTrue("m");
        Tensor m = State.remember(state, "m", x, gradient);
        if (first) {
            m.fill(initialMean);
        }
        Kernels.get().update(UpdateRule.RMSPROP, new double[] {alpha, 1 - alpha, epsilon, rate}, gradient, m, x);
        return Step.of(x, evaluation.loss());
    }
}
