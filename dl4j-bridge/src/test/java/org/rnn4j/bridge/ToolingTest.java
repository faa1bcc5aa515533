package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.TOLERANCE;
import static org.rnn4j.bridge.Agreement.close;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;

import java.util.Map;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.HostedVertex;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.bridge.layer.StepLossLayer;
import org.rnn4j.bridge.loss.MSELoss;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Deeplearning4j's tools around our layers: memory reports, summaries, transfer learning, freezing. */
@ExtendWith(Doubles.class)
final class ToolingTest {
    private static final double RATE = 0.1;

    private static ComputationGraph graph() {
        InputKind[] numbers = {InputKind.VALUES, InputKind.VALUES};
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("x")
                .addLayer("lstm", new RecurrenceLayer(new LSTM(3, 5)), "x")
                .addLayer("gru", new RecurrenceLayer(new GRU(3, 2)), "x")
                .addLayer("stable", new NormStabilizerLayer(0.01), "lstm")
                .addVertex("join", new HostedVertex(new JoinTable(1, 1), numbers, true, new Sgd()), "stable", "gru")
                .addLayer(
                        "y",
                        new RnnOutputLayer.Builder(new LossMSE())
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .dataFormat(RNNFormat.NCW)
                                .build(),
                        "join")
                .setOutputs("y")
                .setInputTypes(InputType.recurrent(3, 6))
                .build());
        graph.init();
        return graph;
    }

    @Test
    void memoryIsReported() {
        ComputationGraph graph = graph();
        InputType input = InputType.recurrent(3, 6);
        RecurrenceLayer lstm = (RecurrenceLayer) graph.getLayer("lstm").conf().getLayer();
        LayerMemoryReport report = lstm.getMemoryReport(input);
        long parameters = graph.getLayer("lstm").numParams();
        assertEquals(new LSTM(3, 5).getParameters().parameters().nElement(), parameters);
        assertEquals(8 * parameters, bytes(report, MemoryType.PARAMETERS));
        assertEquals(8 * parameters, bytes(report, MemoryType.PARAMATER_GRADIENTS));
        assertEquals(8 * 2 * parameters, bytes(report, MemoryType.UPDATER_STATE), "Adam keeps two numbers");
        assertEquals(8 * 4 * 6 * 5, bytes(report, MemoryType.ACTIVATIONS));
        assertEquals(8 * 4 * 6 * 3, bytes(report, MemoryType.ACTIVATION_GRADIENTS));
        assertEquals(8 * 4 * 6 * (5 + 3), bytes(report, MemoryType.WORKING_MEMORY_VARIABLE));
        assertEquals(
                8 * graph.numParams(),
                graph.getConfiguration()
                        .getMemoryReport(input)
                        .getMemoryBytes(
                                MemoryType.PARAMETERS, 4, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.DOUBLE));
        HostedVertex join =
                (HostedVertex) graph.getConfiguration().getVertices().get("join");
        LayerMemoryReport joined =
                (LayerMemoryReport) join.getMemoryReport(InputType.recurrent(5, 6), InputType.recurrent(2, 6));
        assertEquals(InputType.recurrent(7, 6), joined.getOutputType());
        assertEquals(8 * 4 * 6 * 7, bytes(joined, MemoryType.ACTIVATIONS));
        HostedLayer linear = new HostedLayer(new Linear(3, 4));
        linear.setIUpdater(new Sgd());
        LayerMemoryReport hosted = linear.getMemoryReport(InputType.feedForward(3));
        assertEquals(8 * (3 * 4 + 4), bytes(hosted, MemoryType.PARAMETERS));
        assertEquals(InputType.feedForward(4), hosted.getOutputType());
    }

    private static long bytes(LayerMemoryReport report, MemoryType type) {
        return report.getMemoryBytes(type, 4, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.DOUBLE);
    }

    @Test
    void translatedGraphsReportTheirMemory() {
        Module net = new Sequencer(Nets.stable());
        ComputationGraph graph = Dl4j.toComputationGraph(net, new SequencerCriterion(new MSECriterion()).toDouble());
        long bytes = graph.getConfiguration()
                .getMemoryReport(InputType.recurrent(4, 6))
                .getMemoryBytes(MemoryType.PARAMETERS, 3, MemoryUseMode.INFERENCE, CacheMode.NONE, DataType.DOUBLE);
        assertEquals(8 * graph.numParams(), bytes);
    }

    @Test
    void summariesShowTypes() {
        String summary = graph().summary(InputType.recurrent(3, 6));
        for (String line : new String[] {"lstm", "gru", "stable", "join"}) {
            assertTrue(summary.lines().anyMatch(row -> row.startsWith(line + " ")), line);
        }
        String join = summary.lines()
                .filter(row -> row.startsWith("join "))
                .findFirst()
                .orElseThrow();
        assertTrue(join.contains("InputTypeRecurrent(7,timeSeriesLength=6,format=NCW)"), join);
        String y =
                summary.lines().filter(row -> row.startsWith("y ")).findFirst().orElseThrow();
        assertTrue(y.contains("InputTypeRecurrent(2,timeSeriesLength=6,format=NCW)"), y);
    }

    /** What is frozen stays as it is, and what comes behind trains as eagerly. */
    @Test
    void frozenLayersKeepTheirParameters() {
        LSTM lstm = new LSTM(4, 5);
        GRU gru = new GRU(5, 3);
        ComputationGraph graph = frozen(new FrozenLayer(new RecurrenceLayer(lstm)), new RecurrenceLayer(gru));
        Module eager = new Sequencer(new Sequential().add(lstm).add(gru)).toDouble();
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        Tensor x = random(6, 3, 4);
        Tensor target = random(6, 3, 3);
        for (int i = 0; i < 3; i++) {
            eager.zeroGradParameters();
            double loss = criterion.forward(eager.forward(x), target);
            eager.backward(x, criterion.backward(eager.output(), target));
            gru.updateParameters(RATE);
            graph.fit(new INDArray[] {sequence(x)}, new INDArray[] {sequence(target)});
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
        }
        equal(
                "output",
                eager.forward(x),
                Tensor.of(graph.outputSingle(sequence(x)).permute(2, 0, 1)).contiguous());
    }

    private static ComputationGraph frozen(Layer first, Layer second) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(RATE))
                .graphBuilder()
                .addInputs("x")
                .addLayer("first", first, "x")
                .addLayer("second", second, "first")
                .addLayer("y", new StepLossLayer(new MSELoss()), "second")
                .setOutputs("y")
                .setInputTypes(InputType.recurrent(4))
                .build());
        graph.init();
        return graph;
    }

    /** A frozen layer that gives gradients back runs in evaluation, from which no recurrence goes back. */
    @Test
    void gradientsThroughFrozenRecurrencesAreRefused() {
        ComputationGraph graph = frozen(
                new RecurrenceLayer(new LSTM(4, 5)), new FrozenLayerWithBackprop(new RecurrenceLayer(new GRU(5, 3))));
        INDArray[] x = {random(3, 4, 6).array()};
        INDArray[] y = {random(3, 3, 6).array()};
        String message = assertThrows(UnsupportedOperationException.class, () -> graph.fit(x, y))
                .getMessage();
        assertTrue(message.startsWith("second: backward behind a forward in evaluation"), message);
    }

    private static INDArray sequence(Tensor steps) {
        return steps.array().permute(1, 2, 0).dup();
    }

    /** Transfer learning makes nets of floats, whatever the first one had; a new head, behind what was trained. */
    @Test
    void layersAreKeptInTransferLearning() {
        ComputationGraph graph = graph();
        INDArray x = random(4, 3, 6).array();
        graph.fit(new INDArray[] {x}, new INDArray[] {random(4, 2, 6).array()});
        Map<String, INDArray> before = graph.feedForward(x, false);
        ComputationGraph other = new TransferLearning.GraphBuilder(graph)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.01))
                        .build())
                .setFeatureExtractor("join")
                .removeVertexAndConnections("y")
                .addLayer("hidden", new RecurrenceLayer(new GRU(7, 4)), "join")
                .addLayer("y2", new StepLossLayer(new MSELoss()), "hidden")
                .setOutputs("y2")
                .build();
        INDArray y = random(4, 4, 6).array();
        double first = other.score(new DataSet(x, y));
        for (int i = 0; i < 30; i++) {
            other.fit(new INDArray[] {x}, new INDArray[] {y});
        }
        assertTrue(other.score() < first, "score " + first + " became " + other.score());
        Map<String, INDArray> after = other.feedForward(x, false);
        for (String kept : new String[] {"lstm", "gru", "stable", "join"}) {
            close(
                    kept,
                    Tensor.of(before.get(kept)).toFloat(),
                    Tensor.of(after.get(kept)).contiguous().toFloat());
        }
        assertEquals(4, after.get("hidden").size(1));
    }
}
