package org.rnn4j.benchmarks.stock;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;

/** Deeplearning4j's LSTM, step by step. */
public final class StockStream implements Contender {
    private final ComputationGraph graph;
    private final INDArray input;

    /** The LSTM of {@code work}. */
    public StockStream(SequenceWork work) {
        graph = Stock.graph(work);
        input = Nd4j.create(
                work.input(), new long[] {work.sizes().batch(), work.sizes().input()}, 'c');
    }

    @Override
    public void iterate() {
        graph.rnnTimeStep(input);
    }

    @Override
    public Results results() {
        graph.rnnClearPreviousState();
        INDArray output = input;
        for (int step = 1; step <= SequenceWork.STREAMED; step++) {
            output = graph.rnnTimeStep(input)[0];
        }
        return new Results().put("output", Stock.floats(output));
    }
}
