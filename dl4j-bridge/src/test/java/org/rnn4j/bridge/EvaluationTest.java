package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Deeplearning4j's evaluations, on the labels that {@link TorchData} makes, against counting. */
@ExtendWith(Doubles.class)
final class EvaluationTest {
    private static final int CLASSES = 3;

    /** The share of rows {@code [.., C]} whose largest number is that of their class; class 0 and what the mask leaves out do not count. */
    private static double accuracy(Tensor output, Tensor target, Tensor mask) {
        Tensor rows = output.contiguous().view(-1, CLASSES);
        Tensor classes = target.contiguous().view(-1);
        Tensor present = mask.contiguous().view(-1);
        int count = 0;
        int right = 0;
        for (long row = 1; row <= rows.size(1); row++) {
            if (classes.get(row) == 0 || present.get(row) == 0) {
                continue;
            }
            long best = 1;
            for (long c = 2; c <= CLASSES; c++) {
                best = rows.get(row, c) > rows.get(row, best) ? c : best;
            }
            count++;
            right += best == classes.get(row) ? 1 : 0;
        }
        return (double) right / count;
    }

    private static Tensor all(long... sizes) {
        return Tensor.of(Nd4j.ones(DataType.DOUBLE, sizes));
    }

    private static Criterion overTime(Criterion criterion) {
        return new SequencerCriterion(criterion).toDouble();
    }

    @Test
    void rows() {
        Module net = new Sequential()
                .add(new Linear(4, CLASSES))
                .add(new LogSoftMax())
                .toDouble();
        Criterion criterion = new ClassNLLCriterion().toDouble();
        GraphOptions options = new GraphOptions();
        Tensor x = random(40, 4);
        Tensor target = randomIndices(CLASSES, 40);
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        MultiDataSet data = Dl4j.data(net, criterion, options).dataSet(x, target);
        assertArrayEquals(new long[] {40, CLASSES}, data.getLabels(0).shape());
        Evaluation evaluation = graph.evaluate(new SingletonMultiDataSetIterator(data));
        assertEquals(accuracy(net.forward(x).toTensor(), target, all(40)), evaluation.accuracy(), 1e-12);
        assertEquals(40, evaluation.getNumRowCounter());
        DataSet single = new DataSet(data.getFeatures(0), data.getLabels(0));
        assertEquals(
                evaluation.accuracy(),
                graph.evaluate(new SingletonDataSetIterator(single)).accuracy());
    }

    /** Whole sequences, and cut into segments. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void sequences(int rho) {
        Module net = new Sequencer(new Sequential()
                        .add(new FastLSTM(4, 5))
                        .add(new Linear(5, CLASSES))
                        .add(new LogSoftMax()))
                .toDouble();
        Criterion criterion = overTime(new ClassNLLCriterion());
        GraphOptions options = rho == 0 ? new GraphOptions() : new GraphOptions().rho(rho);
        Tensor x = random(10, 6, 4);
        Tensor target = randomIndices(CLASSES, 10, 6);
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        MultiDataSet data = Dl4j.data(net, criterion, options).dataSet(x, target);
        Tensor output = net.forward(x).toTensor();
        assertEquals(
                accuracy(output, target, all(10, 6)),
                graph.evaluate(new SingletonMultiDataSetIterator(data)).accuracy(),
                1e-12);
        INDArray mask = Nd4j.ones(DataType.DOUBLE, 6, 10);
        for (int n = 0; n < 6; n++) {
            for (int t = 5 + n; t < 10; t++) {
                mask.putScalar(n, t, 0);
            }
        }
        data.setLabelsMaskArray(new INDArray[] {mask});
        Evaluation masked = graph.evaluate(new SingletonMultiDataSetIterator(data));
        assertEquals(accuracy(output, target, Tensor.of(mask).t()), masked.accuracy(), 1e-12);
        assertEquals(mask.sumNumber().intValue(), masked.getNumRowCounter());
    }

    @Test
    void paddingIsNotCounted() {
        Module net = new Sequencer(new Sequential()
                        .add(new FastLSTM(4, 5).maskZero(1))
                        .add(new MaskZero(
                                new Sequential().add(new Linear(5, CLASSES)).add(new LogSoftMax()), 1)))
                .toDouble();
        Criterion criterion = overTime(new MaskZeroCriterion(new ClassNLLCriterion(), 1));
        GraphOptions options = new GraphOptions();
        Tensor x = random(10, 6, 4);
        Tensor target = randomIndices(CLASSES, 10, 6);
        for (int n = 1; n <= 6; n++) {
            for (int t = 1; t < n; t++) {
                x.select(1, t).select(1, n).fill(0);
                target.select(1, t).select(1, n).fill(0);
            }
        }
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        MultiDataSet data = Dl4j.data(net, criterion, options).dataSet(x, target);
        Evaluation evaluation = graph.evaluate(new SingletonMultiDataSetIterator(data));
        assertEquals(60 - 15, evaluation.getNumRowCounter());
        assertEquals(accuracy(net.forward(x).toTensor(), target, all(10, 6)), evaluation.accuracy(), 1e-12);
        assertEquals(criterion.forward(net.forward(x), target), graph.score(data), Agreement.TOLERANCE);
    }
}
