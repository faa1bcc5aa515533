package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.bridge.Agreement.TOLERANCE;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;
import static org.rnn4j.bridge.Agreement.steps;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.bridge.SequenceNets.Net;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** One fit of a translated graph is one forward, backward and updateParameters of the module. */
@ExtendWith(Doubles.class)
final class TrainingTest {
    private static final double RATE = 0.1;

    private static Arguments net(
            Supplier<Module> net, Criterion criterion, Supplier<Activity> input, Supplier<Activity> target) {
        return Arguments.of(net, criterion, input, target);
    }

    static Stream<Arguments> nets() {
        return Stream.of(
                net(Nets::gated, new MSECriterion().toDouble(), () -> random(5, 4), () -> random(5, 3)),
                net(
                        () -> new Sequencer(Nets.gated()),
                        new SequencerCriterion(new MSECriterion()).toDouble(),
                        () -> random(6, 5, 4),
                        () -> random(6, 5, 3)),
                net(
                        () -> new Sequential().add(new Linear(4, 3)).add(new Tanh()),
                        new MSECriterion().toDouble(),
                        () -> random(5, 4),
                        () -> random(5, 3)),
                net(
                        () -> new Sequential().add(new Linear(4, 3)).add(new LogSoftMax()),
                        new ClassNLLCriterion().toDouble(),
                        () -> random(5, 4),
                        () -> randomIndices(3, 5)),
                net(
                        () -> new Sequential()
                                .add(new LookupTable(10, 4))
                                .add(new Linear(4, 3))
                                .add(new LogSoftMax()),
                        new ClassNLLCriterion().toDouble(),
                        () -> randomIndices(10, 5),
                        () -> randomIndices(3, 5)),
                net(
                        () -> new Sequencer(new FastLSTM(4, 3)),
                        new SequencerCriterion(new MSECriterion()).toDouble(),
                        () -> random(6, 5, 4),
                        () -> random(6, 5, 3)),
                net(
                        () -> new Sequencer(new LSTM(4, 3)),
                        new SequencerCriterion(new MSECriterion()).toDouble(),
                        () -> random(6, 5, 4),
                        () -> random(6, 5, 3)),
                net(
                        () -> new Sequencer(Nets.cosine()),
                        new SequencerCriterion(new MSECriterion()).toDouble(),
                        () -> random(6, 5, 1),
                        () -> random(6, 5, 1)),
                net(
                        () -> new Sequencer(Nets.words()),
                        new SequencerCriterion(new ClassNLLCriterion()).toDouble(),
                        () -> randomIndices(10, 6, 5),
                        () -> randomIndices(10, 6, 5)),
                net(
                        () -> new Sequencer(Nets.wordsByRecurrence()),
                        new SequencerCriterion(new ClassNLLCriterion()).toDouble(),
                        () -> steps(randomIndices(10, 6, 5)),
                        () -> steps(randomIndices(10, 6, 5))));
    }

    static Stream<Net> sequences() {
        return SequenceNets.timeFirst();
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void fitOfWholeSequences(Net net) {
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        fitIsOneIterationOfTorch(net.module(), criterion, () -> net.input(5, 3), () -> random(5, 3, 3));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void fitIsOneIterationOfTorch(
            Supplier<Module> net, Criterion criterion, Supplier<Activity> input, Supplier<Activity> target) {
        Module eager = net.get();
        GraphOptions options = new GraphOptions().learningRate(RATE);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        train(eager, criterion, graph, data, input.get(), target.get());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void workspacesChangeNothing(
            Supplier<Module> net, Criterion criterion, Supplier<Activity> input, Supplier<Activity> target) {
        Module eager = net.get();
        GraphOptions options = new GraphOptions().learningRate(RATE).workspaceMode(WorkspaceMode.NONE);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        train(eager, criterion, graph, Dl4j.data(eager, criterion, options), input.get(), target.get());
    }

    private static void train(
            Module eager,
            Criterion criterion,
            ComputationGraph graph,
            TorchData data,
            Activity input,
            Activity target) {
        Module trained = eager.clone();
        for (int i = 0; i < 20; i++) {
            eager.zeroGradParameters();
            Activity output = eager.forward(input);
            double loss = criterion.forward(output, target);
            equal("output " + i, output, data.output(graph.output(data.features(input))));
            eager.backward(input, criterion.backward(output, target));
            eager.updateParameters(RATE);
            graph.fit(data.dataSet(input, target));
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
        }
        Dl4j.copyParameters(graph, trained);
        Agreement.equal(
                "parameter", eager.parameters().weights(), trained.parameters().weights());
    }

    private static Module maskedWords() {
        return new Sequencer(new Sequential()
                .add(new LookupTableMaskZero(10, 4))
                .add(new GRU(4, 4).maskZero(1))
                .add(new MaskZero(new Sequential().add(new Linear(4, 3)).add(new LogSoftMax()), 1)));
    }

    /** Padding is left out of input, output and loss; all of one step may be padding. */
    @Test
    void paddingDoesNotCount() {
        Tensor input = randomIndices(10, 6, 5);
        Tensor target = randomIndices(3, 6, 5);
        for (int n = 1; n <= 5; n++) {
            for (int t = 1; t <= n; t++) {
                input.select(1, t).select(1, n).fill(0);
                target.select(1, t).select(1, n).fill(0);
            }
        }
        input.select(1, 1).fill(0);
        target.select(1, 1).fill(0);
        Criterion criterion = new SequencerCriterion(new MaskZeroCriterion(new ClassNLLCriterion(), 1)).toDouble();
        fitIsOneIterationOfTorch(TrainingTest::maskedWords, criterion, () -> input, () -> target);
    }

    @Test
    void examplesThatAreZeroDoNotCount() {
        Tensor input = random(5, 4);
        input.select(1, 2).fill(0);
        input.select(1, 5).fill(0);
        fitIsOneIterationOfTorch(
                () -> new Sequential().add(new LinearNoBias(4, 3)).add(new Tanh()),
                new MaskZeroCriterion(new MSECriterion(), 1).toDouble(),
                () -> input,
                () -> random(5, 3));
    }

    /** The cosine example: only the last step of each sequence has a target. */
    @Test
    void criterionOnTheLastStep() {
        Module eager = new Sequencer(Nets.cosine());
        Criterion criterion = new MSECriterion().toDouble();
        GraphOptions options = new GraphOptions().learningRate(RATE).criterionOnLastStep();
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        Tensor input = random(6, 5, 1);
        Tensor target = random(5, 1);
        for (int i = 0; i < 20; i++) {
            double loss = lastStepIteration(eager, criterion, input, target);
            graph.fit(data.dataSet(input, target));
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
        }
        Dl4j.copyParameters(graph, trained);
        equal("parameter", eager.parameters().weights(), trained.parameters().weights());
        equal(
                "prediction",
                eager.forward(input).toTensor().select(1, 6),
                data.output(graph.output(data.features(input))));
    }

    /** The same, said by a mask of the labels. */
    @Test
    void maskOfAllButTheLastStep() {
        Module eager = new Sequencer(Nets.cosine());
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = new GraphOptions().learningRate(RATE);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        Tensor input = random(6, 5, 1);
        Tensor target = random(6, 5, 1);
        INDArray mask = Nd4j.zeros(org.nd4j.linalg.api.buffer.DataType.DOUBLE, 5, 6);
        mask.getColumn(5).assign(1);
        for (int i = 0; i < 20; i++) {
            double loss = lastStepIteration(eager, new MSECriterion().toDouble(), input, target.select(1, 6));
            MultiDataSet batch = data.dataSet(input, target);
            batch.setLabelsMaskArray(new INDArray[] {mask});
            graph.fit(batch);
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
        }
        Dl4j.copyParameters(graph, trained);
        equal("parameter", eager.parameters().weights(), trained.parameters().weights());
    }

    private static double lastStepIteration(Module eager, Criterion criterion, Tensor input, Tensor target) {
        eager.zeroGradParameters();
        Tensor output = eager.forward(input).toTensor();
        Tensor last = output.select(1, input.size(1));
        double loss = criterion.forward(last, target);
        Tensor gradOutput = new Tensor(output.elementType(), output.size());
        gradOutput
                .select(1, input.size(1))
                .copy(criterion.backward(last, target).toTensor());
        eager.backward(input, gradOutput);
        eager.updateParameters(RATE);
        return loss;
    }
}
