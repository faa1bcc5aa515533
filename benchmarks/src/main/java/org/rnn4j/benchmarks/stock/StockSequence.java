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
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Floats;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Results;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.Weights.Part;
import org.rnn4j.facade.kernels.Kernels;

/** Forward and backward of Deeplearning4j's LSTM or SimpleRnn, with the external error that {@code fit} has from a loss. */
public final class StockSequence implements Contender {
    /** Columns: candidate, forget gate, output gate, input gate. */
    private static final Layout LSTM_LAYER = new Layout()
            .parameter(columns(Part.INPUT, 2, 1, 3, 0))
            .parameter(columns(Part.RECURRENT, 2, 1, 3, 0))
            .parameter(columns(Part.BIAS, 2, 1, 3, 0));

    private static final Layout SIMPLE_LAYER = new Layout()
            .parameter(columns(Part.INPUT, 0))
            .parameter(columns(Part.RECURRENT, 0))
            .parameter(columns(Part.BIAS, 0));

    private final SequenceWork work;
    private final Layout layout;
    private final ComputationGraph graph;
    private final INDArray input;
    private final INDArray gradOutput;
    private Gradient gradient = new DefaultGradient();

    /** The layers of {@code work}, with its weights. */
    public StockSequence(SequenceWork work) {
        // With more native threads than one, which is what the kernels set, Deeplearning4j is ten times slower.
        Kernels.get();
        this.work = work;
        layout = work.cell() == Cell.LSTM ? LSTM_LAYER : SIMPLE_LAYER;
        graph = new ComputationGraph(configuration(work).build());
        graph.init();
        Sizes sizes = work.sizes();
        input = timeLast(work.input(), sizes, sizes.input());
        gradOutput = timeLast(work.gradOutput(), sizes, work.outputSize());
        List<INDArray> parameters = arrays(false);
        List<float[]> values = work.net().pack(layout);
        for (int i = 0; i < values.size(); i++) {
            INDArray parameter = parameters.get(i);
            parameter.assign(Nd4j.create(values.get(i), parameter.shape(), 'c'));
        }
    }

    private static INDArray timeLast(float[] values, Sizes sizes, int size) {
        float[] transposed = Floats.timeLast(values, sizes.steps(), sizes.batch() * size);
        return Nd4j.create(transposed, new long[] {sizes.batch(), size, sizes.steps()}, 'c');
    }

    private static GraphBuilder configuration(SequenceWork work) {
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("input");
        String below = "input";
        int size = work.sizes().input();
        for (int i = 1; i <= work.layers(); i++) {
            String name = "layer" + i;
            builder.addLayer(name, layer(work, size), below);
            below = name;
            size = work.outputSize();
        }
        return builder.setOutputs(below);
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

    /** The parameters, or their gradients, layer by layer. */
    private List<INDArray> arrays(boolean gradients) {
        List<INDArray> result = new ArrayList<>();
        for (int i = 1; i <= work.layers(); i++) {
            String name = "layer" + i + "_";
            for (String way : work.isBothWays() ? List.of("f", "b") : List.of("")) {
                for (String part : List.of("W", "RW", "b")) {
                    String key = name + way + part;
                    result.add(
                            gradients
                                    ? gradient.getGradientFor(key)
                                    : graph.paramTable().get(key));
                }
            }
        }
        return result;
    }

    @Override
    public void iterate() {
        graph.feedForward(new INDArray[] {input}, true, false);
        gradient = graph.backpropGradient(gradOutput);
    }

    @Override
    public Results results() {
        Sizes sizes = work.sizes();
        INDArray output = graph.outputSingle(true, input);
        Results results = new Results();
        results.put("output", Floats.timeFirst(floats(output), sizes.steps(), sizes.batch() * work.outputSize()));
        work.net()
                .addTo(
                        results,
                        layout,
                        arrays(true).stream().map(StockSequence::floats).toList());
        return results;
    }

    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
