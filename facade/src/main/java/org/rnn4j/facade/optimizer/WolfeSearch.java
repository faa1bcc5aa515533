package org.rnn4j.facade.optimizer;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A line search for points that fulfil Wolfe's conditions: Torch's {@code lswolfe}. It brackets such a point, then makes the bracket smaller by
 * cubic interpolation.
 *
 * <pre>
 * f(x + t d) at most f(x) + c1 t slope      |slope there| at most c2 |slope|
 * </pre>
 *
 * Options: {@code c1} (1e-4), {@code c2} (0.9), {@code tolX} (1e-9, the smallest step), {@code maxIter} (20),
 * {@code verbose}.
 *
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: lswolfe</a>
 */
public final class WolfeSearch {
    private static final int LOW = 0;
    private static final int HIGH = 1;

    /** How near to an end of the bracket a trial may come, in parts of it, before it counts as no progress. */
    private static final double MARGIN = 0.1;

    private final Objective objective;
    private final Tensor x;
    private final Tensor start;
    private final Tensor direction;
    private final double loss;
    private final Tensor gradient;
    private final double slope;
    private final double sufficient;
    private final double curvature;
    private final double shortest;
    private final int most;
    private final boolean verbose;

    /** The ends of the bracket: places, values and gradients. */
    private final double[] places = new double[2];

    private final double[] values = new double[2];
    private final Tensor[] gradients;
    private boolean done;
    private int evaluations;
    private int iterations;

    private WolfeSearch(
            Objective objective,
            Tensor x,
            Tensor direction,
            double loss,
            Tensor gradient,
            double slope,
            LuaTable options) {
        this.objective = objective;
        this.x = x;
        this.direction = direction;
        this.loss = loss;
        this.gradient = gradient;
        this.slope = slope;
        start = x.copy();
        sufficient = options.number("c1", 1e-4);
        curvature = options.number("c2", 0.9);
        shortest = options.number("tolX", 1e-9);
        most = (int) options.number("maxIter", 20);
        verbose = options.isTrue("verbose");
        gradients = new Tensor[] {gradient.copy(), gradient.copy()};
    }

    /** {@link LineSearch#search}. */
    public static LineSearch.Result search(
            Objective objective,
            Tensor x,
            double step,
            Tensor direction,
            double loss,
            Tensor gradient,
            double slope,
            @Nullable LuaTable options) {
        return new WolfeSearch(
                        objective, x, direction, loss, gradient, slope, options == null ? new LuaTable() : options)
                .run(step);
    }

    private LineSearch.Result run(double firstStep) {
        int ends = bracket(firstStep);
        zoom();
        int best = ends == 1 ? LOW : lowest();
        moveTo(places[best]);
        if (verbose && iterations == most) {
            System.out.println("<optim.lswolfe> \treached max number of iterations");
        }
        return new LineSearch.Result(values[best], gradients[best], x, places[best], evaluations);
    }

    private void moveTo(double step) {
        x.copy(start).add(step, direction);
    }

    private Evaluation evaluateAt(double step) {
        moveTo(step);
        evaluations++;
        return Gradients.evaluate("lswolfe", objective, x);
    }

    private double slope(Tensor gradientThere) {
        return gradientThere.dot(direction);
    }

    /** Torch keeps the bracket in tensors of the parameters' type. */
    private double kept(double value) {
        return x.elementType() == ElementType.FLOAT ? (float) value : value;
    }

    private void setEnd(int end, double place, double value, Tensor gradientThere) {
        places[end] = kept(place);
        values[end] = kept(value);
        gradients[end].copy(gradientThere);
    }

    /** Steps out until a point fulfils the conditions or lies beyond one that does; the number of ends of the bracket. */
    private int bracket(double firstStep) {
        double t = firstStep;
        Evaluation present = evaluateAt(t);
        double presentSlope = slope(present.gradient());
        double before = 0;
        double valueBefore = loss;
        Tensor gradientBefore = gradient.copy();
        double slopeBefore = slope;
        while (iterations < most) {
            boolean tooHigh =
                    present.loss() > loss + sufficient * t * slope || (iterations > 1 && present.loss() >= valueBefore);
            if (!tooHigh && Math.abs(presentSlope) <= -curvature * slope) {
                setEnd(LOW, t, present.loss(), present.gradient());
                done = true;
                return 1;
            }
            if (tooHigh || presentSlope >= 0) {
                setEnd(LOW, before, valueBefore, gradientBefore);
                setEnd(HIGH, t, present.loss(), present.gradient());
                return 2;
            }
            double next = Interpolation.within(
                    point(before, valueBefore, slopeBefore),
                    point(t, present.loss(), presentSlope),
                    t + 0.01 * (t - before),
                    t * 10);
            before = t;
            t = kept(next);
            valueBefore = present.loss();
            gradientBefore.copy(present.gradient());
            slopeBefore = presentSlope;
            present = evaluateAt(t);
            presentSlope = slope(present.gradient());
            iterations++;
        }
        setEnd(LOW, 0, loss, gradient);
        setEnd(HIGH, t, present.loss(), present.gradient());
        return 2;
    }

    private Interpolation.Point point(double at, double value, double slopeThere) {
        return new Interpolation.Point(kept(at), kept(value), kept(slopeThere));
    }

    private void zoom() {
        boolean stuck = false;
        while (!done && iterations < most) {
            int low = lowest();
            int high = 1 - low;
            double lowestValue = values[low];
            double t = Interpolation.between(
                    point(places[0], values[0], slope(gradients[0])), point(places[1], values[1], slope(gradients[1])));
            double right = Math.max(places[0], places[1]);
            double left = Math.min(places[0], places[1]);
            if (Math.min(right - t, t - left) / (right - left) < MARGIN) {
                if (stuck || t >= right || t <= left) {
                    t = Math.abs(t - right) < Math.abs(t - left)
                            ? right - MARGIN * (right - left)
                            : left + MARGIN * (right - left);
                    stuck = false;
                } else {
                    stuck = true;
                }
            } else {
                stuck = false;
            }
            Evaluation present = evaluateAt(t);
            double presentSlope = slope(present.gradient());
            iterations++;
            if (present.loss() > loss + sufficient * t * slope || present.loss() >= lowestValue) {
                setEnd(high, t, present.loss(), present.gradient());
            } else {
                if (Math.abs(presentSlope) <= -curvature * slope) {
                    done = true;
                } else if (presentSlope * (places[high] - places[low]) >= 0) {
                    setEnd(high, places[low], values[low], gradients[low]);
                }
                setEnd(low, t, present.loss(), present.gradient());
            }
            if (!done && Math.abs((places[0] - places[1]) * presentSlope) < shortest) {
                return;
            }
        }
    }

    /** The end with the lower value, the first of equals; NaN counts as lowest. */
    private int lowest() {
        return Double.isNaN(values[LOW]) || values[HIGH] >= values[LOW] ? LOW : HIGH;
    }
}
