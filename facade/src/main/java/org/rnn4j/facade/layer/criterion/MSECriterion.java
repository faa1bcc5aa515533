package org.rnn4j.facade.layer.criterion;

/**
 * The mean squared error.
 *
 * <pre>loss = sum over i of (x[i] - t[i])^2 / n</pre>
 *
 * Input: any size. Target: as many elements. Without {@code sizeAverage} nothing is divided by their number n.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MSECriterion">Torch manual: MSECriterion</a>
 */
public final class MSECriterion extends SquaredErrorCriterion {
    /** The mean over all elements. */
    public MSECriterion() {
        this(true);
    }

    /** The mean over all elements, or the sum if not {@code sizeAverage}. */
    public MSECriterion(boolean sizeAverage) {
        super(sizeAverage);
    }
}
