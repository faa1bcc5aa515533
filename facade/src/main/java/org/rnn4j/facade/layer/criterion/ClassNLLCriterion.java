package org.rnn4j.facade.layer.criterion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The negative log-likelihood of classes, given log-probabilities.
 *
 * <pre>loss = - sum over n of weights[t[n]] x[n][t[n]] / sum over n of weights[t[n]]</pre>
 *
 * Without weights each counts 1; without {@code sizeAverage} nothing is divided. Samples whose class is {@code ignoreIndex} are left
 * out; if all are, the loss is 0.
 *
 * <p>Input: log-probabilities, {@code [C]} or {@code [N, C]}, as {@link org.rnn4j.facade.layer.transfer.LogSoftMax} gives them. Target: a
 * class from 1 to C, or {@code [N]} of them in a tensor of any type.
 *
 * <p>Differs from Torch: a class with a fraction is refused, not cut off to a whole one.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.ClassNLLCriterion">Torch manual: ClassNLLCriterion</a>
 */
public final class ClassNLLCriterion extends AveragingCriterion {
    private static final int IGNORE_NOTHING = -100;

    private final int ignoreIndex;
    private @Nullable Tensor weights;

    /** The mean over all samples. */
    public ClassNLLCriterion() {
        this(null);
    }

    /** The mean weighted by class: {@code weights} is {@code [C]}, or null for equal weights. */
    public ClassNLLCriterion(@Nullable Tensor weights) {
        this(weights, true);
    }

    /** The mean, or the sum if not {@code sizeAverage}. */
    public ClassNLLCriterion(@Nullable Tensor weights, boolean sizeAverage) {
        this(weights, sizeAverage, IGNORE_NOTHING);
    }

    /** The mean or sum over all samples whose class is not {@code ignoreIndex}. */
    public ClassNLLCriterion(@Nullable Tensor weights, boolean sizeAverage, int ignoreIndex) {
        super(sizeAverage);
        this.weights = Classes.weights(this, weights);
        this.ignoreIndex = ignoreIndex;
    }

    /** The weights of the classes, or null if they are equal. */
    public @Nullable Tensor weights() {
        return weights;
    }

    /** The class whose samples are left out; -100, which is none, unless told otherwise. */
    public int ignoreIndex() {
        return ignoreIndex;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor x = scores(input);
        Tensor classes = classes(x, target);
        long columns = x.size(x.dim());
        Storage scores = x.storage();
        double loss = 0;
        for (long n = 0; n < classes.nElement(); n++) {
            long t = classes.storage().getLong(classes.offset() + n);
            if (t != ignoreIndex) {
                loss -= weight(t) * scores.getDouble(x.offset() + n * columns + t - 1);
            }
        }
        return loss / divisor(classes);
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = scores(input);
        Tensor classes = classes(x, target);
        long columns = x.size(x.dim());
        double divisor = divisor(classes);
        Tensor gradInput = gradInputBuffer().resizeAs(x).zero();
        for (long n = 0; n < classes.nElement(); n++) {
            long t = classes.storage().getLong(classes.offset() + n);
            if (t != ignoreIndex) {
                gradInput.storage().putDouble(gradInput.offset() + n * columns + t - 1, -weight(t) / divisor);
            }
        }
        return gradInput;
    }

    /** Refuses what {@link #forward} refuses. */
    void check(Activity input, Activity target) {
        classes(scores(input), target);
    }

    private double weight(long target) {
        return weights == null ? 1 : weights.storage().getDouble(weights.offset() + target - 1);
    }

    /** What the sum is divided by; 1 if nothing is left to average over. */
    private double divisor(Tensor classes) {
        if (!sizeAverage()) {
            return 1;
        }
        double total = 0;
        for (long n = 0; n < classes.nElement(); n++) {
            long t = classes.storage().getLong(classes.offset() + n);
            if (t != ignoreIndex) {
                total += weight(t);
            }
        }
        return total == 0 ? 1 : total;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        weights = fields.state("weights", weights);
    }

    /** None: {@code sizeAverage} is an argument. */
    @Override
    public List<List<@Nullable Object>> calls() {
        return List.of();
    }

    private Tensor scores(Activity input) {
        return Classes.scores(this, input, weights);
    }

    private Tensor classes(Tensor x, Activity target) {
        return Classes.targets(this, x, target, ignoreIndex);
    }
}
