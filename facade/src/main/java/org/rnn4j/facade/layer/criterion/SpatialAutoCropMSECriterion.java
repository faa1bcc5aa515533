package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The mean squared error against the middle of larger images.
 *
 * <pre>loss = sum over i of (x[i] - m[i])^2 / n</pre>
 *
 * where m is the middle of the target, of the height and width of the input; a row or column that does not halve is left out at the
 * bottom or on the right. Without {@code sizeAverage} nothing is divided by the number n of elements.
 *
 * <p>Input: {@code [N, C, H, W]} or {@code [C, H, W]}. Target: the same, of at least that height and width.
 *
 * <p>Differs from Torch: backward takes the target that forward takes, not only one that is cropped already.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.SpatialAutoCropMSECriterion">Torch manual: SpatialAutoCropMSECriterion</a>
 */
public final class SpatialAutoCropMSECriterion extends SquaredErrorCriterion {
    private Tensor middle = new Tensor(elementType());

    /** The mean over all elements. */
    public SpatialAutoCropMSECriterion() {
        this(true);
    }

    /** The mean over all elements, or the sum if not {@code sizeAverage}. */
    public SpatialAutoCropMSECriterion(boolean sizeAverage) {
        super(sizeAverage);
    }

    @Override
    Tensor target(Tensor x, Activity target) {
        Tensor images = tensor("target", target);
        int dimensions = x.dim();
        if (dimensions != 3 && dimensions != 4) {
            throw expected("images, [C, H, W] or [N, C, H, W], as input", x);
        }
        boolean fits = images.dim() == dimensions;
        for (int d = 1; fits && d <= dimensions; d++) {
            fits = d > dimensions - 2 ? images.size(d) >= x.size(d) : images.size(d) == x.size(d);
        }
        if (!fits) {
            throw expected("images of at least the size of the input " + x.describeSizes() + " as target", target);
        }
        for (int d = dimensions - 1; d <= dimensions; d++) {
            images = images.narrow(d, 1 + (images.size(d) - x.size(d)) / 2, x.size(d));
        }
        return super.target(x, middle.resizeAs(x).copy(images));
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        middle = fields.buffer("middle", middle);
    }
}
