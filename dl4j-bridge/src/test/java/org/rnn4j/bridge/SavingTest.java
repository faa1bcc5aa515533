package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.BiSequencerLM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** Graphs are written and read as any graph of Deeplearning4j. */
@ExtendWith(Doubles.class)
final class SavingTest {
    private static final double FORMAT_ONE_OUTPUT = -6.399275754960113;
    private static final double FORMAT_ONE_SCORE = 1.0877588427471019;
    private static final double FORMAT_ONE_TRAINED = -5.879131734306592;

    @TempDir
    private Path folder;

    static Stream<Arguments> nets() {
        Criterion squares = new SequencerCriterion(new MSECriterion()).toDouble();
        Criterion classes = new SequencerCriterion(new ClassNLLCriterion()).toDouble();
        Stream<Arguments> sequences = SequenceNets.timeFirst()
                .map(net -> net(net.module(), squares, () -> net.input(7, 5), () -> random(7, 5, 3)));
        return Stream.concat(
                sequences,
                Stream.of(
                        net(() -> new Sequencer(Nets.gated()), squares, () -> random(7, 5, 4), () -> random(7, 5, 3)),
                        net(() -> new Sequencer(Nets.cosine()), squares, () -> random(7, 5, 1), () -> random(7, 5, 1)),
                        net(
                                () -> new Sequencer(Nets.words()),
                                classes,
                                () -> randomIndices(10, 7, 5),
                                () -> randomIndices(10, 7, 5)),
                        net(
                                () -> new Sequencer(Nets.wordsByRecurrence()),
                                classes,
                                () -> randomIndices(10, 7, 5),
                                () -> randomIndices(10, 7, 5)),
                        net(
                                () -> new Sequential().add(new Linear(4, 3)).add(new LogSoftMax()),
                                new ClassNLLCriterion().toDouble(),
                                () -> random(5, 4),
                                () -> randomIndices(3, 5))));
    }

    private static Arguments net(
            Supplier<Module> net, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        return Arguments.of(net, criterion, input, target);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void trainingGoesOnWhereItWasSaved(
            Supplier<Module> net, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target)
            throws IOException {
        Module module = net.get();
        GraphOptions options = new GraphOptions().updater(new Adam(0.01));
        if (!(module instanceof BiSequencer
                || module.toString().contains("Reverse")
                || module instanceof BiSequencerLM)) {
            options.rho(3);
        }
        ComputationGraph graph = Dl4j.toComputationGraph(module, criterion, options);
        TorchData data = Dl4j.data(module, criterion, options);
        MultiDataSet batch = data.dataSet(input.get(), target.get());
        for (int i = 0; i < 3; i++) {
            graph.fit(batch);
        }
        File file = folder.resolve("net.zip").toFile();
        ModelSerializer.writeModel(graph, file, true);
        Tensor randomState = Generator.global().getRNGState();
        ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
        assertEquals(randomState.toString(), Generator.global().getRNGState().toString());

        assertEquals(graph.getConfiguration(), read.getConfiguration());
        INDArray[] features = data.features(input.get());
        for (int i = 0; i < 3; i++) {
            assertEquals(graph.params(), read.params(), "parameters before fit " + i);
            assertEquals(graph.outputSingle(features), read.outputSingle(features), "output before fit " + i);
            graph.fit(batch);
            read.fit(batch);
            assertEquals(graph.score(), read.score(), "score of fit " + i);
        }
        Module other = net.get();
        Dl4j.copyParameters(read, other);
        assertTrue(data.output(read.outputSingle(features)) instanceof Tensor);
    }

    /** Written by the version that had format 1: a peephole LSTM, a hosted vertex and a stabilizer, with the state of Adam. */
    @Test
    void filesOfFormatOneAreRead() throws IOException {
        File file = folder.resolve("format-1.zip").toFile();
        try (InputStream stored = SavingTest.class.getResourceAsStream("/format-1.zip")) {
            Files.copy(Objects.requireNonNull(stored), file.toPath());
        }
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(file, true);
        Tensor ramp = new Tensor(ElementType.DOUBLE, 5, 2, 4);
        for (long i = 0; i < ramp.nElement(); i++) {
            ramp.storage().putDouble(i, Math.sin((double) i));
        }
        INDArray x = ramp.array().permute(1, 2, 0).dup();
        INDArray y = x.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3), NDArrayIndex.all())
                .dup();
        assertEquals(FORMAT_ONE_OUTPUT, graph.outputSingle(x).sumNumber().doubleValue(), 1e-12);
        graph.fit(new INDArray[] {x}, new INDArray[] {y});
        assertEquals(FORMAT_ONE_SCORE, graph.score(), 1e-12);
        assertEquals(FORMAT_ONE_TRAINED, graph.outputSingle(x).sumNumber().doubleValue(), 1e-12);
    }

    @Test
    void filesOfLaterFormatsAreRefused() {
        String json = Dl4j.toComputationGraph(new Sequencer(new LSTM(4, 3)), new SequencerCriterion(new MSECriterion()))
                .getConfiguration()
                .toJson();
        assertTrue(json.contains("\"format\" : 1"), json);
        String later = json.replace("\"format\" : 1", "\"format\" : 2");
        Throwable failure = assertThrows(RuntimeException.class, () -> ComputationGraphConfiguration.fromJson(later));
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        assertEquals(
                "ModuleSource: expected format 1 to 1, got 2; the file was written by a later version",
                failure.getMessage());
        String before = json.replaceAll("\\s*\"format\" : 1,", "");
        assertTrue(!before.contains("format\" : 1"), before);
        assertEquals(ComputationGraphConfiguration.fromJson(json), ComputationGraphConfiguration.fromJson(before));
    }

    /** Without a file of parameters the modules draw new ones, from Torch's generator. */
    @Test
    void configurationReadFromJsonDrawsInitialParameters() {
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        Generator.global().manualSeed(3);
        Module module = new Sequencer(Nets.cosine());
        String json =
                Dl4j.toComputationGraph(module, criterion).getConfiguration().toJson();
        ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
        graph.init();
        INDArray weights = graph.getParam("2.fastlstm_W1");
        assertEquals(2, weights.rank());
        assertTrue(weights.ameanNumber().doubleValue() > 0.05, "initial weights are zero");
        assertTrue(weights.amaxNumber().doubleValue() <= 1 / Math.sqrt(7), "initial weights are out of their range");
    }

    static Stream<Arguments> othersThanTheGraphWasMadeFrom() {
        return Stream.of(
                Arguments.of(
                        new Linear(4, 3),
                        new Sequencer(Nets.cosine()),
                        "a vertex 1.linear with parameters, as the module has, got parameters at [linear]"),
                Arguments.of(
                        new Sequencer(new LSTM(3, 4)),
                        new Sequencer(new LSTM(3, 5)),
                        "[5, 3] as size of parameter 1 at lstm, as the module has, got [4, 3]"),
                Arguments.of(
                        new Linear(4, 3, false),
                        new Linear(3, 4, false),
                        "[4, 3] as size of parameter 1 at linear, as the module has, got [3, 4]"),
                Arguments.of(
                        new LookupTable(6, 2),
                        new LookupTable(4, 3),
                        "[4, 3] as size of parameter 1 at lookuptable, as the module has, got [6, 2]"),
                Arguments.of(
                        new Sequential().add(new Linear(4, 3)).add(new Linear(3, 2)),
                        new Sequential().add(new Linear(4, 3)),
                        "parameters at [1.linear], as the module has, got more at [2.linear]"));
    }

    @ParameterizedTest
    @MethodSource
    void othersThanTheGraphWasMadeFrom(Module module, Module other, String difference) {
        ComputationGraph graph = Dl4j.compile(module).graph();
        for (Executable copy :
                List.<Executable>of(() -> Dl4j.copyParameters(graph, other), () -> Dl4j.copyParameters(other, graph))) {
            String message = assertThrows(IllegalArgumentException.class, copy).getMessage();
            assertTrue(message.startsWith("graph: expected " + difference), message);
            assertTrue(message.endsWith("; the graph was not made from this module, nor from one like it"), message);
        }
    }
}
