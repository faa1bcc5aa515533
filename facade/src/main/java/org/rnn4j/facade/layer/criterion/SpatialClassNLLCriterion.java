package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The negative log-likelihood of the classes of pixels, given log-probabilities.
 *
 * <pre>loss = - sum over n, h, w of weights[t] x[n][t][h][w] / sum over n, h, w of weights[t]      t = t[n][h][w]</pre>
 *
 * Without weights each pixel counts 1; without {@code sizeAverage} nothing is divided. If all weights are 0, loss and gradient are.
 *
 * <p>Input: log-probabilities {@code [N, C, H, W]}. Target: classes from 1 to C, {@code [N, H, W]}, in a tensor of any type.
 *
 * <p>Differs from Torch: a class with a fraction is refused, not cut off to a whole one.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.SpatialClassNLLCriterion">Torch manual: SpatialClassNLLCriterion</a>
 */
public final class SpatialClassNLLCriterion extends AveragingCriterion {
    private @Nullable Tensor weights;

    /** The mean over all pixels. */
    public SpatialClassNLLCriterion() {
        this(null);
    }

    /** The mean weighted by class: {@code weights} is {@code [C]}, or null for equal weights. */
    public SpatialClassNLLCriterion(@Nullable Tensor weights) {
        this(weights, true);
    }

    /** The mean, or the sum if not {@code sizeAverage}. */
    public SpatialClassNLLCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        super(sizeAverage);
        this.weights = Classes.weights(this, weights);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor x = scores(input);
        Tensor classes = classes(x, target);
        double loss = 0;
        double total = 0;
        for (long pixel = 0; pixel < classes.nElement(); pixel++) {
            long t = classes.storage().getLong(classes.offset() + pixel);
            total += weight(t);
            loss -= weight(t) * x.storage().getDouble(x.offset() + position(x, pixel, t));
        }
        return sizeAverage() && total != 0 ? loss / total : loss;
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = scores(input);
        Tensor classes = classes(x, target);
        double total = 0;
        for (long pixel = 0; pixel < classes.nElement(); pixel++) {
            total += weight(classes.storage().getLong(classes.offset() + pixel));
        }
        Tensor gradInput = gradInputBuffer().resizeAs(x).zero();
        if (total <= 0) {
            return gradInput;
        }
        double divisor = sizeAverage() ? total : 1;
        for (long pixel = 0; pixel < classes.nElement(); pixel++) {
            long t = classes.storage().getLong(classes.offset() + pixel);
            gradInput.storage().putDouble(gradInput.offset() + position(x, pixel, t), -weight(t) / divisor);
        }
        return gradInput;
    }

    /** Where the score of class {@code t} is for the pixel of all images that is counted from 0. */
    private static long position(Tensor x, long pixel, long t) {
        long area = x.size(3) * x.size(4);
        return (pixel / area * x.size(2) + t - 1) * area + pixel % area;
    }

    private double weight(long t) {
        return weights == null ? 1 : weights.storage().getDouble(weights.offset() + t - 1);
    }

    private Tensor scores(Activity input) {
        Tensor x = operand("input", input);
        if (x.dim() != 4) {
            throw expected("a batch of images, [N, C, H, W], as input", input);
        }
        if (weights != null && x.size(2) != weights.nElement()) {
            throw expected("input with " + weights.nElement() + " classes, as there are weights", input);
        }
        return x;
    }

    private Tensor classes(Tensor x, Activity target) {
        Tensor classes = tensor("target", target).contiguous();
        if (!classes.isSize(x.size(1), x.size(3), x.size(4))) {
            throw expected("a target with a class for each pixel of the input " + x.describeSizes(), target);
        }
        Classes.checkRange(this, classes, new IndexRange(1, x.size(2)), 1, "pixel");
        return classes;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weights = fields.state("weights", weights);
    }
}
