package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** The layers in nets that somebody else has configured. */
@ExtendWith(Doubles.class)
final class LayerTest {
    private static NeuralNetConfiguration.Builder settings(WorkspaceMode mode) {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.02))
                .l2(1e-4)
                .trainingWorkspaceMode(mode)
                .inferenceWorkspaceMode(mode);
    }

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(new LossMSE())
                .nIn(5)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .dataFormat(RNNFormat.NCW)
                .build();
    }

    /** Peepholes and a norm stabilizer in an ordinary net, which learns. */
    @ParameterizedTest
    @EnumSource(
            value = WorkspaceMode.class,
            names = {"ENABLED", "NONE"})
    void learnsInAnOrdinaryGraph(WorkspaceMode mode) {
        LSTM lstm = new LSTM(3, 5);
        ComputationGraphConfiguration configuration = settings(mode)
                .graphBuilder()
                .addInputs("x")
                .addLayer("lstm", new RecurrenceLayer(lstm), "x")
                .addLayer("stable", new NormStabilizerLayer(0.01), "lstm")
                .addLayer("y", output(), "stable")
                .setOutputs("y")
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        INDArray x = random(4, 3, 6).array();
        INDArray y = random(4, 2, 6).array();
        equal(
                "hidden states",
                new Sequencer(lstm).forward(Tensor.of(x.permute(2, 0, 1)).contiguous()),
                Tensor.of(graph.feedForward(x, false).get("lstm").permute(2, 0, 1))
                        .contiguous());
        graph.fit(new INDArray[] {x}, new INDArray[] {y});
        double first = graph.score();
        for (int i = 0; i < 60; i++) {
            graph.fit(new INDArray[] {x}, new INDArray[] {y});
        }
        assertTrue(graph.score() < first / 2, "score " + first + " became " + graph.score());
    }

    @Test
    void worksInAMultiLayerNetwork() {
        MultiLayerNetwork net = new MultiLayerNetwork(settings(WorkspaceMode.ENABLED)
                .list(new RecurrenceLayer(new LSTM(3, 5)), output())
                .build());
        net.init();
        INDArray x = random(4, 3, 6).array();
        INDArray y = random(4, 2, 6).array();
        net.fit(x, y);
        double first = net.score();
        for (int i = 0; i < 60; i++) {
            net.fit(x, y);
        }
        assertTrue(net.score() < first / 2, "score " + first + " became " + net.score());
    }

    @Test
    void hostsAnyModule() {
        Module module = new Sequential().add(new Linear(3, 4)).add(new Tanh()).add(new Linear(4, 5));
        ComputationGraph graph = new ComputationGraph(settings(WorkspaceMode.ENABLED)
                .graphBuilder()
                .addInputs("x")
                .addLayer("stack", new HostedLayer(module), "x")
                .setOutputs("stack")
                .build());
        graph.init();
        Tensor x = random(6, 3);
        equal("output", module.forward(x), Tensor.of(graph.outputSingle(x.array())));
        assertEquals(
                List.of("stack_W1", "stack_b2", "stack_W3", "stack_b4"),
                List.copyOf(graph.paramTable().keySet()));
    }

    @Test
    void sizesAreThoseOfTheModule() {
        RecurrenceLayer layer = new RecurrenceLayer(new LSTM(3, 5));
        assertEquals(3, layer.getNIn());
        assertEquals(5, layer.getNOut());
        assertEquals(InputType.recurrent(5, 7), layer.getOutputType(0, InputType.recurrent(3, 7)));
    }

    @Test
    void configurationsAreEqualIfTheirModulesAre() {
        assertEquals(new RecurrenceLayer(new LSTM(3, 5)), new RecurrenceLayer(new LSTM(3, 5)));
        assertTrue(!new RecurrenceLayer(new LSTM(3, 5)).equals(new RecurrenceLayer(new LSTM(3, 6))));
        assertEquals(new HostedLayer(new Tanh()), new HostedLayer(new Tanh()));
        assertTrue(!new HostedLayer(new Tanh()).equals(new HostedLayer(new Linear(2, 2))));
        assertTrue(!new NormStabilizerLayer(1).equals(new NormStabilizerLayer(2)));
    }

    @Test
    void weightNoiseIsRefused() {
        ComputationGraph graph = new ComputationGraph(settings(WorkspaceMode.ENABLED)
                .weightNoise(new DropConnect(0.5))
                .graphBuilder()
                .addInputs("x")
                .addLayer("lstm", new RecurrenceLayer(new LSTM(3, 5)), "x")
                .setOutputs("lstm")
                .build());
        String message =
                assertThrows(UnsupportedOperationException.class, graph::init).getMessage();
        assertTrue(message.startsWith("lstm: weight noise"), message);
    }
}
