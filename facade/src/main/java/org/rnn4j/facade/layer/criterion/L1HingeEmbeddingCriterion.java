package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.layer.Pair;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Elementwise;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * The absolute distance of two tensors that belong together, or how far others are from keeping a margin.
 *
 * <pre>loss = d if t is 1, max(0, margin - d) if it is -1      d = sum over i of |a[i] - b[i]|</pre>
 *
 * Input: a table of two tensors of one size. Target: one number; any other than -1 counts as 1. The gradient where a[i] is b[i] is 1 or -1, drawn at random.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/criterion.md#nn.L1HingeEmbeddingCriterion">Torch manual: L1HingeEmbeddingCriterion</a>
 */
public final class L1HingeEmbeddingCriterion extends Criterion {
    private final double margin;
    private Tensor difference = new Tensor(elementType());

    /** Margin 1. */
    public L1HingeEmbeddingCriterion() {
        this(1);
    }

    /** Margin {@code margin}. */
    public L1HingeEmbeddingCriterion(double margin) {
        this.margin = margin;
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Pair pair = Pair.of(this, input);
        double t = number(target);
        double distance = difference.csub(pair.first(), pair.second()).norm(1);
        return t == -1 ? Math.max(0, margin - distance) : distance;
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Pair pair = Pair.of(this, input);
        double t = number(target);
        double distance = difference.csub(pair.first(), pair.second()).norm(1);
        double factor = t != -1 ? 1 : distance > margin ? 0 : -1;
        Tensor first = gradInputBuffer(1).resizeAs(difference);
        Tensor second = gradInputBuffer(2).resizeAs(difference);
        Elementwise.map(L1HingeEmbeddingCriterion::sign, difference, first);
        first.mul(factor);
        second.neg(first);
        return gradInputTable();
    }

    private static double sign(double value) {
        return value > 0 ? 1 : value < 0 ? -1 : 2 * Generator.global().random(2) - 3;
    }

    private double number(Activity target) {
        Tensor t = tensor("target", target);
        if (t.nElement() != 1) {
            throw expected("one number as target", target);
        }
        return t.item();
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        difference = fields.buffer("difference", difference);
    }
}
