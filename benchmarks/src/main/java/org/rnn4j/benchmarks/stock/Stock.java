package org.rnn4j.benchmarks.stock;

import static org.rnn4j.benchmarks.work.Layout.columns;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.Weights.Part;
import org.rnn4j.facade.kernels.Kernels;

/** Graphs of Deeplearning4j's own recurrent layers. */
final class Stock {
    /** Columns: candidate, forget gate, output gate, input gate. */
    private static final Layout LSTM_LAYER = new Layout()
            .parameter(columns(Part.INPUT, 2, 1, 3, 0))
            .parameter(columns(Part.RECURRENT, 2, 1, 3, 0))
            .parameter(columns(Part.BIAS, 2, 1, 3, 0));

    private static final Layout SIMPLE_LAYER = new Layout()
            .parameter(columns(Part.INPUT, 0))
            .parameter(columns(Part.RECURRENT, 0))
            .parameter(columns(Part.BIAS, 0));

    private Stock() {}

    /** How the layers keep the weights of a cell. */
    static Layout layout(Cell cell) {
        return cell == Cell.LSTM ? LSTM_LAYER : SIMPLE_LAYER;
    }

    /** The layers of {@code work}, with its weights. */
    static ComputationGraph graph(SequenceWork work) {
        GraphBuilder builder = builder(new Sgd());
        String below = "input";
        int size = work.sizes().input();
        for (int i = 1; i <= work.layers(); i++) {
            String name = "layer" + i;
            builder.addLayer(name, layer(work, size), below);
            below = name;
            size = work.outputSize();
        }
        ComputationGraph graph = new ComputationGraph(builder.setOutputs(below).build());
        graph.init();
        List<float[]> values = work.net().pack(layout(work.cell()));
        for (int i = 0; i < values.size(); i++) {
            set(graph.getParam(keys(work).get(i)), values.get(i));
        }
        return graph;
    }

    /** A graph with an input, and nothing behind it yet. */
    static GraphBuilder builder(IUpdater updater) {
        // Chooses one native thread, where more make Deeplearning4j ten times slower.
        Kernels.get();
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(updater)
                .graphBuilder()
                .addInputs("input");
    }

    private static Layer layer(SequenceWork work, int size) {
        BaseRecurrentLayer.Builder<?> builder = switch (work.cell()) {
            case LSTM -> new LSTM.Builder();
            case RNN -> new SimpleRnn.Builder();
            case GRU -> throw new UnsupportedOperationException("Deeplearning4j has no GRU layer");
        };
        builder.activation(Activation.TANH);
        builder.nIn(size);
        builder.nOut(work.sizes().hidden());
        builder.dataFormat(RNNFormat.NCW);
        Layer layer = builder.build();
        return work.isBothWays() ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
    }

    /** The names of the parameters, layer by layer. */
    static List<String> keys(SequenceWork work) {
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= work.layers(); i++) {
            for (String way : work.isBothWays() ? List.of("f", "b") : List.of("")) {
                for (String part : List.of("W", "RW", "b")) {
                    keys.add("layer" + i + "_" + way + part);
                }
            }
        }
        return keys;
    }

    static void set(INDArray parameter, float[] values) {
        parameter.assign(Nd4j.create(values, parameter.shape(), 'c'));
    }

    static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** {@code [N, D, T]} of {@code [T, N, D]}. */
    static INDArray timeLast(float[] values, Sizes sizes, int size) {
        float[] transposed = Floats.timeLast(values, sizes.steps(), sizes.batch() * size);
        return Nd4j.create(transposed, new long[] {sizes.batch(), size, sizes.steps()}, 'c');
    }
}
