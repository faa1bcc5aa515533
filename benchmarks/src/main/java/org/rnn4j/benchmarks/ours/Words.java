package org.rnn4j.benchmarks.ours;

import java.util.List;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.WordWork;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** The tutorial's net that predicts words. */
public final class Words implements Contender {
    private static final Layout NO_CELLS = new Layout();

    private final WordWork work;
    private final Module module;
    private final boolean stepByStep;
    private final Criterion criterion;
    private final int steps;
    private final Table inputs = new Table();
    private final Table targets = new Table();
    private final List<float[]> start;
    private double loss;

    private Words(WordWork work, Module module, boolean stepByStep) {
        this.work = work;
        this.module = module;
        this.stepByStep = stepByStep;
        Criterion each = nn.ClassNLLCriterion().toFloat();
        criterion = stepByStep ? each : nn.SequencerCriterion(each);
        steps = work.sizes().steps();
        for (int step = 1; step <= steps; step++) {
            inputs.set(step, Tensor.of(work.words(step)).add(1));
            targets.set(step, Tensor.of(work.words(step + 1)).add(1));
        }
        start = work.net().pack(NO_CELLS);
        Tensors.set(module, start);
    }

    /** In a Recursor, a call for each step. */
    public static Contender stepByStep(WordWork work) {
        return new Words(work, nn.Recursor(step(work), work.sizes().steps()).toFloat(), true);
    }

    /** In a Sequencer. */
    public static Contender sequencer(WordWork work) {
        return new Words(work, nn.Sequencer(step(work)).toFloat(), false);
    }

    /** In a Sequencer, compiled. */
    public static Contender compiled(WordWork work) {
        return new Words(work, Dl4j.compile(nn.Sequencer(step(work)).toFloat()), false);
    }

    private static Module step(WordWork work) {
        int hidden = work.sizes().hidden();
        var recurrent = nn.Recurrent(
                hidden,
                nn.LookupTable(WordWork.VOCABULARY, hidden),
                nn.Linear(hidden, hidden),
                nn.Sigmoid(),
                work.sizes().steps());
        return nn.Sequential()
                .add(recurrent)
                .add(nn.Linear(hidden, WordWork.VOCABULARY))
                .add(nn.LogSoftMax());
    }

    @Override
    public void iterate() {
        module.zeroGradParameters();
        if (stepByStep) {
            walk();
        } else {
            var outputs = module.forward(inputs);
            loss = criterion.forward(outputs, targets);
            module.backward(inputs, criterion.backward(outputs, targets));
        }
        module.updateParameters(work.rate());
    }

    private void walk() {
        module.forget();
        Table outputs = new Table();
        loss = 0;
        for (int step = 1; step <= steps; step++) {
            outputs.set(step, module.forward(inputs.get(step)));
            loss += criterion.forward(outputs.get(step), targets.get(step));
        }
        for (int step = steps; step >= 1; step--) {
            module.backward(inputs.get(step), criterion.backward(outputs.get(step), targets.get(step)));
        }
    }

    @Override
    public Results results() {
        Results results = new Results().put("loss", new float[] {(float) loss});
        work.net().addTo(results, NO_CELLS, Tensors.changes(module, start));
        return results;
    }
}
