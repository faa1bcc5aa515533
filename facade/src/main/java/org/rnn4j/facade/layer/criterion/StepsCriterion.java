package org.rnn4j.facade.layer.criterion;

import java.util.ArrayList;
import java.util.List;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Adds the losses that a criterion finds at each step of a sequence. Each step has a copy of the criterion, which keeps its gradient. */
public abstract class StepsCriterion extends Criterion {
    private final boolean sizeAverage;
    private List<Criterion> copies = new ArrayList<>();

    StepsCriterion(Criterion criterion, boolean sizeAverage) {
        this.sizeAverage = sizeAverage;
        copies.add(Failures.given(getClass().getSimpleName(), "a criterion", criterion));
    }

    /** What belongs to {@code step}, from 1, of all the target. */
    abstract Activity targetOf(int step, Activity target);

    /** Checks that there are targets for {@code steps} steps of {@code input}. */
    abstract void check(Activity input, int steps, Activity target);

    /** The criterion that measures each step. */
    public final Criterion criterion() {
        return copies.get(0);
    }

    /** Whether the loss is divided by the number of steps. */
    public final boolean sizeAverage() {
        return sizeAverage;
    }

    @Override
    protected final double updateOutput(Activity input, Activity target) {
        int steps = checked(input, target);
        double loss = 0;
        for (int step = 1; step <= steps; step++) {
            Activity stepTarget = targetOf(step, target);
            try {
                loss += copy(step).forward(at(step, input), stepTarget);
            } catch (RuntimeException e) {
                throw Failures.at(who() + "[" + step + "]", e);
            }
        }
        return sizeAverage ? loss / steps : loss;
    }

    @Override
    protected final Activity updateGradInput(Activity input, Activity target) {
        int steps = checked(input, target);
        Table gradients = new Table();
        for (int step = 1; step <= steps; step++) {
            gradients.insert(gradient(step, steps, input, target));
        }
        if (input instanceof Tensor tensor) {
            Tensor gradInput = gradInputBuffer().resizeAs(tensor);
            for (int step = 1; step <= steps; step++) {
                gradInput.select(1, step).copy(gradients.tensor(step));
            }
            return gradInput;
        }
        Table gradInput = gradInputTable();
        gradInput.truncate(steps);
        for (int step = 1; step <= steps; step++) {
            gradInput.set(step, gradients.get(step));
        }
        return gradInput;
    }

    private Activity gradient(int step, int steps, Activity input, Activity target) {
        Activity gradient;
        Activity stepTarget = targetOf(step, target);
        try {
            gradient = copy(step).backward(at(step, input), stepTarget);
        } catch (RuntimeException e) {
            throw Failures.at(who() + "[" + step + "]", e);
        }
        if (sizeAverage) {
            Activities.scale(gradient, 1.0 / steps);
        }
        return gradient;
    }

    private Criterion copy(int step) {
        while (copies.size() < step) {
            copies.add(criterion().clone());
        }
        return copies.get(step - 1);
    }

    static int steps(Activity sequence) {
        if (sequence instanceof Table table) {
            return table.size();
        }
        Tensor tensor = sequence.toTensor();
        return tensor.dim() == 0 ? 0 : Math.toIntExact(tensor.size(1));
    }

    static Activity at(int step, Activity sequence) {
        return sequence instanceof Table table
                ? table.get(step)
                : sequence.toTensor().select(1, step);
    }

    private int checked(Activity input, Activity target) {
        int steps = steps(input instanceof Table ? table("input", input) : input);
        if (steps == 0) {
            throw expected("at least one step as input", input);
        }
        check(input, steps, target);
        return steps;
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        copies = fields.criterions("copies", copies);
    }
}
