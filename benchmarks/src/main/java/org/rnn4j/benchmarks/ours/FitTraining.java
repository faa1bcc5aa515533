package org.rnn4j.benchmarks.ours;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.LastStepWork;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.bridge.GraphOptions;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Tensor;

/** Training by the last step, Deeplearning4j's way: {@code fit} of the graph that a module is translated into. */
public final class FitTraining implements Contender {
    private final LastStepWork work;
    private final Module module;
    private final Layout layout;
    private final ComputationGraph graph;
    private final MultiDataSet batch;
    private final List<float[]> start;

    /**
     * Sets the parameters of {@code module}, and translates it.
     *
     * @param layout how its LSTM keeps them
     */
    public FitTraining(LastStepWork work, Module module, Layout layout) {
        this.work = work;
        this.module = module;
        this.layout = layout;
        start = work.net().pack(layout);
        Tensors.set(module, start);
        var criterion = nn.MSECriterion().toFloat();
        var options = new GraphOptions().learningRate(work.rate()).criterionOnLastStep();
        graph = Dl4j.toComputationGraph(module, criterion, options);
        Sizes sizes = work.sizes();
        Tensor input = Tensors.of(work.input(), sizes.steps(), sizes.batch(), sizes.input());
        Tensor target = Tensors.of(work.target(), sizes.batch(), work.outputSize());
        batch = Dl4j.data(module, criterion, options).dataSet(ModuleTraining.table(input), target);
    }

    @Override
    public void iterate() {
        graph.fit(batch);
    }

    @Override
    public Results results() {
        Results results = new Results().put("loss", new float[] {(float) graph.score()});
        Dl4j.copyParameters(graph, module);
        work.net().addTo(results, layout, Tensors.changes(module, start));
        return results;
    }
}
