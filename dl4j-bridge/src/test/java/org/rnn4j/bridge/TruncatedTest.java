package org.rnn4j.bridge;

import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnn4j.bridge.SequenceNets.Net;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Truncated backpropagation through time, and single steps. */
@ExtendWith(Doubles.class)
final class TruncatedTest {
    private static final double RATE = 0.1;
    private static final int RHO = 3;

    static Stream<Arguments> nets() {
        Criterion squares = new MSECriterion().toDouble();
        Criterion classes = new ClassNLLCriterion().toDouble();
        return Stream.of(
                net(() -> new FastLSTM(1, 1), squares, () -> random(7, 5, 1), () -> random(7, 5, 1)),
                net(() -> new LSTM(2, 3), squares, () -> random(7, 5, 2), () -> random(7, 5, 3)),
                net(Nets::cosine, squares, () -> random(7, 5, 1), () -> random(7, 5, 1)),
                net(Nets::words, classes, () -> randomIndices(10, 7, 5), () -> randomIndices(10, 7, 5)),
                net(Nets::wordsByRecurrence, classes, () -> randomIndices(10, 7, 5), () -> randomIndices(10, 7, 5)));
    }

    private static Arguments net(
            Supplier<Module> step, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        return Arguments.of(step, criterion, input, target);
    }

    /** Seven steps by three: two whole segments and a short one, each with an update, the state carried on. */
    @ParameterizedTest
    @MethodSource("nets")
    void segmentsAreForwardsThatRemember(
            Supplier<Module> step, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        checkSegments(new Sequencer(step.get()), new SequencerCriterion(criterion), input, target, false);
    }

    /** Torch's remember("both"): nobody forgets between fits. */
    @ParameterizedTest
    @MethodSource("nets")
    void fitsGoOnWhereTheLastOneEnded(
            Supplier<Module> step, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        checkSegments(new Sequencer(step.get()), new SequencerCriterion(criterion), input, target, true);
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void fitsOfWholeSequencesGoOn(Net net) {
        checkSegments(
                net.module().get(),
                new SequencerCriterion(new MSECriterion().toDouble()),
                () -> net.input(7, 5),
                () -> random(7, 5, 3),
                true);
    }

    @Test
    void rememberingIsForSegments() {
        String message = Assertions.assertThrows(
                        UnsupportedOperationException.class,
                        () -> Dl4j.toComputationGraph(
                                new Sequencer(new LSTM(2, 3)),
                                new SequencerCriterion(new MSECriterion()),
                                new GraphOptions().remember(true)))
                .getMessage();
        Assertions.assertTrue(message.startsWith("GraphOptions: remember without rho"), message);
    }

    private static void checkSegments(
            Module eager, Criterion everyStep, Supplier<Tensor> input, Supplier<Tensor> target, boolean acrossFits) {
        GraphOptions options = new GraphOptions().learningRate(RATE).rho(RHO).remember(acrossFits);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, everyStep, options);
        TorchData data = Dl4j.data(eager, everyStep, options);
        Module trained = eager.clone();
        eager.remember(Remember.BOTH);
        for (int i = 0; i < 4; i++) {
            Tensor x = input.get();
            Tensor t = target.get();
            if (!acrossFits || i == 2) {
                eager.forget();
                graph.rnnClearPreviousState();
            }
            for (int first = 1; first <= 7; first += RHO) {
                int length = Math.min(RHO, 7 - first + 1);
                Tensor segment = x.narrow(1, first, length).copy();
                Tensor wanted = t.narrow(1, first, length).copy();
                eager.zeroGradParameters();
                everyStep.forward(eager.forward(segment), wanted);
                eager.backward(segment, everyStep.backward(lastOutput(eager), wanted));
                eager.updateParameters(RATE);
            }
            graph.fit(data.dataSet(x, t));
            Dl4j.copyParameters(graph, trained);
            equal("fit " + i, eager.parameters().weights(), trained.parameters().weights());
        }
    }

    private static Tensor lastOutput(Module module) {
        return module.output() == null ? new Tensor() : module.output().toTensor();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void singleStepsGiveWhatTheWholeSequenceGives(
            Supplier<Module> step, Criterion criterion, Supplier<Tensor> input, Supplier<Tensor> target) {
        checkSingleSteps(new Sequencer(step.get()), new SequencerCriterion(criterion), input, target);
    }

    private static void checkSingleSteps(
            Module eager, Criterion everyStep, Supplier<Tensor> input, Supplier<Tensor> target) {
        ComputationGraph graph = Dl4j.toComputationGraph(eager, everyStep);
        TorchData data = Dl4j.data(eager, everyStep, new GraphOptions());
        graph.fit(data.dataSet(input.get(), target.get()));
        INDArray sequence = data.features(input.get().narrow(2, 1, 2).copy())[0];
        INDArray whole = graph.outputSingle(sequence);
        for (int round = 0; round < 2; round++) {
            graph.rnnClearPreviousState();
            for (int t = 0; t < 7; t++) {
                INDArray at = sequence.tensorAlongDimension(t, 0, 1).dup();
                INDArray output = graph.rnnTimeStep(at)[0];
                Assertions.assertArrayEquals(new long[] {2, whole.size(1)}, output.shape());
                for (int n = 0; n < 2; n++) {
                    for (int k = 0; k < whole.size(1); k++) {
                        Assertions.assertEquals(
                                whole.getDouble(n, k, t), output.getDouble(n, k), Agreement.TOLERANCE, "step " + t);
                    }
                }
            }
        }
    }

    static Stream<Net> oneWay() {
        return SequenceNets.oneWay().filter(net -> !net.batchFirst());
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void segmentsOfWholeSequences(Net net) {
        checkSegments(
                net.module().get(),
                new SequencerCriterion(new MSECriterion().toDouble()),
                () -> net.input(7, 5),
                () -> random(7, 5, 3),
                false);
    }

    @ParameterizedTest
    @MethodSource("oneWay")
    void singleStepsOfWholeSequences(Net net) {
        checkSingleSteps(
                net.module().get(),
                new SequencerCriterion(new MSECriterion().toDouble()),
                () -> net.input(7, 5),
                () -> random(7, 5, 3));
    }

    @Test
    void statesOfWholeSequencesCanBeTakenAndSet() {
        Module net = new Sequential().add(new SeqLSTM(2, 3)).add(new SeqGRU(3, 1));
        ComputationGraph graph = Dl4j.toComputationGraph(net, new SequencerCriterion(new MSECriterion()).toDouble());
        INDArray first = random(5, 2, 3).array();
        INDArray second = random(5, 2, 2).array();
        graph.rnnTimeStep(first);
        var states = graph.rnnGetPreviousStates();
        Assertions.assertEquals(
                java.util.Set.of("state.1", "state.2"), states.get("1.seqlstm").keySet());
        Assertions.assertEquals(
                java.util.Set.of("state"), states.get("2.seqgru").keySet());
        INDArray expected = graph.rnnTimeStep(second)[0];
        graph.rnnClearPreviousState();
        graph.rnnSetPreviousStates(states);
        Assertions.assertTrue(expected.equalsWithEps(graph.rnnTimeStep(second)[0], Agreement.TOLERANCE));
    }

    @Test
    void netsThatRunFromTheEndTakeWholeSequences() {
        Module net = new BiSequencer(new FastLSTM(4, 3));
        ComputationGraph graph = Dl4j.toComputationGraph(net, new SequencerCriterion(new MSECriterion()).toDouble());
        INDArray input = random(5, 4, 3).array();
        String message = Assertions.assertThrows(UnsupportedOperationException.class, () -> graph.rnnTimeStep(input))
                .getMessage();
        Assertions.assertEquals(
                "1.1.fastlstm: a part of a sequence, in a net that also runs from its end; give output(...) the whole"
                        + " sequence",
                message);
        Assertions.assertArrayEquals(
                new long[] {5, 6, 3}, graph.outputSingle(input).shape());
    }

    @Test
    void statesCanBeTakenAndSet() {
        Module net = new Sequencer(Nets.cosine());
        ComputationGraph graph = Dl4j.toComputationGraph(net, new SequencerCriterion(new MSECriterion()).toDouble());
        INDArray first = random(5, 1, 3).array();
        INDArray second = random(5, 1, 2).array();
        graph.rnnTimeStep(first);
        var states = graph.rnnGetPreviousStates();
        Assertions.assertEquals(
                java.util.Set.of("state.1", "state.2"), states.get("2.fastlstm").keySet());
        INDArray expected = graph.rnnTimeStep(second)[0];
        graph.rnnClearPreviousState();
        graph.rnnSetPreviousStates(states);
        Assertions.assertTrue(expected.equalsWithEps(graph.rnnTimeStep(second)[0], Agreement.TOLERANCE));
    }

    @Test
    void rhoOfARecursorIsTheLengthOfSegments() {
        Criterion criterion = new ClassNLLCriterion().toDouble();
        ComputationGraph graph = Dl4j.toComputationGraph(new Recursor(Nets.words(), 5), criterion);
        Assertions.assertEquals(
                BackpropType.TruncatedBPTT, graph.getConfiguration().getBackpropType());
        Assertions.assertEquals(5, graph.getConfiguration().getTbpttFwdLength());
        Assertions.assertEquals(5, graph.getConfiguration().getTbpttBackLength());
        ComputationGraph whole = Dl4j.toComputationGraph(
                new Sequencer(new Recursor(Nets.words(), 5)), new SequencerCriterion(criterion));
        Assertions.assertEquals(BackpropType.Standard, whole.getConfiguration().getBackpropType());
    }
}
