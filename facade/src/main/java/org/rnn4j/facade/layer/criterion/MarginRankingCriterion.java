package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * Wants one score to be higher than another by a margin.
 *
 * <pre>loss = sum over n of max(0, margin - t[n] (a[n] - b[n])) / N      t[n] is 1 if a should be higher, -1 if b should</pre>
 *
 * Input: a table of two tensors of scores, of one size. Target: a tensor with as many elements, whose first dimension has the size N. Without {@code
 * sizeAverage} nothing is divided.
 *
 * <p>A single number as target compares the first elements of two vectors, and nothing else: gradInput, of one element each at first, gets its first
 * elements and keeps what else a batch before has left there. That is as in Torch.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.MarginRankingCriterion">Torch manual: MarginRankingCriterion</a>
 */
public final class MarginRankingCriterion extends AveragingCriterion {
    private final double margin;
    private Tensor difference = new Tensor(elementType());

    /** Margin 1. */
    public MarginRankingCriterion() {
        this(1);
    }

    /** Margin {@code margin}. */
    public MarginRankingCriterion(double margin) {
        super(true);
        this.margin = margin;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Pair pair = Pair.of(this, input);
        Tensor t = targets(pair, target);
        difference.csub(pair.first(), pair.second());
        return Elementwise.sum(this::loss, difference, t) / divisor(t.size(1));
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Pair pair = Pair.of(this, input);
        Tensor t = targets(pair, target);
        difference.csub(pair.first(), pair.second());
        Tensor first = gradInputBuffer(1).resizeAs(difference);
        Elementwise.map(this::slope, difference, t, first);
        first.div(divisor(t.size(1)));
        gradInputBuffer(2).resizeAs(difference).neg(first);
        return gradInputTable();
    }

    @Override
    protected double updateOutput(Activity input, double target) {
        return loss(firstDifference(input), target);
    }

    @Override
    protected Table updateGradInput(Activity input, double target) {
        double slope = slope(firstDifference(input), target);
        putFirst(gradInputBuffer(1), slope);
        putFirst(gradInputBuffer(2), -slope);
        return gradInputTable();
    }

    private double loss(double difference, double target) {
        return Math.max(0, margin - target * difference);
    }

    private double slope(double difference, double target) {
        return margin - target * difference >= 0 ? -target : 0;
    }

    private double firstDifference(Activity input) {
        Pair pair = Pair.of(this, input);
        if (pair.first().dim() != 1) {
            throw expected("two vectors as input, as the target is a number", input);
        }
        return pair.first().get(1) - pair.second().get(1);
    }

    private static void putFirst(Tensor gradient, double slope) {
        if (gradient.nElement() == 0) {
            gradient.resize(1);
        }
        gradient.view(gradient.size(1), -1).select(1, 1).fill(slope);
    }

    private Tensor targets(Pair pair, Activity target) {
        Tensor t = tensor("target", target).to(elementType()).contiguous();
        if (t.nElement() != pair.first().nElement()) {
            throw expected("a target with as many elements as " + pair.first().describeSizes(), target);
        }
        return t;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        difference = fields.buffer("difference", difference);
    }
}
