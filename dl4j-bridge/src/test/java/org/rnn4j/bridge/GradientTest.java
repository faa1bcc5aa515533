package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Gradients of translated graphs agree with finite differences, by Deeplearning4j's own check. */
@ExtendWith(Doubles.class)
final class GradientTest {
    private static final double STEP = 1e-6;
    private static final double MAX_RELATIVE_ERROR = 1e-5;
    /** Below it a gradient is as good as zero, and its relative error rounding. */
    private static final double MIN_ABSOLUTE_ERROR = 1e-8;

    /** Deeplearning4j checks gradients only where doubles are the default of the process. */
    @BeforeAll
    static void useDoubles() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void useFloats() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    static Stream<Arguments> nets() {
        Criterion squares = new SequencerCriterion(new MSECriterion()).toDouble();
        Criterion classes = new SequencerCriterion(new ClassNLLCriterion()).toDouble();
        // As in Torch the row of the padding collects a gradient, and is zero again before it counts.
        Stream<Arguments> sequences = SequenceNets.timeFirst()
                .filter(net -> !net.name().equals("masked lookup"))
                .map(net -> net(net.module(), squares, () -> net.input(3, 2), () -> random(3, 2, 3)));
        return Stream.concat(
                sequences,
                Stream.of(
                        net(() -> new Sequencer(Nets.gated()), squares, () -> random(4, 2, 4), () -> random(4, 2, 3)),
                        net(
                                () -> new Sequencer(new FastLSTM(2, 3)),
                                squares,
                                () -> random(4, 2, 2),
                                () -> random(4, 2, 3)),
                        net(() -> new Sequencer(new LSTM(2, 3)), squares, () -> random(4, 2, 2), () -> random(4, 2, 3)),
                        net(
                                () -> new Sequencer(Nets.words()),
                                classes,
                                () -> randomIndices(10, 4, 2),
                                () -> randomIndices(10, 4, 2)),
                        net(
                                () -> new Sequencer(Nets.wordsByRecurrence()),
                                classes,
                                () -> randomIndices(10, 4, 2),
                                () -> randomIndices(10, 4, 2)),
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
    void agreeWithFiniteDifferences(
            Supplier<Module> net, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        Module module = net.get();
        GraphOptions options = new GraphOptions().updater(new NoOp());
        ComputationGraph graph = Dl4j.toComputationGraph(module, criterion, options);
        TorchData data = Dl4j.data(module, criterion, options);
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(graph)
                .epsilon(STEP)
                .maxRelError(MAX_RELATIVE_ERROR)
                .minAbsoluteError(MIN_ABSOLUTE_ERROR)
                .inputs(data.features(input.get()))
                .labels(data.labels(target.get()))));
    }
}
