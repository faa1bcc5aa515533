package org.rnn4j.facade.optimizer;

import java.util.Arrays;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Conjugate gradients by Polak and Ribiere, with a line search by cubic and quadratic interpolation: Carl Rasmussen's {@code minimize}, as
 * Torch's {@code cg}.
 *
 * <p>Settings: {@code maxIter} (20, the most evaluations in a line search), {@code maxEval} (1.25 maxIter, evaluations in a call), {@code
 * rho} (0.01) and {@code sig} (0.5, the conditions of Wolfe and Powell), {@code int} (0.1, how near to the ends of the bracket), {@code ext} (3,
 * how far beyond), {@code ratio} (100, how much slopes may differ). Each call begins anew; the state only holds memory: {@code df0}, {@code
 * df1}, {@code df2}, {@code df3}, {@code x0}, {@code s}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: cg</a>
 */
public final class ConjugateGradient {
    /** Where no upper limit of the step is known yet. */
    private static final double NO_LIMIT = -1;

    private static final double LEAST = 1e-320;

    private final Objective objective;
    private final Tensor x;
    private final double rho;
    private final double sig;
    private final double interpolation;
    private final double extrapolation;
    private final Tensor gradient;
    private final Tensor next;
    private final Tensor spare;
    private final Tensor direction;
    private final Tensor start;
    private int evaluations;
    private double step;
    private double value;
    private double slope;

    private ConjugateGradient(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        this.objective = objective;
        this.x = x;
        rho = config.number("rho", 0.01);
        sig = config.number("sig", 0.5);
        interpolation = config.number("int", 0.1);
        extrapolation = config.number("ext", 3);
        gradient = memory("df1", state);
        next = memory("df2", state);
        spare = memory("df3", state);
        direction = memory("s", state);
        start = memory("x0", state);
        memory("df0", state);
    }

    private Tensor memory(String name, LuaTable state) {
        return State.remember(state, name, x, x).resizeAs(x);
    }

    /** Several steps, whose third result is the number of evaluations; {@link Optimizer#step} has the parameters. */
    public static Step step(Objective objective, Tensor x, LuaTable config, LuaTable state) {
        double maxIter = config.number("maxIter", 20);
        return new ConjugateGradient(objective, x, config, state)
                .run(
                        maxIter,
                        config.number("maxEval", maxIter * 1.25),
                        config.number("ratio", 100),
                        state.tensor("df0"));
    }

    private Step run(double maxIter, double maxEval, double ratio, Tensor gradientAtStart) {
        double[] losses = new double[4];
        int count = 0;
        double present = evaluate(gradient);
        losses[count++] = present;
        direction.copy(gradient).mul(-1);
        double presentSlope = -direction.dot(direction);
        step = 1 / (1 - presentSlope);
        while (evaluations < Math.abs(maxEval)) {
            start.copy(x);
            gradientAtStart.copy(gradient);
            if (!search(present, presentSlope, Math.min(maxIter, maxEval - evaluations - 1))) {
                // Torch's own test for a second chance is always true.
                x.copy(start);
                gradient.copy(gradientAtStart);
                break;
            }
            present = value;
            losses = count == losses.length ? Arrays.copyOf(losses, 2 * count) : losses;
            losses[count++] = present;
            double factor = (next.dot(next) - next.dot(gradient)) / gradient.dot(gradient);
            direction.mul(factor).add(-1, next);
            spare.copy(gradient);
            gradient.copy(next);
            next.copy(spare);
            double slopeAhead = gradient.dot(direction);
            if (slopeAhead > 0) {
                direction.copy(gradient).mul(-1);
                slopeAhead = -direction.dot(direction);
            }
            step *= Math.min(ratio, presentSlope / (slopeAhead - LEAST));
            presentSlope = slopeAhead;
        }
        return new Step(x, Arrays.copyOf(losses, count), evaluations);
    }

    private double evaluate(Tensor result) {
        Evaluation evaluation = Gradients.evaluate("cg", objective, x);
        result.copy(evaluation.gradient());
        evaluations++;
        return evaluation.loss();
    }

    private void advance(double distance) {
        x.add(distance, direction);
        value = evaluate(next);
        slope = next.dot(direction);
    }

    /** Goes along the direction from a point of this value and slope; whether a good point was found. */
    private boolean search(double value0, double slope0, double most) {
        advance(step);
        double left = most;
        double otherValue = value0;
        double otherSlope = slope0;
        double distance = -step;
        double limit = NO_LIMIT;
        while (true) {
            while (tooFar(value0, slope0) && left > 0) {
                limit = step;
                double move = inside(value0, otherValue, otherSlope, distance);
                step += move;
                advance(move);
                left--;
                distance -= move;
            }
            if (tooFar(value0, slope0)) {
                return false;
            }
            if (slope > sig * slope0) {
                return true;
            }
            if (left == 0) {
                return false;
            }
            double move = beyond(otherValue, otherSlope, distance, limit);
            otherValue = value;
            otherSlope = slope;
            distance = -move;
            step += move;
            advance(move);
            left--;
        }
    }

    private boolean tooFar(double value0, double slope0) {
        return value > value0 + step * rho * slope0 || slope > -sig * slope0;
    }

    /** How far from here into the bracket that ends {@code distance} away. */
    private double inside(double value0, double otherValue, double otherSlope, double distance) {
        double move;
        if (value > value0) {
            move = distance - (0.5 * otherSlope * distance * distance) / (otherSlope * distance + value - otherValue);
        } else {
            double a = 6 * (value - otherValue) / distance + 3 * (slope + otherSlope);
            double b = 3 * (otherValue - value) - distance * (otherSlope + 2 * slope);
            move = (Math.sqrt(b * b - a * slope * distance * distance) - b) / a;
        }
        if (Double.isNaN(move) || Double.isInfinite(move)) {
            move = distance / 2;
        }
        return Math.max(Math.min(move, interpolation * distance), (1 - interpolation) * distance);
    }

    /** How far from here outwards. */
    private double beyond(double otherValue, double otherSlope, double distance, double limit) {
        double a = 6 * (value - otherValue) / distance + 3 * (slope + otherSlope);
        double b = 3 * (otherValue - value) - distance * (otherSlope + 2 * slope);
        double move = -slope * distance * distance / (b + Math.sqrt(b * b - a * slope * distance * distance));
        boolean unlimited = limit < -0.5;
        if (Double.isNaN(move) || Double.isInfinite(move) || move < 0) {
            return unlimited ? step * (extrapolation - 1) : (limit - step) / 2;
        }
        if (limit > -0.5 && move + step > limit) {
            return (limit - step) / 2;
        }
        if (unlimited && move + step > step * extrapolation) {
            return step * (extrapolation - 1);
        }
        if (move < -distance * interpolation) {
            return -distance * interpolation;
        }
        if (limit > -0.5 && move < (limit - step) * (1 - interpolation)) {
            return (limit - step) * (1 - interpolation);
        }
        return move;
    }
}
