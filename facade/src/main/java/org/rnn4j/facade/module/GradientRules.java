package org.rnn4j.facade.module;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * What dpnn does to parameters and their gradients between backward and update, module by module: each may have {@link Hyperparameters} of its own, which hold for
 * what is inside.
 */
final class GradientRules {
    private GradientRules() {}

    static void maxParamNorm(Module module, @Nullable Double maxOutNorm, @Nullable Double maxInNorm) {
        if (module instanceof Container) {
            for (Module child : module.modules()) {
                child.maxParamNorm(maxOutNorm, maxInNorm);
            }
            return;
        }
        for (Tensor weight : module.parameters().weights()) {
            if (weight.dim() > 1) {
                renorm(weight, 1, maxOutNorm);
                renorm(weight, weight.dim(), maxInNorm);
            }
        }
    }

    /** Scales down what is longer than {@code most} along {@code dimension}; null or 0 is no bound. */
    static void renorm(Tensor weight, int dimension, @Nullable Double most) {
        if (most != null && most > 0) {
            weight.renorm(2, dimension, most);
        }
    }

    static double clip(Module module, double cutoffNorm, boolean moduleLocal) {
        double sum = 0;
        if (moduleLocal && module instanceof Container) {
            for (Module child : module.modules()) {
                double norm = child.gradParamClip(cutoffNorm, true);
                sum += norm * norm;
            }
            return Math.sqrt(sum);
        }
        if (!moduleLocal) {
            return clip(module.parameters().gradients(), cutoffNorm);
        }
        for (List<Tensor> gradients : gradientsOfParts(module)) {
            double norm = clip(gradients, cutoffNorm);
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }

    private static double clip(List<Tensor> gradients, double cutoffNorm) {
        double sum = 0;
        for (Tensor gradient : gradients) {
            double norm = gradient.norm();
            sum += norm * norm;
        }
        double norm = Math.sqrt(sum);
        if (norm > cutoffNorm) {
            for (Tensor gradient : gradients) {
                gradient.mul(cutoffNorm / norm);
            }
        }
        return norm;
    }

    /** The gradients of a module that is no container, apart for what is a module of its own in Torch. */
    private static Collection<List<Tensor>> gradientsOfParts(Module module) {
        GradientFields fields = new GradientFields();
        module.fields(fields);
        return fields.found();
    }

    static void weightDecay(Module module, double factor, int minDim) {
        if (module instanceof Container) {
            for (Module child : module.modules()) {
                child.weightDecay(factor, minDim);
            }
            return;
        }
        Parameters parameters = module.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Tensor weight = parameters.weights().get(i);
            if (weight.dim() >= minDim) {
                parameters.gradients().get(i).add(factor, weight);
            }
        }
    }

    /** One step of momentum for the gradients of a module that is no container; {@code momentum} holds a tensor for each, or none yet. */
    static void momentum(Parameters parameters, Table momentum, double factor, double damping, boolean nesterov) {
        for (int i = 1; i <= parameters.size(); i++) {
            Tensor gradient = parameters.gradients().get(i - 1);
            if (momentum.find(i) == null) {
                momentum.set(i, gradient.copy());
            }
            Tensor average = momentum.tensor(i).mul(factor).add(1 - damping, gradient);
            if (nesterov) {
                gradient.add(factor, average);
            } else {
                gradient.copy(average);
            }
        }
    }
}
