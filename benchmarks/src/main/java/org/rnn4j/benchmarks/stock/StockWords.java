package org.rnn4j.benchmarks.stock;

import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Net;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.WordWork;

/**
 * The net that predicts words, as Deeplearning4j can say it: SimpleRnn over one-hot vectors. It has one bias where the tutorial's net has
 * one for the first step and another for those that follow; they start with the same values.
 */
public final class StockWords implements Contender {
    private static final Layout NO_CELLS = new Layout();
    private static final List<String> KEYS =
            List.of("recurrent_b", "recurrent_W", "recurrent_RW", "recurrent_b", "output_W", "output_b");
    /** Torch keeps these as {@code [outputs, inputs]}. */
    private static final List<String> TRANSPOSED = List.of("recurrent_RW", "output_W");

    private final WordWork work;
    private final ComputationGraph graph;
    private final DataSet batch;

    /** The net of {@code work}. */
    public StockWords(WordWork work) {
        this.work = work;
        int hidden = work.sizes().hidden();
        SimpleRnn.Builder recurrent = new SimpleRnn.Builder();
        recurrent.activation(Activation.SIGMOID);
        recurrent.nIn(WordWork.VOCABULARY);
        recurrent.nOut(hidden);
        recurrent.dataFormat(RNNFormat.NCW);
        RnnOutputLayer.Builder output = new RnnOutputLayer.Builder(LossFunction.MCXENT);
        output.activation(Activation.SOFTMAX);
        output.nIn(hidden);
        output.nOut(WordWork.VOCABULARY);
        output.dataFormat(RNNFormat.NCW);
        graph = new ComputationGraph(Stock.builder(new Sgd(work.rate()))
                .addLayer("recurrent", recurrent.build(), "input")
                .addLayer("output", output.build(), "recurrent")
                .setOutputs("output")
                .build());
        graph.init();
        List<float[]> start = work.net().pack(NO_CELLS);
        for (int i = 0; i < start.size(); i++) {
            Stock.set(parameter(KEYS.get(i)), start.get(i));
        }
        batch = new DataSet(oneHot(1), oneHot(2));
    }

    /** A parameter as torch has it. */
    private INDArray parameter(String key) {
        INDArray parameter = graph.getParam(key);
        return TRANSPOSED.contains(key) ? parameter.transpose() : parameter;
    }

    /** {@code [N, V, T]}, with the words of step {@code first} at first. */
    private INDArray oneHot(int first) {
        Sizes sizes = work.sizes();
        float[] values = new float[sizes.steps() * sizes.batch() * WordWork.VOCABULARY];
        int row = 0;
        for (int step = 0; step < sizes.steps(); step++) {
            for (long word : work.words(first + step)) {
                values[row * WordWork.VOCABULARY + Math.toIntExact(word)] = 1;
                row++;
            }
        }
        return Stock.timeLast(values, sizes, WordWork.VOCABULARY);
    }

    @Override
    public void iterate() {
        graph.fit(batch);
    }

    @Override
    public Results results() {
        Net net = work.net();
        Results results = new Results();
        List<float[]> now =
                KEYS.stream().map(key -> Stock.floats(parameter(key))).toList();
        net.addTo(results, NO_CELLS, Floats.differences(now, net.pack(NO_CELLS)));
        return results.without("start bias", "feedback bias").put("loss", new float[] {(float) graph.score()});
    }
}
