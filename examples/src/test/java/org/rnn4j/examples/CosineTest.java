package org.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.bridge.GraphOptions;
import org.rnn4j.examples.console.Interruption;
import org.rnn4j.examples.console.Prediction;
import org.rnn4j.examples.console.Progress;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

final class CosineTest {
    private static final Map<String, String> SMALL =
            Map.of("--hidden", "8", "--batch", "4", "--rho", "5", "--iterations", "3");

    @TempDir
    private Path folder;

    /** The tutorial with small sizes, unless the options say otherwise: {@code --name=value}. */
    private CommandRun small(String... options) {
        List<String> args =
                new ArrayList<>(List.of("cosine", "--tutorial", "--plain", "--output=" + folder.resolve("results")));
        args.addAll(List.of(options));
        SMALL.forEach((name, value) -> {
            if (args.stream().noneMatch(arg -> arg.startsWith(name + "="))) {
                args.add(name + "=" + value);
            }
        });
        return new CommandRun(args.toArray(String[]::new));
    }

    /** The recorded loop in double precision, with a small net. */
    @Nested
    final class SmallNet {
        /** What rounding may add up to over 300 iterations in double precision. */
        private static final double TOLERANCE = 1e-10;

        private final GoldenLoop golden;
        private final Tensor sequence;
        private final Tensor offsets;
        private final Progress progress = Progress.lines(new PrintWriter(Writer.nullWriter()));
        private final Cosine cosine = new Cosine();
        private Module rnn;

        SmallNet() throws IOException {
            golden = new GoldenLoop("cos-small");
            sequence = golden.tensor("sequence");
            offsets = golden.tensor("offsets");
        }

        @BeforeEach
        void build() {
            Tensor.setDefaultType(ElementType.DOUBLE);
            cosine.hiddenSize = 12;
            cosine.wrap = true;
            cosine.batchSize = (int) offsets.nElement();
            cosine.rho = (int) golden.setting("rho");
            cosine.learningRate = Optional.of(golden.setting("lr"));
            cosine.iterations = (int) golden.setting("iterations");
            rnn = cosine.network();
            golden.initialise(rnn);
        }

        @Test
        void eagerHasTorchsLossesAndPredictions() {
            cosine.train(rnn, nn.MSECriterion(), sequence, offsets, progress, () -> false);
            assertArrayEquals(golden.numbers("losses"), progress.losses(), TOLERANCE);
            checkPredictions(rnn);
        }

        @Test
        void graphHasTorchsLossesAndPredictions() {
            var options = new GraphOptions().learningRate(golden.setting("lr")).criterionOnLastStep();
            var criterion = nn.MSECriterion();
            ComputationGraph graph = Dl4j.toComputationGraph(rnn, criterion, options);
            cosine.fit(graph, Dl4j.data(rnn, criterion, options), sequence, offsets, progress, () -> false);
            assertArrayEquals(golden.numbers("losses"), progress.losses(), TOLERANCE);
            Dl4j.copyParameters(graph, rnn);
            checkPredictions(Engine.GRAPH.of(rnn));
        }

        private void checkPredictions(Module module) {
            int count = (int) golden.setting("predict");
            Prediction prediction = Cosine.predict(module, sequence, cosine.rho, count);
            double[] recorded = golden.numbers("predictions");
            assertArrayEquals(
                    Arrays.copyOfRange(recorded, cosine.rho, recorded.length), prediction.predicted(), TOLERANCE);
            assertArrayEquals(
                    Arrays.copyOfRange(sequence.toDoubleArray(), cosine.rho, cosine.rho + count), prediction.target());
        }
    }

    /** The tutorial's own sizes, from the seed: the same draws, the same losses. */
    @ParameterizedTest
    @EnumSource
    void theCommandPrintsTorchsLosses(Engine engine) throws IOException {
        double[] recorded = new GoldenLoop("cos-full-lr-0.0001").numbers("losses");
        var run = new CommandRun(
                "cosine",
                "--tutorial",
                "--seed=123",
                "--iterations=6",
                "--plain",
                "--engine=" + engine,
                "--output=" + folder);
        assertEquals(0, run.exitCode, run::err);
        double[] losses = run.losses();
        assertEquals(6, losses.length);
        for (int i = 0; i < losses.length; i++) {
            // Float sums depend on the order of additions.
            assertEquals(recorded[i], losses[i], 1e-4 * recorded[i]);
        }
    }

    /** A third of the net, and half of the batch and of the iterations will do. */
    @Test
    void runningFreeFollowsTheCosine() {
        var run = new CommandRun(
                "cosine", "--plain", "--hidden=30", "--batch=40", "--iterations=1500", "--output=" + folder);
        assertEquals(0, run.exitCode, run::err);
        assertTrue(run.rootMeanSquaredError() < Cosine.FOLLOWS, run::out);
    }

    @ParameterizedTest
    @EnumSource
    void plotsAndModelAreThereAndNothingElse(Engine engine) throws IOException {
        var run = small("--engine=" + engine);
        assertEquals(0, run.exitCode, run::err);
        assertTrue(run.out().contains("free-running prediction of 200 points: RMSE "), run::out);
        assertTrue(run.out().contains(folder.toString()), run::out);
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            assertEquals(
                    "cosine.zip loss.png prediction.png",
                    String.join(
                            " ",
                            files.map(file -> file.getFileName().toString())
                                    .sorted()
                                    .toList()));
        }
        try (var in = Files.newInputStream(folder.resolve("results/cosine.zip"))) {
            assertNotNull(ModelSerializer.restoreComputationGraph(in));
        }
    }

    @Test
    void bothEnginesSaveTheSameParameters() throws IOException {
        double[] graph = savedParameters("--type=double", "--engine=graph");
        double[] eager = savedParameters("--type=double", "--engine=eager");
        assertArrayEquals(graph, eager, 1e-12);
        assertFalse(Arrays.equals(graph, savedParameters("--type=double", "--learning-rate=0.1")));
    }

    private double[] savedParameters(String... options) throws IOException {
        assertEquals(0, small(options).exitCode);
        return ModelSerializer.restoreComputationGraph(
                        folder.resolve("results/cosine.zip").toFile())
                .params()
                .toDoubleVector();
    }

    @ParameterizedTest
    @EnumSource
    void everyOptimizerLearns(Optimizer optimizer) {
        String rate = optimizer == Optimizer.SGD ? "0.05" : "0.003";
        double[] losses = small("--optimizer=" + optimizer, "--learning-rate=" + rate, "--iterations=60")
                .losses();
        double last = Arrays.stream(losses, 50, 60).average().orElseThrow();
        assertTrue(last < losses[0] / 2, () -> "mean of the last losses: " + last);
    }

    @Test
    void whoDoesNotFollowTheCosineIsToldHow() {
        var lost = small();
        assertTrue(lost.out().contains("Adam does: ./rnn4j cosine"), lost::out);
        assertFalse(small("--optimizer=adam").out().contains("Adam does"));
        assertEquals(Optional.empty(), new Cosine().hint(new Prediction(new double[] {0.5}, new double[] {0.45})));
    }

    /** The cosine of the data does not end where it begins. */
    @Test
    void withoutWrappingNoSequenceLeavesTheCosine() {
        var cosine = new Cosine();
        cosine.batchSize = 2;
        Tensor sequence = torch.range(1, 2000);
        Tensor offsets = Tensor.of(1990L, 1991L);
        var inputs = new Table();
        var targets = new Table();
        cosine.batch(sequence, offsets, inputs, targets);
        assertArrayEquals(new double[] {1990, 1}, inputs.tensor(1).toDoubleArray());
        assertArrayEquals(new double[] {2000, 11}, targets.tensor(10).toDoubleArray());
    }

    @Test
    void otherOptimizersNeedTheGraph() {
        var run = new CommandRun("cosine", "--engine=eager");
        assertEquals(2, run.exitCode);
        assertEquals(
                "rnn4j cosine: --optimizer adam is Deeplearning4j's: expected --engine graph, got --engine eager;"
                        + " try --tutorial;"
                        + " see rnn4j cosine --help",
                run.err().strip());
    }

    @Test
    void sequencesLeaveRoomForThePrediction() {
        var run = small("--rho=1801");
        assertEquals(2, run.exitCode);
        assertTrue(run.err().startsWith("rnn4j cosine: --rho: expected at most 1800 steps, got 1801"), run::err);
    }

    /** In a process of its own: a signal ends it. */
    @Test
    void whatIsLearnedSoFarIsSavedWhenTheProgramIsEnded() throws Exception {
        Path results = folder.resolve("results");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "cosine",
                        "--plain",
                        "--hidden=8",
                        "--iterations=1000000",
                        "--output=" + results)
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("Iteration 3 ")) {
                    assertFalse(Files.exists(results));
                    process.toHandle().destroy(); // and leaves the pipe open
                }
                if (!line.startsWith("Iteration ")) {
                    said.append(line).append('\n');
                }
            }
        }
        assertEquals(Interruption.EXIT_CODE, process.waitFor(), said::toString);
        assertTrue(
                said.toString().matches("(?s).*\ninterrupted after \\d+ of 1000000 iterations\n.*RMSE.*"),
                said::toString);
        for (String name : new String[] {"loss.png", "prediction.png", "cosine.zip"}) {
            assertTrue(Files.exists(results.resolve(name)), said::toString);
        }
    }

    @Test
    void anOutputThatIsAFileIsRefusedBeforeTraining() throws IOException {
        Files.writeString(folder.resolve("results"), "mine");
        var run = small();
        assertEquals(1, run.exitCode);
        assertTrue(run.err().contains("expected a folder that can be made and written to, got: a file"), run::err);
        assertEquals(0, run.losses().length);
        assertEquals("mine", Files.readString(folder.resolve("results")));
    }
}
