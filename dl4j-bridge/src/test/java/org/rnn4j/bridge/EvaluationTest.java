package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.EvaluationCalibration;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.evaluation.curves.ReliabilityDiagram;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
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

    static Stream<Arguments> classifiers() {
        Supplier<Module> rows =
                () -> new Sequential().add(new Linear(4, CLASSES)).add(new LogSoftMax());
        Supplier<Module> overTime = () -> new Sequencer(new Sequential()
                .add(new FastLSTM(4, 5))
                .add(new Linear(5, CLASSES))
                .add(new LogSoftMax()));
        long[] batch = {40};
        long[] sequences = {10, 6};
        Criterion classes = new ClassNLLCriterion().toDouble();
        return Stream.of(
                Arguments.of(rows, classes, batch, 0),
                Arguments.of(rows, new MaskZeroCriterion(classes, 1), batch, 0),
                Arguments.of(overTime, overTime(classes), sequences, 0),
                Arguments.of(overTime, overTime(classes), sequences, 4),
                Arguments.of(overTime, overTime(new MaskZeroCriterion(classes, 1)), sequences, 4));
    }

    /** The same training, with the exponentials of the output. */
    @ParameterizedTest
    @MethodSource("classifiers")
    void probabilitiesInPlaceOfTheirLogarithms(Supplier<Module> supplier, Criterion criterion, long[] sizes, int rho) {
        Module net = supplier.get().toDouble();
        GraphOptions logarithms = rho == 0 ? new GraphOptions() : new GraphOptions().rho(rho);
        GraphOptions options = logarithms.copy().probabilities(true);
        ComputationGraph plain = Dl4j.toComputationGraph(net, criterion, logarithms);
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        long[] withSize = Arrays.copyOf(sizes, sizes.length + 1);
        withSize[sizes.length] = 4;
        Tensor x = random(withSize);
        Tensor target = randomIndices(CLASSES, sizes);
        TorchData torch = Dl4j.data(net, criterion, options);
        MultiDataSet data = torch.dataSet(x, target);
        if (rho == 0) {
            assertEquals(criterion.forward(net.forward(x), target), graph.score(data), Agreement.TOLERANCE);
        }
        for (int i = 0; i < 3; i++) {
            plain.fit(data);
            graph.fit(data);
            assertEquals(plain.score(), graph.score(), "score " + i);
            assertEquals(plain.params(), graph.params(), "parameters " + i);
        }
        INDArray logs = plain.output(data.getFeatures())[0];
        INDArray output = graph.output(data.getFeatures())[0];
        assertTrue(Transforms.exp(logs, true).equalsWithEps(output, 1e-15), "exponentials");
        assertTrue(output.sum(1).equalsWithEps(Nd4j.onesLike(output.sum(1)), 1e-12), "sums are one");

        SingletonMultiDataSetIterator iterator = new SingletonMultiDataSetIterator(data);
        assertEquals(
                plain.evaluate(iterator).accuracy(), graph.evaluate(iterator).accuracy());
        long examples = target.nElement();
        EvaluationCalibration calibration = new EvaluationCalibration();
        ROCMultiClass curves = new ROCMultiClass(0);
        graph.doEvaluation(iterator, calibration);
        graph.doEvaluation(iterator, curves);
        int counted = 0;
        double[] expected = new double[10];
        double[] right = new double[10];
        Tensor rows = torch.output(output).toTensor().contiguous().view(-1, CLASSES);
        Tensor classes = target.view(-1);
        for (long row = 1; row <= examples; row++) {
            int bin = Math.min(9, (int) (rows.get(row, 1) * 10));
            expected[bin]++;
            right[bin] += classes.get(row) == 1 ? 1 : 0;
        }
        for (int bin : calibration.getProbabilityHistogram(0).getBinCounts()) {
            counted += bin;
        }
        assertEquals(Arrays.stream(right).sum(), counted, "examples of the first class");
        ReliabilityDiagram diagram = calibration.getReliabilityDiagram(0);
        int filled = 0;
        for (int bin = 0; bin < 10; bin++) {
            if (expected[bin] > 0) {
                assertEquals(
                        right[bin] / expected[bin], diagram.getFractionPositivesY()[filled++], 1e-12, "bin " + bin);
            }
        }
        assertEquals(filled, diagram.getFractionPositivesY().length);
        for (int c = 1; c <= CLASSES; c++) {
            assertEquals(areaUnderCurve(rows, classes, c), curves.calculateAUC(c - 1), 1e-9, "class " + c);
        }
    }

    /** How often a positive example gets more than a negative one. */
    private static double areaUnderCurve(Tensor rows, Tensor classes, int positive) {
        double sum = 0;
        int pairs = 0;
        for (long i = 1; i <= rows.size(1); i++) {
            for (long j = 1; j <= rows.size(1); j++) {
                if (classes.get(i) == positive && classes.get(j) != positive) {
                    pairs++;
                    double difference = rows.get(i, positive) - rows.get(j, positive);
                    sum += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void probabilitiesAreSaved() {
        Criterion criterion = new ClassNLLCriterion().toDouble();
        Module net = new Sequential().add(new Linear(4, CLASSES)).add(new LogSoftMax());
        ComputationGraphConfiguration rows = Dl4j.toComputationGraph(
                        net, criterion, new GraphOptions().probabilities(true))
                .getConfiguration();
        ComputationGraphConfiguration steps = Dl4j.toComputationGraph(
                        new Sequencer(net), overTime(criterion), new GraphOptions().probabilities(true))
                .getConfiguration();
        assertEquals(rows, ComputationGraphConfiguration.fromJson(rows.toJson()));
        assertEquals(steps, ComputationGraphConfiguration.fromJson(steps.toJson()));
    }

    @Test
    void onlyLogarithmsBecomeProbabilities() {
        String message = assertThrows(
                        UnsupportedOperationException.class,
                        () -> Dl4j.toComputationGraph(
                                new Linear(4, 3), new MSECriterion(), new GraphOptions().probabilities(true)))
                .getMessage();
        assertEquals(
                "MSECriterion: does not measure log-probabilities, of which the output could be probabilities; ClassNLLCriterion",
                message);
    }
}
