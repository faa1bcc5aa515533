package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rnn4j.bridge.Agreement.TOLERANCE;
import static org.rnn4j.bridge.Agreement.equal;
import static org.rnn4j.bridge.Agreement.random;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.Sgd;
import org.rnn4j.bridge.layer.RecurrenceLayer;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.CAdd;
import org.rnn4j.facade.layer.simple.CMul;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.module.Remember;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** What {@link GraphOptions} does to gradients before the updater, against the same done by hand to those of the module. */
@ExtendWith(Doubles.class)
final class RegularizationTest {
    private static final double RATE = 0.1;
    private static final int RHO = 3;
    private static final int STEPS = 7;

    /** Settings by hand; each number is 0 where it does not count. */
    private record Setting(
            double l1,
            double l2,
            double weightDecay,
            double biasL2,
            double biasRate,
            GradientNormalization normalization,
            double threshold) {
        static Setting of(GradientNormalization normalization, double threshold) {
            return new Setting(0.02, 0.05, 0, 0, RATE, normalization, threshold);
        }

        GraphOptions options() {
            GraphOptions options = new GraphOptions().learningRate(RATE);
            if (l1 > 0) {
                options.l1(l1);
            }
            if (l2 > 0) {
                options.l2(l2);
            }
            if (weightDecay > 0) {
                options.weightDecay(weightDecay);
            }
            if (biasL2 > 0) {
                options.configure(builder -> builder.l2Bias(biasL2).biasUpdater(new Sgd(biasRate)));
            }
            return options.gradientNormalization(normalization, threshold);
        }

        /** One update of what is one layer in the graph. */
        void update(Module layer) {
            Parameters parameters = layer.parameters();
            double all = Math.sqrt(parameters.gradients().stream()
                    .mapToDouble(gradient -> Math.pow(gradient.norm(), 2))
                    .sum());
            for (int i = 0; i < parameters.size(); i++) {
                Tensor weight = parameters.weights().get(i);
                Tensor gradient = parameters.gradients().get(i);
                boolean bias = layer.biases().stream().anyMatch(known -> known == weight);
                double norm = gradient.norm();
                for (long k = 1; k <= weight.nElement(); k++) {
                    double value = weight.view(weight.nElement()).get(k);
                    double step = scaled(gradient.view(weight.nElement()).get(k), all, norm);
                    step += bias ? biasL2 * value : l2 * value + l1 * Math.signum(value) + weightDecay * value;
                    weight.view(weight.nElement()).narrow(1, k, 1).fill(value - (bias ? biasRate : RATE) * step);
                }
            }
        }

        private double scaled(double gradient, double all, double norm) {
            return switch (normalization) {
                case None -> gradient;
                case ClipElementWiseAbsoluteValue -> Math.max(-threshold, Math.min(threshold, gradient));
                case ClipL2PerLayer -> all > threshold ? gradient * threshold / all : gradient;
                case ClipL2PerParamType -> norm > threshold ? gradient * threshold / norm : gradient;
                case RenormalizeL2PerLayer -> gradient / all;
                case RenormalizeL2PerParamType -> gradient / norm;
            };
        }

        double penalty(Module module) {
            double sum = 0;
            for (Tensor weight : module.parameters().weights()) {
                boolean bias = module.biases().stream().anyMatch(known -> known == weight);
                double square = Math.pow(weight.norm(), 2) / 2;
                sum += bias ? biasL2 * square : (l2 + weightDecay) * square + l1 * weight.norm(1);
            }
            return sum;
        }
    }

    private static List<Setting> settings() {
        return List.of(
                new Setting(0, 0.05, 0, 0, RATE, GradientNormalization.None, 1),
                new Setting(0.02, 0, 0, 0, RATE, GradientNormalization.None, 1),
                new Setting(0, 0, 0.03, 0, RATE, GradientNormalization.None, 1),
                new Setting(0.02, 0.05, 0, 0.04, 0.2, GradientNormalization.None, 1),
                Setting.of(GradientNormalization.ClipElementWiseAbsoluteValue, 0.02),
                Setting.of(GradientNormalization.ClipL2PerLayer, 0.1),
                Setting.of(GradientNormalization.ClipL2PerParamType, 0.05),
                Setting.of(GradientNormalization.RenormalizeL2PerLayer, 1),
                Setting.of(GradientNormalization.RenormalizeL2PerParamType, 1));
    }

    static Stream<Arguments> nets() {
        return Stream.<Supplier<Sequential>>of(
                        () -> new Sequential().add(new LSTM(4, 5)).add(new Linear(5, 3)),
                        () -> new Sequential().add(new GRU(4, 5)).add(new Linear(5, 3)),
                        () -> new Sequential().add(new Linear(4, 3)),
                        // Weights of one dimension, and a bias of two.
                        () -> new Sequential()
                                .add(new Linear(4, 3))
                                .add(new CMul(3))
                                .add(new CAdd(1, 3)),
                        // A vertex with a weight of one dimension.
                        () -> (Sequential) Nets.gated())
                .flatMap(net -> settings().stream().map(setting -> Arguments.of(net, setting)));
    }

    /** The layers of the graph that a net becomes. */
    private static List<Module> layers(Module net) {
        return net.listModules().stream()
                .filter(module -> module instanceof LSTM
                        || module instanceof GRU
                        || module instanceof Linear
                        || module instanceof CMul
                        || module instanceof CAdd
                        || module instanceof Gate)
                .filter(module -> !module.parameters().weights().isEmpty())
                .toList();
    }

    /** Three segments of truncated backpropagation at each fit, with an update after each. */
    @ParameterizedTest
    @MethodSource("nets")
    void gradientsAreThoseComputedByHand(Supplier<Sequential> net, Setting setting) {
        Sequential steps = net.get();
        Module eager = new Sequencer(steps).toDouble();
        for (Tensor weight : eager.parameters().weights()) {
            weight.add(1, random(weight.size()).mul(0.3));
        }
        Criterion criterion = new SequencerCriterion(new MSECriterion()).toDouble();
        GraphOptions options = setting.options().rho(RHO);
        ComputationGraph graph = Dl4j.toComputationGraph(eager, criterion, options);
        TorchData data = Dl4j.data(eager, criterion, options);
        Module trained = eager.clone();
        eager.remember(Remember.BOTH);
        for (int i = 0; i < 2; i++) {
            Tensor x = random(STEPS, 5, 4);
            Tensor t = random(STEPS, 5, 3);
            eager.forget();
            double score = 0;
            for (int first = 1; first <= STEPS; first += RHO) {
                int length = Math.min(RHO, STEPS - first + 1);
                Tensor segment = x.narrow(1, first, length).copy();
                Tensor wanted = t.narrow(1, first, length).copy();
                eager.zeroGradParameters();
                score = criterion.forward(eager.forward(segment), wanted) + setting.penalty(steps);
                eager.backward(segment, criterion.backward(eager.output(), wanted));
                layers(steps).forEach(setting::update);
            }
            graph.fit(data.dataSet(x, t));
            assertEquals(score, graph.score(), TOLERANCE, "score of fit " + i);
            Dl4j.copyParameters(graph, trained);
            equal("fit " + i, eager.parameters().weights(), trained.parameters().weights());
        }
    }

    /** What the options say of a vertex is written and read with the graph. */
    @Test
    void settingsOfVerticesAreSaved() {
        GraphOptions options = Setting.of(GradientNormalization.ClipL2PerLayer, 0.1)
                .options()
                .configure(builder -> builder.l2Bias(0.3).biasUpdater(new Sgd(0.2)));
        ComputationGraphConfiguration configuration = Dl4j.toComputationGraph(
                        Nets.gated(), new MSECriterion().toDouble(), options)
                .getConfiguration();
        assertEquals(configuration, ComputationGraphConfiguration.fromJson(configuration.toJson()));
        assertEquals(configuration, configuration.clone());
        String without = Dl4j.toComputationGraph(Nets.gated(), new MSECriterion().toDouble(), new GraphOptions())
                .getConfiguration()
                .toJson();
        assertTrue(!configuration.equals(ComputationGraphConfiguration.fromJson(without)));
    }

    @Test
    void optionsAreCopied() {
        GraphOptions options = new GraphOptions().l2(0.5);
        GraphOptions copy = options.copy();
        options.l2(0);
        RecurrenceLayer layer = (RecurrenceLayer)
                Dl4j.toComputationGraph(new Sequencer(new LSTM(2, 3)), new SequencerCriterion(new MSECriterion()), copy)
                        .getLayer("lstm")
                        .conf()
                        .getLayer();
        assertEquals(1, layer.getRegularizationByParam("W1").size());
        assertEquals(0, layer.getRegularizationByParam("b2").size());
    }

    @Test
    void whatCannotBeIsRefused() {
        GraphOptions options = new GraphOptions();
        assertEquals(
                "GraphOptions: expected L2 of at least 0, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> options.l2(-1))
                        .getMessage());
        assertEquals(
                "GraphOptions: expected L1 of at least 0, got NaN",
                assertThrows(IllegalArgumentException.class, () -> options.l1(Double.NaN))
                        .getMessage());
        assertEquals(
                "GraphOptions: expected a threshold of more than 0 for gradients, got 0.0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options.gradientNormalization(GradientNormalization.ClipL2PerLayer, 0))
                        .getMessage());
        String message = assertThrows(
                        UnsupportedOperationException.class,
                        () -> Dl4j.toComputationGraph(
                                Nets.gated(),
                                new MSECriterion().toDouble(),
                                options.configure(builder -> builder.dropOut(0.5))))
                .getMessage();
        assertTrue(message.startsWith("Sequential[2] > Gate: dropout (Dropout("), message);
    }
}
