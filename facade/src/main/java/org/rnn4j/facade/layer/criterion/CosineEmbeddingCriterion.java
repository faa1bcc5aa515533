package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.layer.table.CosineDistance;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Pulls vectors that belong together into the same direction, and turns others away from each other.
 *
 * <pre>loss = sum over n of e(cos[n], t[n]) / N      e(c, 1) = 1 - c      e(c, -1) = max(0, c - margin)</pre>
 *
 * where cos[n] is the {@link CosineDistance} of the two vectors. Without {@code sizeAverage} nothing is divided.
 *
 * <p>Input: a table of two tensors {@code [N, D]} or {@code [D]}. Target: 1 or -1 for each pair. Any other target counts cos[n] itself,
 * where it is above 0.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.CosineEmbeddingCriterion">Torch manual: CosineEmbeddingCriterion</a>
 */
public final class CosineEmbeddingCriterion extends AveragingCriterion {
    private final double margin;
    private CosineDistance distance = new CosineDistance();
    private @Nullable Tensor slopes;

    /** Margin 0: others may have right angles between them. */
    public CosineEmbeddingCriterion() {
        this(0);
    }

    /** Others may have a cosine of {@code margin}, from -1 to 1. */
    public CosineEmbeddingCriterion(double margin) {
        super(true);
        this.margin = margin;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor t = targets(Pair.of(this, input), target);
        Tensor cosines;
        try {
            cosines = distance.updateOutput(input);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
        double sum = 0;
        for (long n = 0; n < t.nElement(); n++) {
            sum += loss(at(cosines, n), at(t, n));
        }
        return sum / divisor(t.size(1));
    }

    /** Pairs whose loss is not above 0 have no gradient. */
    @Override
    protected Activity updateGradInput(Activity input, Activity target) {
        Tensor t = targets(Pair.of(this, input), target);
        Tensor slope = slopes != null && slopes.elementType() == elementType() ? slopes : new Tensor(elementType());
        if (distance.output() instanceof Tensor cosines) {
            if (cosines.nElement() != t.nElement()) {
                throw expected("the input of the last forward, " + cosines.nElement() + " pairs of vectors", input);
            }
            slopes = slope.resizeAs(cosines);
            for (long n = 0; n < t.nElement(); n++) {
                double sign = at(t, n) == 1 ? -1 : 1;
                boolean counts = loss(at(cosines, n), at(t, n)) > 0;
                slope.storage().putDouble(slope.offset() + n, counts ? sign / divisor(t.size(1)) : 0);
            }
        }
        try {
            return distance.updateGradInput(input, slope);
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    private double loss(double cosine, double target) {
        return target == 1 ? 1 - cosine : target == -1 ? Math.max(0, cosine - margin) : cosine;
    }

    private static double at(Tensor numbers, long n) {
        return numbers.storage().getDouble(numbers.offset() + n);
    }

    private Tensor targets(Pair pair, Activity target) {
        Tensor t = tensor("target", target).contiguous();
        long pairs = pair.first().dim() == 1 ? 1 : pair.first().size(1);
        if (t.nElement() != pairs) {
            throw expected("a target with " + pairs + " elements, one for each pair of vectors", target);
        }
        return t;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        distance = fields.module("distance", distance);
        slopes = fields.buffer("slopes", slopes);
    }
}
