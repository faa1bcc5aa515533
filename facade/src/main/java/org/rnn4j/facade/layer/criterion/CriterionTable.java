package org.rnn4j.facade.layer.criterion;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;

/**
 * A criterion that is given its input and its target in one table.
 *
 * <pre>loss = criterion(x[1], x[2])</pre>
 *
 * Input: a table of the input and the target of the criterion inside. There is no other target; one that is given is not looked at. The gradient is a
 * table with one entry, that of the input.
 *
 * @see <a href="https://github.com/torch/nn/blob/master/doc/table.md#nn.CriterionTable">Torch manual: CriterionTable</a>
 */
public final class CriterionTable extends Criterion {
    private Criterion criterion;

    /** Gives the two entries of a table to {@code criterion}. */
    public CriterionTable(Criterion criterion) {
        this.criterion = Failures.given("CriterionTable", "a criterion", criterion);
    }

    /** The loss of {@code input}, a table of input and target. */
    public double forward(Activity input) {
        return forward(input, input);
    }

    /** The gradient of {@link #forward(Activity)}. */
    public Activity backward(Activity input) {
        return backward(input, input);
    }

    @Override
    protected double updateOutput(Activity input, Activity target) {
        Table both = both(input);
        try {
            return criterion.forward(both.get(1), both.get(2));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    protected Table updateGradInput(Activity input, Activity target) {
        Table both = both(input);
        Activity gradient;
        try {
            gradient = criterion.backward(both.get(1), both.get(2));
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
        return gradInputTable().set(1, gradient);
    }

    private Table both(Activity input) {
        Table both = table("input", input);
        if (both.size() != 2) {
            throw expected("a table of an input and a target as input", input);
        }
        return both;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterion = fields.criterion("criterion", criterion);
    }
}
