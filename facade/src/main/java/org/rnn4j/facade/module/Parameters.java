package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The learned tensors of a module and their gradients, position by position in Torch's order.
 *
 * @param weights the learned tensors
 * @param gradients as many tensors of the same sizes
 */
public record Parameters(List<Tensor> weights, List<Tensor> gradients) {
    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of(), List.of());

    /** One learned tensor and its gradient. */
    public static Parameters of(Tensor weight, Tensor gradWeight) {
        return new Parameters(List.of(weight), List.of(gradWeight));
    }

    /** Two learned tensors and their gradients. */
    public static Parameters of(Tensor weight, Tensor gradWeight, Tensor bias, Tensor gradBias) {
        return new Parameters(List.of(weight, bias), List.of(gradWeight, gradBias));
    }

    /** Those of all {@code modules}, one module after the other. */
    public static Parameters of(List<? extends Module> modules) {
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (Module module : modules) {
            Parameters parameters = module.parameters();
            weights.addAll(parameters.weights);
            gradients.addAll(parameters.gradients);
        }
        return new Parameters(weights, gradients);
    }

    /** How many tensors there are. */
    public int size() {
        return weights.size();
    }
}
