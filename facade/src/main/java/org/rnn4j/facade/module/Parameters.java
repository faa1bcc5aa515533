package org.rnn4j.facade.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rnn4j.facade.kernels.Storage;
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

    /** The numbers in memory that a tensor looks at. */
    public record Place(Storage storage, long offset, long elements) {
        /** Those of {@code tensor}. */
        public static Place of(Tensor tensor) {
            return new Place(tensor.storage(), tensor.offset(), tensor.nElement());
        }

        /** Whether some of the numbers, but not all, are those of {@code other}. */
        boolean overlaps(Place other) {
            return !equals(other)
                    && storage == other.storage
                    && offset < other.offset + other.elements
                    && other.offset < offset + elements;
        }
    }

    /** Without those that look at the same numbers as one before. */
    public Parameters distinct() {
        Set<Place> seen = new HashSet<>();
        List<Tensor> once = new ArrayList<>();
        List<Tensor> gradientsOnce = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (seen.add(Place.of(weights.get(i)))) {
                once.add(weights.get(i));
                gradientsOnce.add(gradients.get(i));
            }
        }
        return new Parameters(once, gradientsOnce);
    }

    /** How many tensors there are. */
    public int size() {
        return weights.size();
    }
}
