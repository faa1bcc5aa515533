package org.rnn4j.facade.optimizer;

import org.rnn4j.facade.tensor.Tensor;

/**
 * Compares a gradient with differences of values: Torch's {@code checkgrad}.
 *
 * @param diff {@code |gradient - estimate| / |gradient + estimate|} in 2-norms
 * @param gradient the very tensor that the objective returned first; a net writes its gradient at the last point to it
 * @param estimate {@code (f(x + eps) - f(x - eps)) / (2 eps)} for each parameter
 * @see <a href="https://github.com/torch/optim/blob/master/doc/algos.md">Torch manual: checkgrad</a>
 */
public record GradientCheck(double diff, Tensor gradient, Tensor estimate) {
    /**
     * Checks a gradient.
     *
     * @param x where; it is moved to and fro, and is as before on return
     * @param eps how far it is moved
     */
    public static GradientCheck of(Objective objective, Tensor x, double eps) {
        Tensor gradient = Gradients.evaluate("checkgrad", objective, x).gradient();
        Tensor estimate = new Tensor(gradient.elementType(), x.size());
        Tensor points = x.isContiguous() ? x.view(x.elements()) : x;
        if (points.dim() != 1) {
            throw new IllegalArgumentException("checkgrad: expected a vector of parameters, got " + x.describe());
        }
        Tensor differences = estimate.view(x.elements());
        for (long i = 1; i <= points.elements(); i++) {
            double before = points.get(i);
            points.put(before + eps, i);
            double above = objective.evaluate(x).loss();
            points.put(points.get(i) - 2 * eps, i);
            double below = objective.evaluate(x).loss();
            points.put(before, i);
            differences.put((above - below) / (2 * eps), i);
        }
        Tensor flat = gradient.contiguous().view(x.elements());
        double diff = flat.copy().csub(differences).norm()
                / flat.copy().add(differences).norm();
        return new GradientCheck(diff, gradient, estimate);
    }
}
