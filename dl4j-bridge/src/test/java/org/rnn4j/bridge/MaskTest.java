package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.TOLERANCE;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.rnn4j.bridge.SequenceNets.Net;
import org.rnn4j.bridge.SequenceNets.Steps;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** Sequences of different lengths in one batch. */
@ExtendWith(Doubles.class)
final class MaskTest {
    private static final double RATE = 0.1;
    private static final int[] LENGTHS = {6, 4, 2};

    static Stream<Net> nets() {
        return Stream.concat(
                Stream.of(new Net("cosine", Steps.VALUES, false, () -> new Sequencer(Nets.stable()))),
                // TrimZero mixes the gradients of examples in a batch, as in Torch.
                SequenceNets.timeFirst().filter(net -> !net.name().equals("LSTM trimZero")));
    }

    /** What lies behind the end of a sequence has no part in anything. */
    @ParameterizedTest
    @MethodSource("nets")
    void eachSequenceCountsToItsEnd(Net net) {
        Module eager = net.module().get();
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = new GraphOptions().learningRate(RATE);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        Tensor input = net.input(6, 3);
        Tensor target = random(6, 3, 3);
        for (int i = 0; i < 5; i++) {
            double loss = 0;
            eager.zeroGradParameters();
            for (int n = 1; n <= 3; n++) {
                Tensor x = input.narrow(2, n, 1).narrow(1, 1, LENGTHS[n - 1]).copy();
                Tensor t = target.narrow(2, n, 1).narrow(1, 1, LENGTHS[n - 1]).copy();
                Tensor output = eager.forward(x).toTensor();
                loss += criterion.forward(output, t) / 3;
                backward(eager, x, criterion.backward(output, t).toTensor(), 3);
            }
            eager.updateParameters(RATE);
            INDArray[] masks = {mask()};
            graph.fit(new MultiDataSet(data.features(input), data.labels(target), masks, masks));
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
        }
        Dl4j.copyParameters(graph, trained);
        equal("parameter", eager.parameters().weights(), trained.parameters().weights());
        INDArray[] features = data.features(input);
        INDArray output = graph.output(false, features, new INDArray[] {mask()})[0];
        for (int n = 1; n <= 3; n++) {
            Tensor x = input.narrow(2, n, 1).narrow(1, 1, LENGTHS[n - 1]).copy();
            eager.evaluate();
            Tensor alone = eager.forward(x).toTensor();
            for (int t = 1; t <= LENGTHS[n - 1]; t++) {
                assertEquals(alone.select(1, t).get(1, 1), output.getDouble(n - 1, 0, t - 1), TOLERANCE);
            }
        }
        Tensor unmasked = eager.forward(input).toTensor();
        equal("a batch without masks", unmasked, data.output(graph.output(features)));
    }

    /** The share of one example in the gradients of a batch. */
    private static void backward(Module eager, Tensor x, Tensor gradient, int batch) {
        if (eager.findModules(NormStabilizer.class).isEmpty()) {
            eager.backward(x, gradient.copy().mul(1.0 / batch));
        } else {
            // A stabilizer adds to the gradient, whatever it is.
            eager.backward(x, gradient.copy(), 1.0 / batch);
        }
    }

    private static INDArray mask() {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, 3, 6);
        for (int n = 0; n < 3; n++) {
            for (int t = 0; t < LENGTHS[n]; t++) {
                mask.putScalar(n, t, 1);
            }
        }
        return mask;
    }

    /**
     * Present steps, where each row of a batch has other ones: on the left, on the right, both, with a gap, all, a
     * single one, none.
     */
    private static final String[] PRESENT = {
        "0011111", "1111100", "0111110", "1101011", "1111111", "0001000", "0000000", "0000011", "1100000"
    };

    private static INDArray scattered() {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, PRESENT.length, PRESENT[0].length());
        for (int n = 0; n < PRESENT.length; n++) {
            for (int t = 0; t < PRESENT[n].length(); t++) {
                mask.putScalar(n, t, PRESENT[n].charAt(t) - '0');
            }
        }
        return mask;
    }

    /** The sequences of row {@code n}, as {first, length} from 1, that lie in steps {@code from} to {@code to}. */
    private static List<int[]> sequences(int n, int from, int to) {
        List<int[]> result = new ArrayList<>();
        int first = from;
        for (int t = from; t <= to + 1; t++) {
            if (t > to || PRESENT[n].charAt(t - 1) == '0') {
                if (t > first) {
                    result.add(new int[] {first, t - first});
                }
                first = t + 1;
            }
        }
        return result;
    }

    static Stream<Net> allWays() {
        return Stream.concat(
                layers(),
                SequenceNets.timeFirst()
                        .filter(net ->
                                net.steps() == Steps.VALUES && net.name().matches("Bi(?!.*LM).*|SeqBRNN.*|reversed")));
    }

    static Stream<Net> layers() {
        return Stream.concat(
                Stream.of(new Net("stable", Steps.VALUES, false, () -> new Sequencer(Nets.stable()))),
                SequenceNets.oneWay().filter(net -> net.steps() == Steps.VALUES && !net.batchFirst()));
    }

    /** Every sequence has the outputs and gradients that it has alone, without padding. */
    @ParameterizedTest
    @MethodSource("allWays")
    void sequencesBeginAndEndAnywhere(Net net) {
        sequencesBeginAndEndAnywhere(net.module().get());
    }

    @Test
    void sequencesOfRecurrentBeginAndEndAnywhere() {
        sequencesBeginAndEndAnywhere(
                new Sequencer(new Recurrent(3, new Linear(4, 3), new Linear(3, 3), new Sigmoid(), 99)));
    }

    private static void sequencesBeginAndEndAnywhere(Module eager) {
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = new GraphOptions().learningRate(RATE);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        int batch = PRESENT.length;
        Tensor input = random(7, batch, 4);
        Tensor target = random(7, batch, 3);
        INDArray[] masks = {scattered()};
        for (int i = 0; i < 2; i++) {
            Tensor expected = new Tensor(input.elementType(), 7, batch, 3).zero();
            double loss = 0;
            eager.training();
            eager.zeroGradParameters();
            for (int n = 0; n < batch; n++) {
                for (int[] run : sequences(n, 1, 7)) {
                    Tensor x = part(input, n, run);
                    Tensor t = part(target, n, run);
                    Tensor output = eager.forward(x).toTensor();
                    expected.narrow(2, n + 1L, 1).narrow(1, run[0], run[1]).copy(output);
                    loss += criterion.forward(output, t) / batch;
                    backward(eager, x, criterion.backward(output, t).toTensor(), batch);
                }
            }
            equal("output " + i, expected, data.output(graph.output(true, data.features(input), masks)));
            equal("output in evaluation " + i, expected, data.output(graph.output(false, data.features(input), masks)));
            eager.updateParameters(RATE);
            graph.fit(new MultiDataSet(data.features(input), data.labels(target), masks, masks));
            assertEquals(loss, graph.score(), TOLERANCE, "loss " + i);
            Dl4j.copyParameters(graph, trained);
            equal(
                    "parameter " + i,
                    eager.parameters().weights(),
                    trained.parameters().weights());
        }
    }

    private static Tensor part(Tensor steps, int n, int[] run) {
        return steps.narrow(2, n + 1L, 1).narrow(1, run[0], run[1]).copy();
    }

    /**
     * In segments of three steps a sequence goes on into the next one where it is present at the end of one and at the
     * start of the other.
     */
    @ParameterizedTest
    @MethodSource("layers")
    void statesAreCarriedSequenceBySequence(Net net) {
        Module eager = net.module().get();
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = new GraphOptions().learningRate(RATE).rho(3);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        int batch = PRESENT.length;
        Tensor input = random(7, batch, 4);
        Tensor target = random(7, batch, 3);
        List<Module> rows = new ArrayList<>();
        for (int n = 0; n < batch; n++) {
            rows.add(eager.clone().remember(Remember.BOTH));
        }
        for (int from = 1; from <= 7; from += 3) {
            int to = Math.min(7, from + 2);
            eager.zeroGradParameters();
            for (int n = 0; n < batch; n++) {
                Module row = rows.get(n);
                copy(eager, row);
                row.zeroGradParameters();
                for (int[] run : sequences(n, from, to)) {
                    boolean goesOn = run[0] == from && from > 1 && PRESENT[n].charAt(from - 2) == '1';
                    if (!goesOn) {
                        row.forget();
                    }
                    Tensor x = part(input, n, run);
                    Tensor output = row.forward(x).toTensor();
                    backward(
                            row,
                            x,
                            criterion.backward(output, part(target, n, run)).toTensor(),
                            batch);
                }
                for (int p = 0; p < eager.parameters().size(); p++) {
                    eager.parameters()
                            .gradients()
                            .get(p)
                            .add(1, row.parameters().gradients().get(p));
                }
            }
            eager.updateParameters(RATE);
        }
        INDArray[] masks = {scattered()};
        graph.fit(new MultiDataSet(data.features(input), data.labels(target), masks, masks));
        Dl4j.copyParameters(graph, trained);
        equal("parameter", eager.parameters().weights(), trained.parameters().weights());
    }

    private static void copy(Module from, Module to) {
        for (int p = 0; p < from.parameters().size(); p++) {
            to.parameters().weights().get(p).copy(from.parameters().weights().get(p));
        }
    }

    /** Of Recurrent nobody can tell the state. */
    @Test
    void lateSequencesOfRecurrentDoNotGoOn() {
        Module net = new Sequencer(new Recurrent(3, new Linear(4, 3), new Linear(3, 3), new Sigmoid(), 99));
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = new GraphOptions().rho(3);
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        TorchData data = Dl4j.data(net, criterion, options);
        INDArray[] masks = {scattered()};
        MultiDataSet batch = new MultiDataSet(
                data.features(random(7, PRESENT.length, 4)), data.labels(random(7, PRESENT.length, 3)), masks, masks);
        String message = assertThrows(UnsupportedOperationException.class, () -> graph.fit(batch))
                .getMessage();
        assertTrue(message.startsWith("recurrent: a mask by which sequences begin within a segment"), message);
    }

    /** What is different in Deeplearning4j's own LSTM: its outputs are those of a batch without absent steps. */
    @Test
    void aStockLstmComputesThroughAbsentSteps() {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(
                        new org.deeplearning4j.nn.conf.layers.LSTM.Builder()
                                .nOut(3)
                                .build(),
                        new RnnLossLayer.Builder(new LossMSE())
                                .activation(Activation.IDENTITY)
                                .dataFormat(RNNFormat.NCW)
                                .build())
                .setInputType(InputType.recurrent(4))
                .build());
        net.init();
        INDArray x = random(1, 4, 7).array();
        INDArray mask = Nd4j.create(new double[][] {{0, 1, 1, 0, 1, 1, 1}});
        INDArray without = net.output(x, false);
        INDArray with = net.output(x, false, mask, mask);
        assertTrue(without.equalsWithEps(with, TOLERANCE), with.toString());
    }

    static Stream<Module> bothWays() {
        return Stream.of(new LSTM(4, 3), new GRU(4, 3), new SeqLSTM(4, 3));
    }

    /**
     * Deeplearning4j's Bidirectional turns sequences around with their padding, so that the layer within sees it on
     * the left.
     */
    @ParameterizedTest
    @MethodSource("bothWays")
    void bidirectionalTakesPaddedSequences(Module module) {
        module.toDouble();
        int batch = LENGTHS.length;
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(RATE))
                .list(
                        new Bidirectional(Bidirectional.Mode.CONCAT, new RecurrenceLayer(module)),
                        new RnnLossLayer.Builder(new LossMSE())
                                .activation(Activation.IDENTITY)
                                .dataFormat(RNNFormat.NCW)
                                .build())
                .setInputType(InputType.recurrent(4))
                .build());
        net.init();
        Module forwards = sequencer(module.clone());
        Module backwards = sequencer(module.clone());
        INDArray x = random(batch, 4, 6).array();
        INDArray y = random(batch, 6, 6).array();
        INDArray expected = Nd4j.zeros(DataType.DOUBLE, batch, 6, 6);
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        forwards.zeroGradParameters();
        backwards.zeroGradParameters();
        double loss = 0;
        for (int n = 0; n < batch; n++) {
            Tensor row = Tensor.of(x.permute(2, 0, 1)).contiguous().narrow(2, n + 1L, 1);
            Tensor alone = row.narrow(1, 1, LENGTHS[n]).copy();
            Tensor wanted = Tensor.of(y.permute(2, 0, 1))
                    .contiguous()
                    .narrow(2, n + 1L, 1)
                    .narrow(1, 1, LENGTHS[n])
                    .copy();
            Tensor turned = reversed(alone);
            Tensor there = forwards.forward(alone).toTensor();
            Tensor back = reversed(backwards.forward(turned).toTensor());
            Tensor both = torch.cat(there, back, 3);
            for (int t = 0; t < LENGTHS[n]; t++) {
                for (int h = 0; h < 6; h++) {
                    expected.putScalar(n, h, t, both.select(1, t + 1L).get(1, h + 1L));
                }
            }
            loss += criterion.forward(both, wanted) / batch;
            Tensor gradient = criterion.backward(both, wanted).toTensor().mul(1.0 / batch);
            forwards.backward(alone, gradient.narrow(3, 1, 3).copy());
            backwards.backward(turned, reversed(gradient.narrow(3, 4, 3).copy()));
        }
        INDArray mask = mask();
        INDArray output = net.output(x, false, mask, mask);
        assertTrue(expected.equalsWithEps(masked(output, mask), TOLERANCE), "output");
        net.fit(new DataSet(x, y, mask, mask));
        assertEquals(loss, net.score(), TOLERANCE);
        forwards.updateParameters(RATE);
        backwards.updateParameters(RATE);
        List<Tensor> weights = new ArrayList<>(forwards.parameters().weights());
        weights.addAll(backwards.parameters().weights());
        long offset = 0;
        for (Tensor weight : weights) {
            Tensor got = Tensor.of(net.params())
                    .view(net.numParams())
                    .narrow(1, offset + 1, weight.nElement())
                    .view(weight.size())
                    .copy();
            equal("parameter at " + offset, weight, got);
            offset += weight.nElement();
        }
        assertEquals(net.numParams(), offset);
    }

    private static INDArray masked(INDArray output, INDArray mask) {
        return output.mul(mask.reshape(mask.size(0), 1, mask.size(1)).broadcast(output.shape()));
    }

    private static Module sequencer(Module module) {
        return module instanceof SeqLSTM ? module : new Sequencer(module).toDouble();
    }

    private static Tensor reversed(Tensor steps) {
        Tensor result = steps.clone();
        for (long t = 1; t <= steps.size(1); t++) {
            result.select(1, t).copy(steps.select(1, steps.size(1) + 1 - t));
        }
        return result;
    }
}
