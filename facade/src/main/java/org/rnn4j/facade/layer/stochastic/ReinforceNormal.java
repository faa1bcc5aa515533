package org.rnn4j.facade.layer.stochastic;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Draws from normal distributions, and learns by reward.
 *
 * <pre>
 * y = mean + stdev e      e normal with mean 0 and standard deviation 1
 * dL/dmean = -reward (y - mean) / stdev^2      dL/dstdev = -reward ((y - mean)^2 - stdev^2) / (stdev^3 + 1e-8)
 * </pre>
 *
 * Input: the means, any size, the first dimension the batch; without a standard deviation of the module's own a table of means and standard deviations, of the
 * same size. Output: of the size of the means; in evaluation, unless {@code stochastic}, the means.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.ReinforceNormal">dpnn manual: ReinforceNormal</a>
 */
public final class ReinforceNormal extends Reinforce {
    /** Keeps the slope finite where a standard deviation is 0; the number is Torch's. */
    private static final double EPSILON = 1e-8;

    private final @Nullable Double number;
    private @Nullable Tensor each;

    /** Standard deviations come with the means; drawn in training only. */
    public ReinforceNormal() {
        this(null, false);
    }

    /** The standard deviation is {@code stdev}; drawn in training only. */
    public ReinforceNormal(double stdev) {
        this(stdev, false);
    }

    /** The standard deviation is {@code stdev}; drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceNormal(double stdev, boolean stochastic) {
        super(stochastic);
        number = stdev;
    }

    /** The standard deviations are {@code stdev}, of the size of the means or of a sample of them; drawn in training only. */
    public ReinforceNormal(Tensor stdev) {
        this(Failures.given("ReinforceNormal", "standard deviations", stdev), false);
    }

    /** The standard deviations are {@code stdev}, or come with the means if it is null; drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceNormal(@Nullable Tensor stdev, boolean stochastic) {
        super(stochastic);
        number = null;
        each = stdev == null ? null : stdev.copy().to(elementType());
    }

    /** The standard deviation: a number, a tensor, or null if it comes with the means. */
    public @Nullable Object stdev() {
        return number == null ? each : number;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor mean = mean(input);
        Tensor deviation = deviation(input, mean);
        Tensor output = outputBuffer().resizeAs(mean);
        if (!draws()) {
            return output.copy(mean);
        }
        Generator.global().normal(output);
        if (deviation != null) {
            output.cmul(deviation);
        } else if (number != null) {
            output.mul(number);
        }
        return output.add(mean);
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Tensor mean = mean(input);
        Tensor deviation = deviation(input, mean);
        Tensor output = outputLike(mean);
        Tensor reward = rewardAs(mean);
        if (!(input instanceof Table)) {
            return gradMean(gradInputBuffer(), mean, deviation, output, reward);
        }
        if (deviation == null || deviation.dim() != input.toTable().tensor(2).dim()) {
            throw expected("standard deviations of the size of the means " + mean.describeSizes(), input);
        }
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        Tensor gradMean = buffer(gradInput.find(1));
        gradInput.set(1, gradMean(gradMean, mean, deviation, output, reward));
        Tensor gradDeviation = buffer(gradInput.find(2)).csub(output, mean);
        Elementwise.map(
                (distance, s) -> -(distance * distance - s * s) / (s * s * s + EPSILON),
                gradDeviation,
                deviation,
                gradDeviation);
        gradInput.set(2, gradDeviation.cmul(reward));
        return gradInput;
    }

    private Tensor gradMean(Tensor gradient, Tensor mean, @Nullable Tensor deviation, Tensor output, Tensor reward) {
        gradient.csub(output, mean);
        if (deviation != null) {
            gradient.cdiv(deviation).cdiv(deviation);
        } else if (number != null) {
            gradient.div(number * number);
        }
        return gradient.cmul(reward).mul(-1);
    }

    private Tensor mean(Activity input) {
        if (!(input instanceof Table)) {
            return operand("input", input);
        }
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of means and standard deviations as input", input);
        }
        return operand("the means", both.get(1));
    }

    /** The standard deviation of each element, or null if it is the number. */
    private @Nullable Tensor deviation(Activity input, Tensor mean) {
        Tensor deviation = input instanceof Table both ? operand("the standard deviations", both.get(2)) : each;
        if (deviation == null) {
            if (number == null) {
                throw expected("a table of means and standard deviations as input", input);
            }
            return null;
        }
        if (deviation.isSameSizeAs(mean)) {
            return deviation;
        }
        boolean ofSample = deviation.dim() + 1 == mean.dim() && deviation.nElement() * mean.size(1) == mean.nElement();
        if (!ofSample) {
            throw expected(
                    "means of the size of the standard deviations " + deviation.describeSizes()
                            + ", or a batch of that",
                    mean);
        }
        return deviation.unsqueeze(1).expandAs(mean);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        each = fields.state("stdev", each);
    }
}
