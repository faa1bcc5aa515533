package org.rnn4j.facade.optimizer;

import java.util.Arrays;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * L-BFGS: Newton steps by a Hessian that the last steps and changes of the gradient tell about.
 *
 * <p>Settings: {@code maxIter} (20, iterations in a call), {@code maxEval} (1.25 maxIter, evaluations in a call), {@code tolFun} (1e-5, ends where
 * the absolute values of the gradient sum up to less), {@code tolX} (1e-9, ends where the step or the change of the value is smaller), {@code
 * nCorrection} (100, how many steps are remembered), {@code lineSearch} (none; {@code optim.lswolfe}), {@code lineSearchOptions}, {@code
 * learningRate} (1, the step without a line search, and where one begins), {@code verbose}.
 *
 * <p>State: {@code nIter}, {@code funcEval}, {@code d} the last direction, {@code t} the last step, {@code Hdiag}, {@code g_old}, {@code f_old},
 * {@code old_dirs} and {@code old_stps} the steps and changes of the gradient, {@code dir_bufs} and {@code stp_bufs} their memory to spare, {@code
 * ro}, {@code al}, {@code tmp1}. A state goes on where it was left, so that one iteration a call over changing batches is possible.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: lbfgs</a>
 */
public final class Lbfgs {
    /** A product of step and change of the gradient below this says nothing about the curvature. */
    private static final double NO_CURVATURE = 1e-10;

    private final LuaTable config;
    private final LuaTable state;
    private final double maxIter;
    private final double maxEval;
    private final double tolFun;
    private final double tolX;
    private final int most;
    private final double rate;

    private double[] losses = new double[4];
    private int count;
    private double loss;
    private Tensor gradient;

    private Lbfgs(LuaTable config, LuaTable state, Evaluation first) {
        this.config = config;
        this.state = state;
        maxIter = config.number("maxIter", 20);
        maxEval = config.number("maxEval", maxIter * 1.25);
        tolFun = config.number("tolFun", 1e-5);
        tolX = config.number("tolX", 1e-9);
        most = (int) config.number("nCorrection", 100);
        rate = config.number("learningRate", 1);
        loss = first.loss();
        gradient = first.gradient();
        record(loss);
    }

    /** Several steps, whose third result is the number of evaluations; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        count("nIter", 0, state);
        count("funcEval", 0, state);
        Evaluation first = Gradients.evaluate("lbfgs", objective, x);
        count("funcEval", 1, state);
        return new Lbfgs(config, state, first).run(objective, x);
    }

    private static double count(String name, double more, LuaTable state) {
        double value = state.number(name, 0) + more;
        state.put(name, value);
        return value;
    }

    private void record(double value) {
        losses = count == losses.length ? Arrays.copyOf(losses, 2 * count) : losses;
        losses[count++] = value;
    }

    private void say(String message) {
        if (config.isTrue("verbose")) {
            System.out.println("<optim.lbfgs> \t" + message);
        }
    }

    private Step run(Objective objective, Tensor x) {
        Tensor scratch = State.remember(state, "tmp1", gradient, gradient);
        if (scratch.copy(gradient).abs().sum() <= tolFun) {
            say("optimality condition below tolFun");
            return new Step(x, Arrays.copyOf(losses, count), null);
        }
        int evaluations = 1;
        for (int iteration = 1; iteration <= maxIter; iteration++) {
            boolean first = count("nIter", 1, state) == 1;
            Tensor direction = first ? steepest() : newton(scratch);
            State.remember(state, "g_old", gradient, gradient).copy(gradient);
            state.put("f_old", loss);
            double lossBefore = loss;
            double slope = gradient.dot(direction);
            if (slope > -tolX) {
                break;
            }
            double step = first ? Math.min(1, 1 / scratch.copy(gradient).abs().sum()) * rate : rate;
            boolean last = iteration == maxIter;
            if (config.get("lineSearch") instanceof LineSearch search) {
                LineSearch.Result found = search.search(
                        objective,
                        x,
                        step,
                        direction,
                        loss,
                        gradient,
                        slope,
                        config.isTrue("lineSearchOptions") ? config.table("lineSearchOptions") : null);
                loss = found.loss();
                gradient = found.gradient();
                x = found.x();
                step = found.step();
                evaluations += found.evaluations();
                count("funcEval", found.evaluations(), state);
                record(loss);
            } else {
                x.add(step, direction);
                if (!last) {
                    Evaluation next = Gradients.evaluate("lbfgs", objective, x);
                    loss = next.loss();
                    gradient = next.gradient();
                    evaluations++;
                    count("funcEval", 1, state);
                    record(loss);
                }
            }
            state.put("t", step);
            if (last || ends(scratch, evaluations, direction, step, lossBefore)) {
                if (last) {
                    say("reached max number of iterations");
                }
                break;
            }
        }
        return new Step(x, Arrays.copyOf(losses, count), evaluations);
    }

    private boolean ends(Tensor scratch, int evaluations, Tensor direction, double step, double lossBefore) {
        if (evaluations >= maxEval) {
            say("max nb of function evals");
        } else if (scratch.copy(gradient).abs().sum() <= tolFun) {
            say("optimality condition below tolFun");
        } else if (scratch.copy(direction).mul(step).abs().sum() <= tolX) {
            say("step size below tolX");
        } else if (Math.abs(loss - lossBefore) < tolX) {
            say("function value changing less than tolX");
        } else {
            return false;
        }
        return true;
    }

    /** The first direction; whatever was remembered is forgotten. */
    private Tensor steepest() {
        for (String name : new String[] {"old_dirs", "old_stps", "dir_bufs", "stp_bufs"}) {
            state.put(name, new LuaTable());
        }
        state.put("Hdiag", 1);
        return State.remember(state, "d", gradient, gradient).copy(gradient).mul(-1);
    }

    private Tensor newton(Tensor scratch) {
        Tensor direction = State.remembered(state, "d", gradient);
        LuaTable steps = state.table("old_dirs");
        LuaTable changes = state.table("old_stps");
        remember(direction, steps, changes);
        int k = steps.length();
        Tensor ro = factors("ro");
        for (int i = 1; i <= k; i++) {
            ro.put(1 / changes.tensor(i).dot(steps.tensor(i)), i);
        }
        Tensor al = factors("al");
        scratch.mul(gradient, -1);
        for (int i = k; i >= 1; i--) {
            al.put(steps.tensor(i).dot(scratch) * ro.get(i), i);
            scratch.add(-al.get(i), changes.tensor(i));
        }
        direction.mul(scratch, state.number("Hdiag"));
        for (int i = 1; i <= k; i++) {
            double be = changes.tensor(i).dot(direction) * ro.get(i);
            direction.add(al.get(i) - be, steps.tensor(i));
        }
        return direction;
    }

    /** Remembers the last step and what it changed of the gradient, in the place of the oldest ones if need be. */
    private void remember(Tensor direction, LuaTable steps, LuaTable changes) {
        Tensor change = spare("dir_bufs").add(gradient, -1, State.remembered(state, "g_old", gradient));
        Tensor step = spare("stp_bufs").mul(direction, state.number("t"));
        double product = change.dot(step);
        if (product > NO_CURVATURE) {
            if (steps.length() == most) {
                insert(state.table("dir_bufs"), removeFirst(steps));
                insert(state.table("stp_bufs"), removeFirst(changes));
            }
            insert(steps, step);
            insert(changes, change);
            state.put("Hdiag", product / change.dot(change));
        } else {
            insert(state.table("dir_bufs"), change);
            insert(state.table("stp_bufs"), step);
        }
    }

    /** The last tensor of those to spare, or a new one. */
    private Tensor spare(String name) {
        LuaTable spares = state.table(name);
        int last = spares.length();
        if (last == 0) {
            return new Tensor(gradient.elementType(), gradient.elements());
        }
        Tensor spare = spares.tensor(last);
        spares.put(last, null);
        return spare;
    }

    private static void insert(LuaTable list, Tensor last) {
        list.put(list.length() + 1, last);
    }

    private static Tensor removeFirst(LuaTable list) {
        Tensor first = list.tensor(1);
        int last = list.length();
        for (int i = 1; i < last; i++) {
            list.put(i, list.tensor(i + 1));
        }
        list.put(last, null);
        return first;
    }

    private Tensor factors(String name) {
        if (!state.isTrue(name)) {
            state.put(name, new Tensor(Tensor.defaultType(), most));
        }
        return state.tensor(name);
    }
}
