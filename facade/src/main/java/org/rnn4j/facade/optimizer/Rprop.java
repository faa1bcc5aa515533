package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Rprop: each parameter has a step of its own, which grows while its derivative keeps its sign; only signs count.
 *
 * <pre>
 * step = step etaplus if g has the sign it had before, step etaminus and g = 0 if it has the other one
 * step = between stepsizemin and stepsizemax      x = x - step sign(g)
 * </pre>
 *
 * Settings: {@code stepsize} (0.1, the first steps), {@code etaplus} (1.2), {@code etaminus} (0.5), {@code stepsizemax} (50), {@code
 * stepsizemin} (1e-6), {@code niter} (1, how many steps a call makes). State: {@code delta}, the last derivatives, {@code stepsize}, the
 * steps, {@code sign} of the last derivatives, and {@code psign}, {@code nsign}, {@code zsign}, {@code dminmax}: where signs were kept,
 * changed, neither, and where a step was too small.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: rprop</a>
 */
public final class Rprop {
    private Rprop() {}

    /** The steps that {@code niter} asks for; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double grow = config.number("etaplus", 1.2);
        double shrink = config.number("etaminus", 0.5);
        double longest = config.number("stepsizemax", 50);
        double shortest = config.number("stepsizemin", 1e-6);
        int iterations = (int) config.number("niter", 1);
        boolean first = !state.isTrue("delta");
        double initial = first ? config.number("stepsize", 0.1) : 0;
        double[] losses = new double[Math.max(0, iterations)];
        for (int i = 0; i < losses.length; i++) {
            Evaluation evaluation = Gradients.evaluate("rprop", objective, x);
            losses[i] = evaluation.loss();
            Tensor gradient = evaluation.gradient();
            if (first) {
                first = false;
                prepare(gradient, initial, state);
            }
            move(gradient, x, grow, shrink, longest, shortest, state);
        }
        return new Step(x, losses, null);
    }

    private static void prepare(Tensor gradient, double initial, LuaTable state) {
        long[] sizes = gradient.size();
        state.put("delta", new Tensor(gradient.elementType(), sizes));
        state.put("stepsize", new Tensor(gradient.elementType(), sizes).fill(initial));
        state.put("sign", new Tensor(gradient.elementType(), sizes));
        for (String mask : new String[] {"psign", "nsign", "zsign", "dminmax"}) {
            state.put(mask, new Tensor(ElementType.BYTE, sizes));
        }
    }

    private static void move(
            Tensor gradient, Tensor x, double grow, double shrink, double longest, double shortest, LuaTable state) {
        Tensor before = State.remembered(state, "delta", gradient);
        Tensor size = State.remembered(state, "stepsize", gradient);
        Tensor sign = State.remembered(state, "sign", gradient);
        Tensor changed = state.tensor("nsign");
        sign.cmul(gradient, before).sign();
        Elementwise.map(s -> s > 0 ? 1 : 0, sign, state.tensor("psign"));
        Elementwise.map(s -> s < 0 ? 1 : 0, sign, changed);
        Elementwise.map(s -> s == 0 ? 1 : 0, sign, state.tensor("zsign"));
        Elementwise.map(s -> s > 0 ? grow : s < 0 ? shrink : 1, sign, sign);
        size.cmul(sign);
        Elementwise.map(s -> s > longest ? longest : s, size, size);
        Elementwise.map(s -> s < shortest ? 1 : 0, size, state.tensor("dminmax"));
        Elementwise.map(s -> s < shortest ? shortest : s, size, size);
        Elementwise.map((g, other) -> other != 0 ? 0 : g, gradient, changed, gradient);
        sign.sign(gradient);
        x.addcmul(-1, sign, size);
        before.copy(gradient);
    }
}
