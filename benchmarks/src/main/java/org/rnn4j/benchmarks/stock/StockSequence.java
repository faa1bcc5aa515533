package org.rnn4j.benchmarks.stock;

import java.util.List;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;

/**
 * Forward and backward of Deeplearning4j's LSTM or SimpleRnn, with an external error in the place of a loss. The gradient with respect
 * to the input is computed, but not kept.
 */
public final class StockSequence implements Contender {
    private final SequenceWork work;
    private final ComputationGraph graph;
    private final INDArray input;
    private final INDArray gradOutput;
    private Gradient gradient = new DefaultGradient();

    /** The layers of {@code work}, with its weights. */
    public StockSequence(SequenceWork work) {
        this.work = work;
        graph = Stock.graph(work);
        input = Stock.timeLast(work.input(), work.sizes(), work.sizes().input());
        gradOutput = Stock.timeLast(work.gradOutput(), work.sizes(), work.outputSize());
    }

    @Override
    public void iterate() {
        graph.feedForward(new INDArray[] {input}, true, false);
        gradient = graph.backpropGradient(gradOutput);
    }

    @Override
    public Results results() {
        Sizes sizes = work.sizes();
        List<float[]> gradients = Stock.keys(work).stream()
                .map(key -> Stock.floats(gradient.getGradientFor(key)))
                .toList();
        Results results = new Results();
        work.net().addTo(results, Stock.layout(work.cell()), gradients);
        float[] output = Stock.floats(graph.outputSingle(true, input));
        return results.put("output", Floats.timeFirst(output, sizes.steps(), sizes.batch() * work.outputSize()));
    }
}
