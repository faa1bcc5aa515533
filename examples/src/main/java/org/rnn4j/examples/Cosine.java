package org.rnn4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.bridge.GraphOptions;
import org.rnn4j.bridge.TorchData;
import org.rnn4j.examples.console.Interruption;
import org.rnn4j.examples.console.OutputFolder;
import org.rnn4j.examples.console.Plots;
import org.rnn4j.examples.console.Prediction;
import org.rnn4j.examples.console.Progress;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The tutorial's last script: an LSTM learns a cosine, then goes on by itself. */
@Command(
        name = "cosine",
        description = {
            "Learns a cosine with an LSTM, then predicts 200 points from nothing but its own predictions.",
            "Saves plots and the trained net, as a Deeplearning4j model with either engine."
        })
final class Cosine extends Example {
    private static final int TUTORIAL_HIDDEN_SIZE = 300;
    private static final int TUTORIAL_ITERATIONS = 2000;

    private static final int POINTS = 2000;
    private static final double END = 200;
    private static final int PREDICTIONS = 200;
    /** The error up to which a prediction follows the cosine. */
    static final double FOLLOWS = 0.1;

    private static final String HINT =
            "Plain gradient descent does not learn to run free here, nor did it in Torch7: RMSE 0.71 with the "
                    + "tutorial's settings, and 1.17 with a rate of 0.05, although the loss falls to 0.001. "
                    + "Adam does: ./rnn4j cosine";

    @Option(
            names = "--tutorial",
            order = NET - 1,
            description = "Do exactly what the Torch tutorial does: --hidden " + TUTORIAL_HIDDEN_SIZE + " --iterations "
                    + TUTORIAL_ITERATIONS
                    + " --optimizer sgd --wrap, unless these are given, too. "
                    + "The net does not learn to run free so, in Torch neither.")
    boolean tutorial;

    @Option(
            names = "--engine",
            order = RUN,
            paramLabel = "ENGINE",
            description = "What computes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Engine engine = Engine.GRAPH;

    @Option(
            names = "--optimizer",
            order = TRAINING,
            paramLabel = "NAME",
            description =
                    "What changes the parameters: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Those other "
                            + "than sgd are Deeplearning4j's, for --engine graph, with a rate that falls to a hundredth.")
    Optimizer optimizer = Optimizer.ADAM;

    @Option(
            names = "--learning-rate",
            order = TRAINING,
            paramLabel = "X",
            converter = Rate.class,
            description = "Factor of the gradient in every update (default: 0.0001 for sgd, 0.003 for adam, "
                    + "0.001 for rmsprop).")
    Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--wrap",
            order = TRAINING,
            negatable = true,
            description = "Sequences that run over the end of the data go on with its beginning, as in the tutorial; "
                    + "a jump that no cosine has. Otherwise they begin anew (default: --no-wrap).")
    boolean wrap;

    @Option(
            names = "--output",
            order = RUN,
            paramLabel = "DIR",
            description = "Folder for plots and model (default: ${DEFAULT-VALUE}).")
    Path output = Path.of("cosine-output");

    Cosine() {
        super(100, 80, 10, 3000);
    }

    @Override
    void check() {
        if (tutorial) {
            doAsTheTutorial(spec.commandLine().getParseResult());
        }
        if (optimizer != Optimizer.SGD && engine == Engine.EAGER) {
            throw refused("--optimizer " + optimizer
                    + " is Deeplearning4j's: expected --engine graph, got --engine eager; try --tutorial");
        }
        if (rho > POINTS - PREDICTIONS) {
            throw refused("--rho: expected at most " + (POINTS - PREDICTIONS) + " steps, got " + rho);
        }
    }

    private void doAsTheTutorial(ParseResult given) {
        if (!given.hasMatchedOption("--hidden")) {
            hiddenSize = TUTORIAL_HIDDEN_SIZE;
        }
        if (!given.hasMatchedOption("--iterations")) {
            iterations = TUTORIAL_ITERATIONS;
        }
        if (!given.hasMatchedOption("--optimizer")) {
            optimizer = Optimizer.SGD;
        }
        if (!given.hasMatchedOption("--wrap")) {
            wrap = true;
        }
    }

    private double rate() {
        return learningRate.orElse(optimizer.usualLearningRate());
    }

    /** The net for one step, and a Sequencer that runs it over all steps. */
    Module network() {
        return nn.Sequencer(nn.Sequential()
                .add(nn.Linear(1, hiddenSize))
                .add(nn.FastLSTM(hiddenSize, hiddenSize))
                .add(nn.NormStabilizer())
                .add(nn.Linear(hiddenSize, 1))
                .add(nn.HardTanh()));
    }

    @Override
    void run() throws IOException {
        OutputFolder folder = OutputFolder.at(output);
        try (Interruption interruption = new Interruption()) {
            run(folder, interruption::came);
        }
    }

    private void run(OutputFolder folder, BooleanSupplier isInterrupted) throws IOException {
        torch.manualSeed(seed);
        var rnn = network();
        var criterion = nn.MSECriterion();
        print(rnn);

        // A cosine; every sequence of the batch begins somewhere in it.
        var sequence = torch.cos(torch.linspace(0, END, POINTS));
        var offsets = torch.LongTensor(batchSize).random(1, POINTS - rho);

        var options = new GraphOptions()
                .updater(optimizer.updater(rate(), iterations))
                .criterionOnLastStep();
        var graph = Dl4j.toComputationGraph(rnn, criterion, options);
        double[] losses;
        try (Progress progress = progress()) {
            if (engine == Engine.GRAPH) {
                fit(graph, Dl4j.data(rnn, criterion, options), sequence, offsets, progress, isInterrupted);
                Dl4j.copyParameters(graph, rnn);
            } else {
                train(rnn, criterion, sequence, offsets, progress, isInterrupted);
                Dl4j.copyParameters(rnn, graph);
            }
            losses = progress.losses();
        }
        if (losses.length < iterations) {
            print("interrupted after " + losses.length + " of " + iterations + " iterations");
            exitCode = Interruption.EXIT_CODE;
        }
        if (losses.length == 0) {
            return;
        }

        var prediction = predict(engine.of(rnn), sequence, rho, PREDICTIONS);
        print(prediction);
        hint(prediction).ifPresent(this::print);
        print("loss curve: " + folder.write("loss.png", out -> Plots.losses(losses, out)));
        print("prediction: " + folder.write("prediction.png", out -> Plots.prediction(prediction, out)));
        print("trained net, for Deeplearning4j: "
                + folder.write("cosine.zip", out -> ModelSerializer.writeModel(graph, out, true)));
    }

    /** Torch's way. */
    void train(
            Module rnn,
            Criterion criterion,
            Tensor sequence,
            Tensor offsets,
            Progress progress,
            BooleanSupplier isInterrupted) {
        for (int iteration = 1; iteration <= iterations && !isInterrupted.getAsBoolean(); iteration++) {
            var inputs = new Table();
            var targets = new Table();
            batch(sequence, offsets, inputs, targets);

            rnn.zeroGradParameters();
            var outputs = rnn.forward(inputs).toTable();
            double err = criterion.forward(outputs.get(rho), targets.get(rho));
            progress.iteration(iteration, err);

            // Only the last step counts.
            var gradOutputs = new Table();
            for (int step = 1; step < rho; step++) {
                gradOutputs.set(step, torch.zeros(batchSize, 1));
            }
            gradOutputs.set(rho, criterion.backward(outputs.get(rho), targets.get(rho)));
            rnn.backward(inputs, gradOutputs);
            rnn.updateParameters(rate());
        }
    }

    /** Deeplearning4j's way: the criterion is the last layer of the graph, the optimizer a part of it. */
    void fit(
            ComputationGraph graph,
            TorchData data,
            Tensor sequence,
            Tensor offsets,
            Progress progress,
            BooleanSupplier isInterrupted) {
        for (int iteration = 1; iteration <= iterations && !isInterrupted.getAsBoolean(); iteration++) {
            var inputs = new Table();
            var targets = new Table();
            batch(sequence, offsets, inputs, targets);

            graph.fit(data.dataSet(inputs, targets.get(rho)));
            progress.iteration(iteration, graph.score());
        }
    }

    /** The next rho steps of every sequence, and for each step the one that follows. */
    void batch(Tensor sequence, Tensor offsets, Table inputs, Table targets) {
        if (!wrap) {
            offsets.maskedFill(offsets.gt(POINTS - rho), 1);
        }
        for (int step = 1; step <= rho; step++) {
            inputs.set(step, sequence.index(1, offsets).view(batchSize, 1));
            offsets.add(1);
            offsets.maskedFill(offsets.gt(POINTS), 1);
            targets.set(step, sequence.index(1, offsets).view(batchSize, 1));
        }
    }

    /** What comes after the first rho points, each point predicted from rho before it, which soon are all predictions. */
    static Prediction predict(Module rnn, Tensor sequence, int rho, int count) {
        rnn.evaluate();
        var predictions = sequence.narrow(1, 1, rho + count).clone();
        for (int i = rho + 1; i <= rho + count; i++) {
            var inputs = new Table();
            for (int step = 1; step <= rho; step++) {
                inputs.set(step, predictions.narrow(1, i - rho - 1 + step, 1).view(1, 1));
            }
            predictions.put(rnn.forward(inputs).toTable().tensor(rho).get(1, 1), i);
        }
        return new Prediction(
                predictions.narrow(1, rho + 1, count).toDoubleArray(),
                sequence.narrow(1, rho + 1, count).toDoubleArray());
    }

    Optional<String> hint(Prediction prediction) {
        return optimizer == Optimizer.SGD && prediction.rootMeanSquaredError() > FOLLOWS
                ? Optional.of(HINT)
                : Optional.empty();
    }
}
