package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/** What the optimisers have in common: evaluation, weight decay, rates that fall. */
final class Gradients {
    private Gradients() {}

    /** The value at {@code x} and the gradient there, checked. */
    static Evaluation evaluate(String who, Objective objective, Tensor x) {
        Evaluation evaluation = objective.evaluate(x);
        Tensor gradient = evaluation.gradient();
        if (gradient.elementType() != x.elementType() || gradient.elements() != x.elements()) {
            ElementType usual = ElementType.DOUBLE;
            throw new IllegalArgumentException(who + ": expected a gradient as the parameters, " + x.describe(usual)
                    + ", got " + gradient.describe(usual));
        }
        return evaluation;
    }

    /** {@link #evaluate} with the setting {@code weightDecay}: {@code gradient = gradient + weightDecay x}. */
    static Evaluation decayed(String who, Objective objective, Tensor x, LuaTable config) {
        double weightDecay = config.number("weightDecay", 0);
        Evaluation evaluation = evaluate(who, objective, x);
        if (weightDecay != 0) {
            evaluation.gradient().add(weightDecay, x);
        }
        return evaluation;
    }

    /** The setting {@code learningRate} after {@code steps} steps of {@code learningRateDecay}. */
    static double rate(LuaTable config, double otherwise, double steps) {
        return config.number("learningRate", otherwise) / (1 + steps * config.number("learningRateDecay", 0));
    }

    /**
     * What a vector of factors, one for each parameter, makes of {@code values}: kept in {@code state} under {@code name}.
     *
     * @param setting the name of the factors in {@code config}
     */
    static Tensor scaled(
            String who, LuaTable config, String setting, LuaTable state, String name, Tensor x, Tensor values) {
        return State.remember(state, name, x, values)
                .copy(factors(who, config, setting, x))
                .cmul(values);
    }

    /** A vector of factors, one for each parameter. */
    static Tensor factors(String who, LuaTable config, String setting, Tensor x) {
        Tensor factors = config.tensor(setting);
        if (factors.elements() != x.elements()) {
            throw new IllegalArgumentException(who + ": expected " + setting + " for each of the " + x.elements()
                    + " parameters, got " + factors.describe());
        }
        return factors;
    }
}
