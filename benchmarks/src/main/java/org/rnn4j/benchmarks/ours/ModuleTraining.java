package org.rnn4j.benchmarks.ours;

import java.util.List;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.LastStepWork;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Training by the last step, Torch's way. */
public final class ModuleTraining implements Contender {
    private final LastStepWork work;
    private final Module module;
    private final Layout layout;
    private final Criterion criterion = nn.MSECriterion().toFloat();
    private final Activity input;
    private final Activity gradOutput;
    private final Tensor target;
    private final List<float[]> start;
    private double loss;

    /**
     * Sets the parameters of {@code module}.
     *
     * @param layout how its LSTM keeps them
     */
    public ModuleTraining(LastStepWork work, Module module, Layout layout) {
        this.work = work;
        this.module = module;
        this.layout = layout;
        Sizes sizes = work.sizes();
        Tensor steps = Tensors.of(work.input(), sizes.steps(), sizes.batch(), sizes.input());
        Tensor zeros = new Tensor(ElementType.FLOAT, sizes.steps(), sizes.batch(), work.outputSize());
        input = work.isCosine() ? table(steps) : steps;
        gradOutput = work.isCosine() ? table(zeros) : zeros;
        target = Tensors.of(work.target(), sizes.batch(), work.outputSize());
        start = work.net().pack(layout);
        Tensors.set(module, start);
    }

    /** As the tutorial has sequences. */
    static Table table(Tensor steps) {
        Table table = new Table();
        for (int step = 1; step <= steps.size(1); step++) {
            table.set(step, steps.select(1, step));
        }
        return table;
    }

    private Tensor last(Activity sequence) {
        int steps = work.sizes().steps();
        return sequence instanceof Table table
                ? table.tensor(steps)
                : sequence.toTensor().select(1, steps);
    }

    @Override
    public void iterate() {
        module.zeroGradParameters();
        Tensor output = last(module.forward(input));
        loss = criterion.forward(output, target);
        last(gradOutput).copy(criterion.backward(output, target).toTensor());
        module.backward(input, gradOutput);
        module.updateParameters(work.rate());
    }

    @Override
    public Results results() {
        Results results = new Results().put("loss", new float[] {(float) loss});
        work.net().addTo(results, layout, Tensors.changes(module, start));
        return results;
    }
}
