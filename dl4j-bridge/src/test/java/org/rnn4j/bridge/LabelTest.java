package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;
import static org.rnn4j.bridge.Agreement.steps;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LinearNoBias;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

/** Labels and masks that do not fit stop a graph before it learns from them. */
@ExtendWith(Doubles.class)
final class LabelTest {
    private static final int BATCH = 3;
    private static final int STEPS = 5;
    private static final int CLASSES = 4;

    /** A net, its criterion, and data that fit. */
    private enum Net {
        NUMBERS(false) {
            @Override
            Module module() {
                return new Sequential().add(new Linear(2, CLASSES)).add(new Tanh());
            }

            @Override
            Criterion measure() {
                return new MSECriterion();
            }

            @Override
            INDArray labels() {
                return random(BATCH, CLASSES).array();
            }
        },
        CLASSES_OF_ROWS(false) {
            @Override
            Module module() {
                return new Sequential().add(new Linear(2, CLASSES)).add(new LogSoftMax());
            }

            @Override
            Criterion measure() {
                return new ClassNLLCriterion();
            }

            @Override
            INDArray labels() {
                return Nd4j.createFromArray(new double[] {0, 3, 1}).reshape(BATCH, 1);
            }
        },
        NUMBERS_OVER_TIME(true) {
            @Override
            Module module() {
                return new LSTM(2, CLASSES);
            }

            @Override
            Criterion measure() {
                return new MSECriterion();
            }

            @Override
            INDArray labels() {
                return random(BATCH, CLASSES, STEPS).array();
            }
        },
        CLASSES_OVER_TIME(true) {
            @Override
            Module module() {
                return new Sequential().add(new LSTM(2, CLASSES)).add(new LogSoftMax());
            }

            @Override
            Criterion measure() {
                return new ClassNLLCriterion();
            }

            @Override
            INDArray labels() {
                return Nd4j.ones(DataType.DOUBLE, BATCH, 1, STEPS);
            }
        },
        INDICATORS_OVER_TIME(true) {
            @Override
            Module module() {
                return CLASSES_OVER_TIME.module();
            }

            @Override
            Criterion measure() {
                return new ClassNLLCriterion();
            }

            @Override
            INDArray labels() {
                INDArray labels = Nd4j.zeros(DataType.DOUBLE, BATCH, CLASSES, STEPS);
                labels.get(NDArrayIndex.all(), NDArrayIndex.point(2), NDArrayIndex.all())
                        .assign(1);
                return labels;
            }
        };

        private final boolean overTime;

        Net(boolean overTime) {
            this.overTime = overTime;
        }

        abstract Module module();

        abstract Criterion measure();

        abstract INDArray labels();

        INDArray features() {
            return overTime ? random(BATCH, 2, STEPS).array() : random(BATCH, 2).array();
        }

        INDArray mask() {
            return overTime ? Nd4j.ones(DataType.DOUBLE, BATCH, STEPS) : Nd4j.ones(DataType.DOUBLE, BATCH, 1);
        }

        ComputationGraph graph(int rho) {
            Module module = module().toDouble();
            Criterion criterion = measure().toDouble();
            GraphOptions options = rho == 0 ? new GraphOptions() : new GraphOptions().rho(rho);
            return Dl4j.toComputationGraph(
                    overTime ? new Sequencer(module) : module,
                    overTime ? new SequencerCriterion(criterion).toDouble() : criterion,
                    options);
        }

        boolean hasClasses() {
            return this != NUMBERS && this != NUMBERS_OVER_TIME;
        }

        MultiDataSet data() {
            return new MultiDataSet(
                    new INDArray[] {features()}, new INDArray[] {labels()}, null, new INDArray[] {mask()});
        }
    }

    // ---- arrays

    /** All ways to be wrong that there are for a net. */
    private static List<Consumer<MultiDataSet>> mistakes(Net net, Random random) {
        List<Consumer<MultiDataSet>> mistakes = new ArrayList<>();
        long width = net.labels().size(1);
        long steps = net.overTime ? STEPS : 0;
        int other = 1 + random.nextInt(4);
        mistakes.add(data -> data.setLabels(0, zeros(BATCH + other, width, steps)));
        mistakes.add(data -> data.setLabels(0, zeros(other % BATCH, width, steps)));
        mistakes.add(data -> data.setLabels(0, zeros(BATCH, width + 1 + other, steps)));
        mistakes.add(data -> data.setLabels(0, zeros(BATCH, width, net.overTime ? 0 : STEPS)));
        mistakes.add(data -> data.setLabelsMaskArray(0, zeros(BATCH, STEPS + other, 0)));
        mistakes.add(data ->
                data.setLabelsMaskArray(0, zeros(BATCH + other, net.mask().size(1), 0)));
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            mistakes.add(data -> put(data.getLabels(0), random, value));
            mistakes.add(data -> put(data.getLabelsMaskArray(0), random, value));
        }
        if (net.overTime) {
            mistakes.add(data -> data.setLabels(0, zeros(STEPS, width, BATCH)));
            mistakes.add(data -> data.setLabels(0, zeros(BATCH, width, STEPS + other)));
            mistakes.add(data -> data.setLabels(0, zeros(BATCH, width, STEPS - other)));
            mistakes.add(data -> data.setLabelsMaskArray(0, zeros(STEPS, BATCH, 0)));
            mistakes.add(data -> data.setFeaturesMaskArrays(new INDArray[] {zeros(STEPS, BATCH, 0)}));
            mistakes.add(data -> data.setFeaturesMaskArrays(
                    new INDArray[] {put(Nd4j.ones(DataType.DOUBLE, BATCH, STEPS), random, Double.NaN)}));
        }
        if (net.hasClasses()) {
            for (double value : new double[] {-1, 0.5, CLASSES, 2.5}) {
                mistakes.add(data -> put(data.getLabels(0), random, value));
            }
        }
        return mistakes;
    }

    private static INDArray zeros(long batch, long size, long steps) {
        return steps == 0 ? Nd4j.zeros(DataType.DOUBLE, batch, size) : Nd4j.zeros(DataType.DOUBLE, batch, size, steps);
    }

    private static INDArray put(INDArray array, Random random, double value) {
        return array.putScalar(random.nextInt((int) array.length()), value);
    }

    private static void fit(ComputationGraph graph, MultiDataSet data, int way) {
        INDArray[] masks = data.getFeaturesMaskArrays();
        DataSet single = new DataSet(
                data.getFeatures(0), data.getLabels(0), masks == null ? null : masks[0], data.getLabelsMaskArray(0));
        switch (way % 5) {
            case 0 -> graph.fit(data);
            case 1 -> graph.fit(single);
            case 2 -> graph.fit(data.getFeatures(), data.getLabels(), masks, data.getLabelsMaskArrays());
            case 3 -> graph.fit(new SingletonMultiDataSetIterator(data));
            default -> graph.fit(new SingletonDataSetIterator(single));
        }
    }

    @ParameterizedTest
    @EnumSource
    void graphsRefuseWhatDoesNotFit(Net net) {
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            ComputationGraph made = net.graph(net.overTime ? (int) seed % 4 : 0);
            ComputationGraph graph = seed % 2 == 0 ? made : made.clone();
            INDArray before = graph.params().dup();
            int way = random.nextInt(5);
            for (Consumer<MultiDataSet> mistake : mistakes(net, random)) {
                MultiDataSet data = net.data();
                mistake.accept(data);
                int next = way++;
                String message = assertThrows(
                                IllegalArgumentException.class, () -> fit(graph, data, next), data::toString)
                        .getMessage();
                assertTrue(message.startsWith("output: expected ") || message.startsWith("input: expected "), message);
                assertTrue(message.contains(", got ") && !message.contains("\n"), message);
                assertEquals(before, graph.params(), message);
                assertEquals(0, graph.getIterationCount(), message);
            }
            MultiDataSet right = net.data();
            ComputationGraph fresh = graph.clone();
            fit(graph, right, way);
            fresh.fit(right);
            assertEquals(fresh.params(), graph.params());
            assertTrue(!before.equals(graph.params()));
        }
    }

    /** A graph from a file looks at its data, too, if only at what it is about to compare. */
    @ParameterizedTest
    @EnumSource
    void restoredGraphsLearnNothingWrong(Net net) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelSerializer.writeModel(net.graph(0), bytes, true);
        ComputationGraph graph =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes.toByteArray()), true);
        INDArray before = graph.params().dup();
        Random random = new Random(3);
        for (Consumer<MultiDataSet> mistake : mistakes(net, random)) {
            MultiDataSet data = net.data();
            mistake.accept(data);
            if (data.getFeaturesMaskArrays() == null) {
                assertThrows(RuntimeException.class, () -> graph.fit(data), data::toString);
                assertEquals(before, graph.params());
            }
        }
    }

    @Test
    void whatIsMaskedMayHaveAnyClass() {
        MultiDataSet data = Net.CLASSES_OVER_TIME.data();
        data.getLabels(0).putScalar(1, 0, 2, Double.NaN);
        data.getLabelsMaskArray(0).putScalar(1, 2, 0);
        ComputationGraph graph = Net.CLASSES_OVER_TIME.graph(0);
        graph.fit(data);
        assertTrue(graph.score() > 0);
    }

    @Test
    void masksOfSingleNumbers() {
        MultiDataSet data = Net.NUMBERS_OVER_TIME.data();
        data.setLabelsMaskArray(0, Nd4j.ones(DataType.DOUBLE, BATCH, CLASSES, STEPS));
        ComputationGraph graph = Net.NUMBERS_OVER_TIME.graph(0);
        graph.fit(data);
        double score = graph.score(data);
        data.setLabelsMaskArray(null);
        assertEquals(graph.score(data), score, Agreement.TOLERANCE);
    }

    // ---- targets

    private static Criterion overTime(Criterion criterion) {
        return new SequencerCriterion(criterion).toDouble();
    }

    static Stream<Arguments> targets() {
        Module lstm = new Sequencer(new LSTM(3, 4)).toDouble();
        Module words = new Sequencer(new Sequential().add(new LSTM(3, 4)).add(new LogSoftMax())).toDouble();
        Module row =
                new Sequential().add(new Linear(3, 4)).add(new LogSoftMax()).toDouble();
        Criterion mse = overTime(new MSECriterion());
        Criterion nll = overTime(new ClassNLLCriterion());
        Criterion one = new ClassNLLCriterion().toDouble();
        Tensor x = random(4, 2, 3);
        return Stream.of(
                Arguments.of(
                        lstm, mse, x, random(2, 4, 4), "a target for a batch of 2, as the input is, got [2, 4, 4]"),
                Arguments.of(lstm, mse, x, random(5, 2, 4), "a target of 4 steps, as the input has, got [5, 2, 4]"),
                Arguments.of(lstm, mse, x, random(4, 2, 3), "target of size 4 in the last dimension, got [4, 2, 3]"),
                Arguments.of(lstm, mse, x, random(2, 4), "a target for a batch of 2, as the input is, got [2, 4]"),
                Arguments.of(
                        lstm,
                        mse,
                        x,
                        random(4, 2, 4).fill(Double.NaN),
                        "finite numbers as target, got NaN in [4, 2, 4]"),
                Arguments.of(
                        lstm,
                        mse,
                        x,
                        steps(random(3, 2, 4)),
                        "a target of 4 steps, as the input has, got {[2, 4], [2, 4], [2, 4]}"),
                Arguments.of(
                        words,
                        nll,
                        x,
                        randomIndices(4, 4, 3),
                        "a target for a batch of 2, as the input is, got LongTensor [4, 3]"),
                Arguments.of(
                        words,
                        nll,
                        x,
                        randomIndices(4, 3, 2),
                        "a target of 4 steps, as the input has, got LongTensor [3, 2]"),
                Arguments.of(
                        row,
                        one,
                        random(2, 3),
                        Tensor.of(1, 0),
                        "indices from 1 to 4 as target, got 0 in LongTensor [2]"),
                Arguments.of(
                        row,
                        one,
                        random(2, 3),
                        Tensor.of(1, 5),
                        "indices from 1 to 4 as target, got 5 in LongTensor [2]"),
                Arguments.of(
                        row, one, random(2, 3), Tensor.of(1, 1.5), "indices from 1 to 4 as target, got 1.5 in [2]"),
                Arguments.of(
                        row,
                        one,
                        random(2, 3),
                        Tensor.of(1, Double.NaN),
                        "indices from 1 to 4 as target, got NaN in [2]"),
                Arguments.of(
                        row,
                        one,
                        random(2, 3),
                        Tensor.of(1, 2, 3),
                        "a target for a batch of 2, as the input is, got LongTensor [3]"));
    }

    @ParameterizedTest
    @MethodSource
    void targets(Module net, Criterion criterion, Activity input, Activity target, String message) {
        TorchData data = Dl4j.data(net, criterion, new GraphOptions());
        assertEquals(
                net.who() + ": expected " + message,
                assertThrows(IllegalArgumentException.class, () -> data.dataSet(input, target))
                        .getMessage());
    }

    /** What eager criterions refuse is refused; what is taken gives the same loss. */
    @Test
    void targetsAreTakenAsTorchTakesThem() {
        int refused = 0;
        for (long seed = 1; seed <= 200; seed++) {
            refused += takenAsTorchTakesIt(new Random(seed), "seed " + seed) ? 0 : 1;
        }
        assertTrue(refused > 50 && refused < 150, refused + " of 200 refused");
    }

    private static boolean takenAsTorchTakesIt(Random random, String seed) {
        boolean sequence = random.nextBoolean();
        boolean classes = random.nextBoolean();
        Module step = new Sequential().add(new Linear(2, 3)).add(new LogSoftMax());
        Module net = (sequence ? new Sequencer(step) : step).toDouble();
        Criterion each = classes ? new ClassNLLCriterion() : new MSECriterion();
        Criterion criterion = (sequence ? new SequencerCriterion(each) : each).toDouble();
        int steps = 1 + random.nextInt(4);
        int batch = 1 + random.nextInt(4);
        Tensor input = sequence ? random(steps, batch, 2) : random(batch, 2);
        Tensor target = target(input.size(), classes, random);
        GraphOptions options = new GraphOptions();
        TorchData data = Dl4j.data(net, criterion, options);
        double loss;
        try {
            loss = criterion.forward(net.forward(input), target);
        } catch (IllegalArgumentException e) {
            assertThrows(IllegalArgumentException.class, () -> data.dataSet(input, target), seed + ": " + e);
            return false;
        }
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        graph.fit(data.dataSet(input, target));
        assertEquals(loss, graph.score(), Agreement.TOLERANCE, seed);
        return true;
    }

    /** A target for an input of these sizes, or one with a mistake. */
    private static Tensor target(long[] input, boolean classes, Random random) {
        long[] sizes = input.clone();
        sizes[sizes.length - 1] = 3;
        int mistake = random.nextInt(8);
        if (mistake < sizes.length - 1) {
            sizes[mistake] = Math.max(1, sizes[mistake] + (random.nextBoolean() ? 1 : -1));
        } else if (mistake == 2 && sizes.length == 3) {
            sizes[0] = input[1];
            sizes[1] = input[0];
        }
        if (!classes) {
            return random(sizes);
        }
        Tensor target = randomIndices(3, Arrays.copyOf(sizes, sizes.length - 1)).toDouble();
        double[] none = {0, 4, 1.5, Double.NaN, Double.NEGATIVE_INFINITY};
        if (mistake == 3 || mistake == 4) {
            target.storage().putDouble(random.nextInt((int) target.nElement()), none[random.nextInt(none.length)]);
        }
        return target;
    }

    /** Padding, class 0, is where the output is zero and nowhere else, as in Torch. */
    @Test
    void paddingWhereTheOutputIsNotZero() {
        Module net = new LinearNoBias(3, 4).toDouble();
        Criterion criterion = new MaskZeroCriterion(new ClassNLLCriterion(), 1).toDouble();
        Tensor input = random(3, 3);
        input.select(1, 2).fill(0);
        GraphOptions options = new GraphOptions();
        ComputationGraph graph = Dl4j.toComputationGraph(net, criterion, options);
        TorchData data = Dl4j.data(net, criterion, options);
        graph.fit(data.dataSet(input, Tensor.of(3, 0, 1)));
        INDArray before = graph.params().dup();
        assertThrows(IllegalArgumentException.class, () -> graph.fit(data.dataSet(input, Tensor.of(3, 1, 0))));
        assertEquals(before, graph.params());
        assertThrows(IllegalArgumentException.class, () -> criterion.forward(net.forward(input), Tensor.of(3, 1, 0)));
    }
}
