package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Wants the score of the right class to be higher than all others by a margin.
 *
 * <pre>loss = sum over n, and c other than t[n], of weights[t[n]] max(0, margin - x[n][t[n]] + x[n][c])^p / (N C)</pre>
 *
 * Without {@code sizeAverage} the sum is divided by the number C of classes only.
 *
 * <p>Input: scores, {@code [C]} or {@code [N, C]}. Target: a class from 1 to C, or {@code [N]} of them in a tensor of any type.
 *
 * <p>Differs from Torch: a class with a fraction is refused, not cut off to a whole one.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MultiMarginCriterion">Torch manual: MultiMarginCriterion</a>
 */
public final class MultiMarginCriterion extends AveragingCriterion {
    private final int p;
    private final double margin;
    private @Nullable Tensor weights;

    /** Distances from the margin as they are. */
    public MultiMarginCriterion() {
        this(1);
    }

    /** Distances from the margin to the power {@code p}, 1 or 2. */
    public MultiMarginCriterion(int p) {
        this(p, null);
    }

    /** Weighted by the right class: {@code weights} is {@code [C]}, or null for equal weights. */
    public MultiMarginCriterion(int p, @Nullable Tensor weights) {
        this(p, weights, 1);
    }

    /** Margin {@code margin}. */
    public MultiMarginCriterion(int p, @Nullable Tensor weights, double margin) {
        super(true);
        if (p != 1 && p != 2) {
            throw new IllegalArgumentException("MultiMarginCriterion: expected 1 or 2 as power p, got " + p);
        }
        this.p = p;
        this.weights = Classes.weights(this, weights);
        this.margin = margin;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor x = Classes.scores(this, input, weights);
        Tensor classes = Classes.targets(this, x, target);
        long columns = x.size(x.dim());
        Storage scores = x.storage();
        double loss = 0;
        for (long n = 0; n < classes.nElement(); n++) {
            long row = x.offset() + n * columns;
            long right = row + classes.storage().getLong(classes.offset() + n) - 1;
            double least = margin - scores.getDouble(right);
            double sum = 0;
            for (long i = row; i < row + columns; i++) {
                double distance = least + scores.getDouble(i);
                if (distance > 0 && i != right) {
                    sum += p == 1 ? distance : distance * distance;
                }
            }
            loss += sum * weight(right - row);
        }
        return loss / columns / divisor(classes.nElement());
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = Classes.scores(this, input, weights);
        Tensor classes = Classes.targets(this, x, target);
        long columns = x.size(x.dim());
        Storage scores = x.storage();
        Tensor gradInput = gradInputBuffer().resizeAs(x);
        Storage gradients = gradInput.storage();
        long shift = gradInput.offset() - x.offset();
        for (long n = 0; n < classes.nElement(); n++) {
            long row = x.offset() + n * columns;
            long right = row + classes.storage().getLong(classes.offset() + n) - 1;
            double least = margin - scores.getDouble(right);
            double unit = weight(right - row) / columns / divisor(classes.nElement());
            double sum = 0;
            for (long i = row; i < row + columns; i++) {
                double distance = least + scores.getDouble(i);
                double slope = distance > 0 && i != right ? (p == 1 ? unit : 2 * unit * distance) : 0;
                sum += slope;
                gradients.putDouble(i + shift, slope);
            }
            gradients.putDouble(right + shift, -sum);
        }
        return gradInput;
    }

    private double weight(long column) {
        return weights == null ? 1 : weights.storage().getDouble(weights.offset() + column);
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weights = fields.state("weights", weights);
    }
}
