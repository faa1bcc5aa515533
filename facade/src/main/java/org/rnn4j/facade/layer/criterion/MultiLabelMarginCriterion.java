package org.rnn4j.facade.layer.criterion;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.kernels.Storage;
import org.rnn4j.facade.layer.IndexRange;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Wants the scores of all right classes to be higher than all others by 1.
 *
 * <pre>loss = sum over n, r in t[n], and c not in t[n], of max(0, 1 - x[n][r] + x[n][c]) / (N C)</pre>
 *
 * Without {@code sizeAverage} the sum is divided by the number C of classes only.
 *
 * <p>Input: scores, {@code [C]} or {@code [N, C]}. Target: of the same size, in each row the right classes, from 1 to C, in front, and a 0 behind the last
 * one if there is room; what comes behind the 0 does not count.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MultiLabelMarginCriterion">Torch manual: MultiLabelMarginCriterion</a>
 */
public final class MultiLabelMarginCriterion extends AveragingCriterion {
    /** 1 for the right classes of the sample at hand, 0 for the others. */
    private Tensor isTarget = new Tensor(elementType());

    /** The mean over all samples. */
    public MultiLabelMarginCriterion() {
        super(true);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Tensor x = Classes.scores(this, input, null);
        Tensor labels = labels(x, target);
        long columns = x.size(x.dim());
        double loss = 0;
        for (long row = 0; row < x.nElement(); row += columns) {
            loss += overPairs(x, row, labels, null);
        }
        return loss / unit(x);
    }

    @Override
    protected Tensor updateGradInput(Activity input, Activity target) {
        Tensor x = Classes.scores(this, input, null);
        Tensor labels = labels(x, target);
        long columns = x.size(x.dim());
        Tensor gradInput = gradInputBuffer().resizeAs(x).zero();
        for (long row = 0; row < x.nElement(); row += columns) {
            overPairs(x, row, labels, gradInput);
        }
        return gradInput;
    }

    /** What sums over all pairs of classes are divided by. */
    private double unit(Tensor x) {
        return x.size(x.dim()) * divisor(x.dim() == 1 ? 1 : x.size(1));
    }

    /** The sum over all pairs of a right and another class of one sample, whose gradient is added to {@code gradInput} if there is one. */
    private double overPairs(Tensor x, long row, Tensor labels, @Nullable Tensor gradInput) {
        long columns = x.size(x.dim());
        long first = labels.offset() + row;
        long end = first;
        isTarget.resize(columns).zero();
        while (end < first + columns && labels.storage().getLong(end) != 0) {
            isTarget.put(1, labels.storage().getLong(end));
            end++;
        }
        double step = 1 / unit(x);
        double sum = 0;
        for (long i = first; i < end; i++) {
            long right = row + labels.storage().getLong(i) - 1;
            double least = 1 - x.storage().getDouble(x.offset() + right);
            for (long c = 0; c < columns; c++) {
                double distance = least + x.storage().getDouble(x.offset() + row + c);
                if (distance > 0 && isTarget.storage().getDouble(c) == 0) {
                    sum += distance;
                    if (gradInput != null) {
                        add(gradInput, right, -step);
                        add(gradInput, row + c, step);
                    }
                }
            }
        }
        return sum;
    }

    private static void add(Tensor gradInput, long element, double step) {
        Storage storage = gradInput.storage();
        long position = gradInput.offset() + element;
        storage.putDouble(position, storage.getDouble(position) + step);
    }

    private Tensor labels(Tensor x, Activity target) {
        Tensor labels = tensor("target", target).contiguous();
        if (!labels.isSameSizeAs(x)) {
            throw expected("a target of the size of the input " + x.describeSizes(), target);
        }
        Classes.checkRange(this, labels, new IndexRange(0, x.size(x.dim())), 0, "element");
        return labels;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        isTarget = fields.buffer("isTarget", isTarget);
    }
}
