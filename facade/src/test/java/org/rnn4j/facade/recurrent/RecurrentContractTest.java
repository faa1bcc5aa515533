package org.rnn4j.facade.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

/** What holds for every recurrent module from [N, 3] to [N, 4]. */
class RecurrentContractTest {
    private static final int STEPS = 4;
    /** Central differences of doubles with step 1e-5 are good to about 1e-9; a floor keeps small gradients from being judged harshly. */
    private static final double GRADIENT_TOLERANCE = 1e-6;

    private static final double STEP = 1e-5;

    record Case(String name, Supplier<AbstractRecurrent> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> modules() {
        return Stream.of(
                new Case("FastLSTM", () -> new FastLSTM(3, 4)),
                new Case("LSTM", () -> new LSTM(3, 4)),
                new Case("LSTM without peepholes", () -> new LSTM(3, 4, 99, false)),
                new Case("MuFuRu", () -> new MuFuRu(3, 4)),
                new Case("Recurrent", () -> new Recurrent(4, new Linear(3, 4), new Linear(4, 4), new Tanh())),
                new Case("Recurrence", () -> new Recurrence(step(), 4, 1)),
                new Case("Recursor of Linear", () -> new Recursor(new Linear(3, 4))),
                new Case("Recursor of LSTM", () -> new Recursor(new LSTM(3, 4))));
    }

    private static Module step() {
        return new Sequential()
                .add(new ParallelTable().add(new Linear(3, 4)).add(new Linear(4, 4)))
                .add(new CAddTable())
                .add(new Tanh());
    }

    private ElementType typeBefore;

    @BeforeEach
    void useDoubles() {
        typeBefore = Tensor.defaultType();
        Tensor.setDefaultType(ElementType.DOUBLE);
        Generator.global().manualSeed(7);
    }

    @AfterEach
    void restoreType() {
        Tensor.setDefaultType(typeBefore);
    }

    private static List<Tensor> sequence(int size) {
        List<Tensor> steps = new ArrayList<>();
        for (int t = 0; t < STEPS; t++) {
            steps.add(Generator.global().normal(new Tensor(2, size), 0, 1));
        }
        return steps;
    }

    private static double loss(Module module, List<Tensor> inputs, List<Tensor> weights) {
        module.forget();
        double sum = 0;
        for (int t = 0; t < STEPS; t++) {
            Tensor output = module.forward(inputs.get(t)).toTensor();
            double[] y = output.toDoubleArray();
            double[] w = weights.get(t).toDoubleArray();
            for (int i = 0; i < y.length; i++) {
                sum += y[i] * w[i];
            }
        }
        return sum;
    }

    private static List<Tensor> backward(Module module, List<Tensor> inputs, List<Tensor> weights) {
        List<Tensor> gradInputs = new ArrayList<>();
        for (int t = STEPS - 1; t >= 0; t--) {
            gradInputs.add(
                    0, module.backward(inputs.get(t), weights.get(t)).toTensor().copy());
        }
        return gradInputs;
    }

    private static void assertGradient(Supplier<Double> loss, Tensor value, Tensor gradient, String name) {
        for (int i = 0; i < value.nElement(); i++) {
            double kept = value.storage().getDouble(value.offset() + i);
            value.storage().putDouble(value.offset() + i, kept + STEP);
            double above = loss.get();
            value.storage().putDouble(value.offset() + i, kept - STEP);
            double below = loss.get();
            value.storage().putDouble(value.offset() + i, kept);
            double expected = (above - below) / (2 * STEP);
            double actual = gradient.storage().getDouble(gradient.offset() + i);
            assertEquals(
                    expected, actual, GRADIENT_TOLERANCE * Math.max(1, Math.abs(expected)), name + " element " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void gradientsAreThoseOfFiniteDifferences(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        List<Tensor> weights = sequence(4);
        module.zeroGradParameters();
        loss(module, inputs, weights);
        List<Tensor> gradInputs = backward(module, inputs, weights);
        Supplier<Double> loss = () -> loss(module, inputs, weights);
        for (int t = 0; t < STEPS; t++) {
            assertGradient(loss, inputs.get(t), gradInputs.get(t), "input of step " + (t + 1));
        }
        Parameters parameters = module.parameters();
        assertFalse(parameters.weights().isEmpty());
        for (int p = 0; p < parameters.size(); p++) {
            assertGradient(
                    loss, parameters.weights().get(p), parameters.gradients().get(p), "parameter " + (p + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void evaluationGivesTheOutputsOfTraining(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        List<double[]> trained = new ArrayList<>();
        for (Tensor input : inputs) {
            trained.add(module.forward(input).toTensor().toDoubleArray());
        }
        module.forget();
        module.evaluate();
        for (int t = 0; t < STEPS; t++) {
            assertArrayEquals(
                    trained.get(t), module.forward(inputs.get(t)).toTensor().toDoubleArray(), 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aSequenceGoesOnWhenTheModeChanges(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        module.forward(inputs.get(0));
        double[] second = module.forward(inputs.get(1)).toTensor().toDoubleArray();
        module.forget();
        module.forward(inputs.get(0));
        module.evaluate();
        assertArrayEquals(second, module.forward(inputs.get(1)).toTensor().toDoubleArray(), 1e-15);
        assertEquals(3, module.step());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void backwardGoesToTheStepsBehindEvaluationOnly(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        Tensor weight = sequence(4).get(0);
        for (int t = 0; t < 3; t++) {
            module.forward(inputs.get(t));
        }
        double[] expected = module.backward(inputs.get(2), weight).toTensor().toDoubleArray();
        module.forget();
        module.forward(inputs.get(0));
        module.evaluate();
        module.forward(inputs.get(1));
        module.training();
        module.forward(inputs.get(2));
        assertArrayEquals(
                expected, module.backward(inputs.get(2), weight).toTensor().toDoubleArray(), 1e-15);
        String message = assertThrows(IllegalStateException.class, () -> module.backward(inputs.get(1), weight))
                .getMessage();
        assertTrue(
                message.endsWith(
                        ": expected a step of training for backward, got step 2 of evaluation, which keeps nothing"
                                + " for it; call training() before forward"),
                message);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aCloneInMidSequenceGoesOnByItself(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        List<Tensor> weights = sequence(4);
        module.zeroGradParameters();
        module.forward(inputs.get(0));
        module.forward(inputs.get(1));
        Module clone = module.clone();
        double[] expected = module.forward(inputs.get(2)).toTensor().toDoubleArray();
        module.updateParameters(0.1);
        assertArrayEquals(expected, clone.forward(inputs.get(2)).toTensor().toDoubleArray(), 1e-15);
        for (int t = 2; t >= 0; t--) {
            Tensor gradInput = module.backward(inputs.get(t), weights.get(t)).toTensor();
            assertArrayEquals(
                    gradInput.toDoubleArray(),
                    clone.backward(inputs.get(t), weights.get(t)).toTensor().toDoubleArray(),
                    1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void flatParametersMoveWithTheCopiesOfTheSteps(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        List<Tensor> weights = sequence(4);
        double before = loss(module, inputs, weights);
        var flat = module.getParameters();
        assertEquals(before, loss(module, inputs, weights), 1e-15);
        flat.parameters().zero();
        AbstractRecurrent other = tested.make().get();
        other.parameters().weights().forEach(Tensor::zero);
        assertEquals(loss(other, inputs, weights), loss(module, inputs, weights), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void backwardBeforeForwardIsRefused(Case tested) {
        AbstractRecurrent module = tested.make().get();
        var failure =
                assertThrows(IllegalStateException.class, () -> module.backward(new Tensor(2, 3), new Tensor(2, 4)));
        assertTrue(failure.getMessage().contains("expected forward before backward"), failure.getMessage());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void oneBackwardTooManyIsRefusedAndForwardStillWorks(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        List<Tensor> weights = sequence(4);
        loss(module, inputs, weights);
        backward(module, inputs, weights);
        var failure = assertThrows(IllegalStateException.class, () -> module.backward(inputs.get(0), weights.get(0)));
        assertTrue(failure.getMessage().contains("expected at most 4 backward steps"), failure.getMessage());
        loss(module, inputs, weights);
        backward(module, inputs, weights);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void accumulatingBeforeUpdatingGradInputIsRefused(Case tested) {
        AbstractRecurrent module = tested.make().get();
        module.forward(new Tensor(2, 3));
        var failure = assertThrows(
                IllegalStateException.class, () -> module.accGradParameters(new Tensor(2, 3), new Tensor(2, 4), 1));
        assertTrue(failure.getMessage().contains("expected updateGradInput before"), failure.getMessage());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void wrongSizesNameTheModuleAndChangeNothing(Case tested) {
        AbstractRecurrent module = tested.make().get();
        List<Tensor> inputs = sequence(3);
        module.forward(inputs.get(0));
        var failure = assertThrows(IllegalArgumentException.class, () -> module.forward(new Tensor(2, 5)));
        assertTrue(failure.getMessage().contains("(3 -> 4): expected input of size 3"), failure.getMessage());
        assertEquals(2, module.step());
        double[] afterFailure = module.forward(inputs.get(1)).toTensor().toDoubleArray();
        module.forget();
        module.forward(inputs.get(0));
        assertArrayEquals(module.forward(inputs.get(1)).toTensor().toDoubleArray(), afterFailure, 1e-15);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void manyEvaluationStepsKeepOneState(Case tested) {
        AbstractRecurrent module = tested.make().get();
        module.evaluate();
        Tensor input = new Tensor(1, 3);
        for (int t = 0; t < 5000; t++) {
            module.forward(input);
        }
        assertEquals(5001, module.step());
    }
}
