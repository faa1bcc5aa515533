package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Kernels;
import org.rnn4j.facade.layer.Broadcast;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The mean or the sum of a loss of each element of the input against the element of the target at the same place, told by its value
 * and its derivative.
 *
 * <p>Input: any size. Target: as many elements, of any type.
 */
abstract class ElementwiseCriterion extends AveragingCriterion {
    private @Nullable Tensor weights;
    private @Nullable Tensor losses;

    /** The mean, or the sum if not {@code sizeAverage}. */
    ElementwiseCriterion(boolean sizeAverage) {
        this(null, sizeAverage);
    }

    /** The mean or the sum of losses times {@code weights}, which have the size of the input or of a sample in a batch. */
    ElementwiseCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        super(sizeAverage);
        this.weights = weights == null ? null : weights.copy().to(elementType());
    }

    /** Throws unless {@code input}, contiguous, has numbers that there is a loss of. */
    protected void checkNumbers(Tensor input) {}

    /** The loss of one number. */
    protected abstract double loss(double input, double target);

    /** The derivative of the loss by the input. */
    protected abstract double slope(double input, double target);

    /** Throws unless the criterion takes tensors of these sizes; they have as many elements. */
    void checkSizes(Tensor input, Tensor target) {}

    /** What the sum of the losses is divided by. */
    double divisor(Tensor input) {
        return divisor(input.nElement());
    }

    @Override
    protected final double updateOutput(Activity input, Activity target) {
        Tensor x = operand("input", input);
        Tensor t = target(x, target);
        checkNumbers(x);
        double sum = weights == null ? Elementwise.sum(this::loss, x, t) : weightedSum(x, t, over(weights, x));
        return sum / divisor(x);
    }

    @Override
    protected final Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = operand("input", input);
        Tensor t = target(x, target);
        Tensor weight = weights == null ? null : over(weights, x);
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Elementwise.map(this::slope, x, t, gradInput);
        if (weight != null) {
            Kernels.get().multiply(gradInput, weight, gradInput);
        }
        double divisor = divisor(x);
        if (divisor != 1) {
            Kernels.get().scale(gradInput, 1 / divisor);
        }
        return gradInput;
    }

    private double weightedSum(Tensor x, Tensor t, Tensor weight) {
        Tensor each = losses == null || losses.elementType() != elementType() ? new Tensor(elementType()) : losses;
        losses = each.resizeAs(x);
        Elementwise.map(this::loss, x, t, each);
        Kernels.get().multiply(each, weight, each);
        return each.sum();
    }

    private Tensor over(Tensor weight, Tensor x) {
        Tensor stretched = Broadcast.over(weight, x);
        if (stretched == null) {
            throw expected("input of the size of the weights " + weight.describeSizes() + ", or a batch of that", x);
        }
        return stretched;
    }

    /** The weights, or null if there are none. */
    protected final @Nullable Tensor weights() {
        return weights;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weights = fields.state("weights", weights);
        losses = fields.buffer("losses", losses);
    }

    /** What the elements of {@code x} are compared with: {@code target}, contiguous and of this criterion's type. */
    Tensor target(Tensor x, Activity target) {
        Tensor t = tensor("target", target).to(elementType()).contiguous();
        if (t.nElement() != x.nElement()) {
            throw expected("a target with as many elements as the input " + x.describeSizes(), target);
        }
        checkSizes(x, t);
        return t;
    }
}
