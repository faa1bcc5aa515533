package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.TOLERANCE;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;

import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.bridge.SequenceNets.Net;
import org.rnn4j.bridge.SequenceNets.Steps;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

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
                Tensor gradient = criterion.backward(output, t).toTensor().copy();
                if (net.name().equals("cosine")) {
                    // A stabilizer adds to the gradient, whatever it is.
                    eager.backward(x, gradient, 1.0 / 3);
                } else {
                    eager.backward(x, gradient.mul(1.0 / 3));
                }
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

    private static INDArray mask() {
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, 3, 6);
        for (int n = 0; n < 3; n++) {
            for (int t = 0; t < LENGTHS[n]; t++) {
                mask.putScalar(n, t, 1);
            }
        }
        return mask;
    }

    @Test
    void gapsAreRefused() {
        Module net = new Sequencer(new FastLSTM(1, 1));
        ComputationGraph graph = Dl4j.toComputationGraph(net, new SequencerCriterion(new MSECriterion()).toDouble());
        INDArray mask = mask();
        mask.putScalar(0, 2, 0);
        String message = assertThrows(
                        UnsupportedOperationException.class,
                        () -> graph.output(
                                false, new INDArray[] {random(3, 1, 6).array()}, new INDArray[] {mask}))
                .getMessage();
        assertEquals(
                "fastlstm: a mask of a sequence with gaps, or of one that does not begin at its first step; let sequences end"
                        + " early, or use a module with maskZero",
                message);
    }
}
