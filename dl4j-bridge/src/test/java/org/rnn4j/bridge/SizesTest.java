package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.rnn4j.bridge.Agreement.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.rnn4j.bridge.layer.HostedLayer;
import org.rnn4j.bridge.layer.HostedVertex;
import org.rnn4j.bridge.layer.InputKind;
import org.rnn4j.bridge.layer.NormStabilizerLayer;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.module.Catalogue;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.tensor.Tensor;

/** Layers that host modules tell the layer behind how many numbers come, and refuse an input that the module does not take. */
@ExtendWith(Doubles.class)
final class SizesTest {
    private static final int STEPS = 3;

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).updater(new Sgd(0.01));
    }

    private static FeedForwardLayer output() {
        return new OutputLayer.Builder(new LossMSE())
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static FeedForwardLayer outputOverTime() {
        return new RnnOutputLayer.Builder(new LossMSE())
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerConfiguration network(InputType input, Layer... layers) {
        return settings().list(layers).setInputType(input).build();
    }

    private static ComputationGraph graph(InputType input, Layer... layers) {
        GraphBuilder builder = settings().graphBuilder().addInputs("x").setInputTypes(input);
        for (int i = 0; i < layers.length; i++) {
            builder.addLayer("layer" + i, layers[i], i == 0 ? "x" : "layer" + (i - 1));
        }
        return new ComputationGraph(
                builder.setOutputs("layer" + (layers.length - 1)).build());
    }

    /** Modules of the catalogue that take vectors or words, and give vectors; in evaluation mode, from which layers take nothing. */
    private static Stream<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.MODULES) {
            for (String input : entry.inputs()) {
                boolean words = input.matches("#\\d+\\[\\d+]");
                if ((words || input.matches("[+^]?\\[\\d+,\\d+]"))
                        && !entry.is("no backward")
                        && !entry.is("in place")
                        && !entry.is("no float")) {
                    Sample.of(entry, input, words).ifPresent(samples::add);
                }
            }
        }
        assertTrue(samples.size() > 60, samples.size() + " samples");
        return samples.stream();
    }

    private record Sample(String name, Module module, InputKind kind, Tensor input, Tensor output) {
        static Optional<Sample> of(Catalogue.Entry entry, String input, boolean words) {
            Module module;
            try {
                if (entry.spec().name().equals("BiSequencerLM")) {
                    // Takes vectors for the steps of a sequence.
                    return Optional.empty();
                }
                module = entry.spec().build();
            } catch (UnsupportedOperationException e) {
                return Optional.empty();
            }
            module.evaluate();
            Tensor x = new Samples(3).parse(input).toTensor();
            if (!(module.clone().forward(x) instanceof Tensor output
                    && output.dim() == 2
                    && output.size(1) == x.size(1))) {
                return Optional.empty();
            }
            return Optional.of(new Sample(
                    entry + " " + input, module, words ? InputKind.INDICES : InputKind.VALUES, x, output.copy()));
        }

        long size() {
            return kind == InputKind.VALUES ? input.size(2) : 1;
        }

        /** The input as a graph has it. */
        INDArray array() {
            return kind == InputKind.VALUES
                    ? input.toDouble().array()
                    : input.toDouble().add(-1).view(-1, 1).array();
        }

        HostedLayer layer() {
            HostedLayer layer = new HostedLayer(module);
            layer.setInputKind(kind);
            return layer;
        }

        RecurrenceLayer layerOverTime() {
            RecurrenceLayer layer = new RecurrenceLayer(module);
            layer.setInputKind(kind);
            return layer;
        }
    }

    @TestFactory
    Stream<DynamicTest> hostedLayers() {
        return samples()
                .filter(sample -> !sample.module.countsOwnSteps())
                .map(sample -> dynamicTest(sample.name, () -> hostedLayer(sample)));
    }

    private static void hostedLayer(Sample sample) {
        InputType type = InputType.feedForward(sample.size());
        ComputationGraph graph = graph(type, sample.layer(), output());
        graph.init();
        INDArray x = sample.array();
        equal("output", sample.output, Tensor.of(graph.feedForward(x, false).get("layer0")));
        graph.fit(new INDArray[] {x}, new INDArray[] {Nd4j.zeros(DataType.DOUBLE, x.size(0), 2)});
        MultiLayerNetwork network = new MultiLayerNetwork(network(type, sample.layer(), output()));
        network.init();
        network.fit(x, Nd4j.zeros(DataType.DOUBLE, x.size(0), 2));
        assertArrayEquals(new long[] {x.size(0), 2}, network.output(x).shape());
    }

    @TestFactory
    Stream<DynamicTest> recurrenceLayers() {
        return samples().map(sample -> dynamicTest(sample.name, () -> recurrenceLayer(sample)));
    }

    private static void recurrenceLayer(Sample sample) {
        InputType type = InputType.recurrent(sample.size());
        INDArray x = sample.array();
        INDArray steps = Nd4j.zeros(DataType.DOUBLE, x.size(0), x.size(1), STEPS);
        for (int t = 0; t < STEPS; t++) {
            steps.tensorAlongDimension(t, 0, 1).assign(x);
        }
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, x.size(0), 2, STEPS);
        ComputationGraph graph = graph(type, sample.layerOverTime(), new NormStabilizerLayer(0.1), outputOverTime());
        graph.init();
        INDArray first = graph.feedForward(steps, false).get("layer0").tensorAlongDimension(0, 0, 1);
        equal("output", sample.output, Tensor.of(first).contiguous());
        graph.fit(new INDArray[] {steps}, new INDArray[] {labels});
        MultiLayerNetwork network = new MultiLayerNetwork(
                network(type, sample.layerOverTime(), new NormStabilizerLayer(0.1), outputOverTime()));
        network.init();
        network.fit(steps, labels);
        assertArrayEquals(labels.shape(), network.output(steps).shape());
    }

    @TestFactory
    Stream<DynamicTest> wholeSequences() {
        return Catalogue.MODULES.stream()
                .filter(entry -> entry.spec().name().matches("Seq(LSTM|LSTMP|GRU)"))
                .map(entry -> dynamicTest(entry.toString(), () -> {
                    AbstractSeqRecurrent<?> module =
                            (AbstractSeqRecurrent<?>) entry.spec().build();
                    InputType type = InputType.recurrent(module.inputSize());
                    graph(type, new RecurrenceLayer(module), outputOverTime()).init();
                    InputType other = InputType.recurrent(module.inputSize() + 1);
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> graph(other, new RecurrenceLayer(module), outputOverTime()));
                }));
    }

    @Test
    void verticesTellTheirSize() {
        InputType three = InputType.feedForward(3);
        InputType four = InputType.recurrent(4, 7);
        InputKind[] numbers = {InputKind.VALUES, InputKind.VALUES};
        HostedVertex join = new HostedVertex(new JoinTable(1, 1), numbers, false, new Sgd());
        assertEquals(InputType.feedForward(6), join.getOutputType(0, three, three));
        HostedVertex over = new HostedVertex(new JoinTable(1, 1), numbers, true, new Sgd());
        assertEquals(InputType.recurrent(8, 7), over.getOutputType(0, four, four));
        HostedVertex sum = new HostedVertex(new CAddTable(), numbers, false, new Sgd());
        assertThrows(IllegalArgumentException.class, () -> sum.getOutputType(0, three, InputType.feedForward(4)));
        assertEquals(
                "HostedVertex: expected 2 inputs, got 1",
                assertThrows(IllegalArgumentException.class, () -> sum.getOutputType(0, three))
                        .getMessage());
    }

    @Test
    void sizesThatContradictAreRefusedWhenTheNetIsConfigured() {
        InputType four = InputType.recurrent(4);
        String expected =
                "layer0 > Sequencer > GRU(5 -> 6): expected input of size 5 in the last of 1 or 2 dimensions, got [1, 4]";
        assertEquals(
                expected,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> network(four, new RecurrenceLayer(new GRU(5, 6)), outputOverTime()))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> graph(four, new RecurrenceLayer(new GRU(5, 6)), outputOverTime()))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> network(InputType.feedForward(4), new HostedLayer(new Linear(5, 6)), output()));
        assertThrows(
                IllegalArgumentException.class,
                () -> graph(InputType.feedForward(4), new HostedLayer(new Linear(5, 6)), output()));
        HostedLayer words = new HostedLayer(new LookupTable(5, 6));
        words.setInputKind(InputKind.INDICES);
        assertThrows(IllegalArgumentException.class, () -> graph(InputType.feedForward(2), words, output()));
        RecurrenceLayer told = new RecurrenceLayer(new GRU(4, 6));
        told.setNOut(7);
        assertEquals(
                "layer0: expected nOut 6, as the module inside gives, got 7",
                assertThrows(IllegalArgumentException.class, () -> graph(four, told, outputOverTime()))
                        .getMessage());
    }

    @Test
    void timeBeforeSizeIsRefused() {
        InputType type = InputType.recurrent(4, 7, RNNFormat.NWC);
        for (Layer layer : List.of(new RecurrenceLayer(new GRU(4, 6)), new NormStabilizerLayer(1))) {
            String message = assertThrows(
                            UnsupportedOperationException.class, () -> network(type, layer, outputOverTime()))
                    .getMessage();
            assertTrue(message.startsWith("layer0: sequences [N, T, D]"), message);
        }
    }
}
