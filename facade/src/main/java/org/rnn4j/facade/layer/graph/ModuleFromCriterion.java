package org.rnn4j.facade.layer.graph;

import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Failures;
import org.rnn4j.facade.module.Fields;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.tensor.Activities;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/**
 * A criterion as a module: {@code y = loss(prediction, target)}.
 *
 * <p>Input: a table of a prediction and a target, as the criterion takes them. Output: the loss, a tensor of one element. Its gradient is the
 * criterion's, times gradOutput, for the prediction, and zeros for the target.
 *
 * <p>Differs from Torch: the target may be of another type than the prediction.
 *
 * @see <a href="https://github.com/torch/nngraph/blob/master/ModuleFromCriterion.lua">nngraph: ModuleFromCriterion</a>
 */
public final class ModuleFromCriterion extends Module {
    private Criterion criterion;

    /** {@code criterion} as a module. */
    public ModuleFromCriterion(Criterion criterion) {
        this.criterion = Failures.given("ModuleFromCriterion", "a criterion", criterion);
    }

    /** The criterion inside. */
    public Criterion criterion() {
        return criterion;
    }

    @Override
    public Tensor updateOutput(Activity input) {
        Table pair = pair(input);
        double loss = located(() -> criterion.forward(pair.get(1), pair.get(2)));
        return outputBuffer().resize(1).fill(loss);
    }

    @Override
    public Table updateGradInput(Activity input, Activity gradOutput) {
        Table pair = pair(input);
        Tensor factor = operand("gradOutput", gradOutput, lastOutput().toTensor());
        Activity gradient = located(() -> criterion.backward(pair.get(1), pair.get(2)));
        Table gradInput = gradInputTable();
        Activity forPrediction = Activities.copy(gradInput.find(1), gradient);
        Activities.scale(forPrediction, factor.item());
        Activity forTarget = Activities.zeros(gradInput.find(2), pair.get(2));
        return gradInput.set(1, forPrediction).set(2, forTarget);
    }

    private Table pair(Activity input) {
        Table pair = table("input", input);
        if (pair.size() != 2) {
            throw expected("a table of a prediction and a target as input", input);
        }
        return pair;
    }

    private interface Call<T> {
        T run();
    }

    private <T> T located(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw Failures.at(who(), e);
        }
    }

    @Override
    protected void fields(Fields fields) {
        super.fields(fields);
        criterion = fields.criterion("criterion", criterion);
    }
}
