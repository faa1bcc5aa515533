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
 * Draws from gamma distributions, and learns by reward.
 *
 * <pre>
 * P(y) = y^(shape - 1) exp(-y / scale) / (scale^shape G(shape))      G the gamma function
 * dL/dshape = -reward (log(y) - digamma(shape) - log(scale))      dL/dscale = -reward (y / scale^2 - shape / scale)
 * </pre>
 *
 * Input: the shapes, any size, the first dimension the batch; without a scale of the module's own a table of shapes and scales, of the same
 * size. Output: of the size of the shapes; in evaluation, unless {@code stochastic}, shape times scale, the mean.
 *
 * <p>Differs from Torch: shapes and scales are not rounded to floats.
 *
 * @see <a href="https://github.com/Element-Research/dpnn#nn.ReinforceGamma">dpnn manual: ReinforceGamma</a>
 */
public final class ReinforceGamma extends Reinforce {
    /** Where the asymptotic series of the digamma function is as exact as a double. */
    private static final double LARGE = 10;

    private final @Nullable Double number;
    private @Nullable Tensor each;
    private @Nullable Tensor scales;

    /** Scales come with the shapes; drawn in training only. */
    public ReinforceGamma() {
        this(null, false);
    }

    /** The scale is {@code scale}; drawn in training only. */
    public ReinforceGamma(double scale) {
        this(scale, false);
    }

    /** The scale is {@code scale}; drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceGamma(double scale, boolean stochastic) {
        super(stochastic);
        number = scale;
    }

    /** The scales are {@code scale}, of the size of the shapes or of a sample of them; drawn in training only. */
    public ReinforceGamma(Tensor scale) {
        this(Failures.given("ReinforceGamma", "scales", scale), false);
    }

    /** The scales are {@code scale}, or come with the shapes if it is null; drawn in training, and in evaluation if {@code stochastic}. */
    public ReinforceGamma(@Nullable Tensor scale, boolean stochastic) {
        super(stochastic);
        number = null;
        each = scale == null ? null : scale.copy().to(elementType());
    }

    /** The scale: a number, a tensor, or null if it comes with the shapes. */
    public @Nullable Object scale() {
        return number == null ? each : number;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Tensor shape = shape(input);
        Tensor scale = scale(input, shape);
        Tensor output = outputBuffer().resizeAs(shape);
        if (draws()) {
            Elementwise.map(Generator.global()::gamma, shape, scale, output);
        } else {
            output.cmul(shape, scale);
        }
        return output;
    }

    @Override
    public Activity updateGradInput(Activity input, Activity gradOutput) {
        Tensor shape = shape(input);
        Tensor scale = scale(input, shape);
        Tensor output = outputLike(shape);
        Tensor reward = rewardAs(shape);
        if (!(input instanceof Table)) {
            return gradShape(gradInputBuffer(), shape, scale, output, reward);
        }
        Table gradInput = gradInputTable();
        gradInput.truncate(2);
        gradInput.set(1, gradShape(buffer(gradInput.find(1)), shape, scale, output, reward));
        Tensor gradScale = buffer(gradInput.find(2)).cdiv(output, scale);
        gradScale.csub(shape).cdiv(scale).cmul(reward).mul(-1);
        gradInput.set(2, gradScale);
        return gradInput;
    }

    private static Tensor gradShape(Tensor gradient, Tensor shape, Tensor scale, Tensor output, Tensor reward) {
        gradient.resizeAs(shape);
        Elementwise.map((y, s) -> Math.log(y) - Math.log(s), output, scale, gradient);
        Elementwise.map((logs, k) -> -(logs - digamma(k)), gradient, shape, gradient);
        return gradient.cmul(reward);
    }

    /** The derivative of the logarithm of the gamma function, for positive numbers. */
    static double digamma(double x) {
        double shift = 0;
        double y = x;
        while (y < LARGE) {
            shift += 1 / y;
            y++;
        }
        double z = 1 / (y * y);
        double series = z
                * (1.0 / 12
                        - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760))))));
        return Math.log(y) - 0.5 / y - series - shift;
    }

    private Tensor shape(Activity input) {
        if (!(input instanceof Table)) {
            return operand("input", input);
        }
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of shapes and scales as input", input);
        }
        return operand("the shapes", both.get(1));
    }

    /** The scale of each element. */
    private Tensor scale(Activity input, Tensor shape) {
        Tensor scale = input instanceof Table both ? operand("the scales", both.get(2), shape) : each;
        if (scale == null) {
            if (number == null) {
                throw expected("a table of shapes and scales as input", input);
            }
            Tensor filled = buffer(scales).resizeAs(shape).fill(number);
            scales = filled;
            return filled;
        }
        if (scale.isSameSizeAs(shape)) {
            return scale;
        }
        boolean ofSample = scale.dim() + 1 == shape.dim() && scale.nElement() * shape.size(1) == shape.nElement();
        if (!ofSample) {
            throw expected("shapes of the size of the scales " + scale.describeSizes() + ", or a batch of that", shape);
        }
        return scale.unsqueeze(1).expandAs(shape);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        each = fields.state("scale", each);
        scales = fields.buffer("scales", scales);
    }
}
