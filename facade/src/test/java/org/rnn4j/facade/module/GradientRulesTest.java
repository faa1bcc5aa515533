package org.rnn4j.facade.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** dpnn's rules for parameters and gradients, against what they are said to be. */
final class GradientRulesTest {
    private static final double ROUNDING = 1e-12;

    private static Sequential net() {
        Sequential net = nn.Sequential().add(nn.Linear(3, 4)).add(nn.Tanh()).add(nn.Linear(4, 2));
        Activity input = new Samples(1).parse("[5,3]");
        net.zeroGradParameters();
        net.forward(input);
        net.backward(input, new Samples(2).parse("[5,2]"));
        return net;
    }

    private static double norm(List<Tensor> tensors) {
        return Math.sqrt(tensors.stream().mapToDouble(t -> t.norm() * t.norm()).sum());
    }

    private static void assertAll(List<Tensor> expected, List<Tensor> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            Samples.assertClose("tensor " + (i + 1), expected.get(i), actual.get(i), ROUNDING);
        }
    }

    private static List<Tensor> copies(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::copy).toList();
    }

    @Test
    void gradientsAreClippedTogether() {
        Sequential net = net();
        List<Tensor> before = copies(net.parameters().gradients());
        double norm = norm(before);
        assertEquals(norm, net.gradParamClip(norm * 2), ROUNDING);
        assertAll(before, net.parameters().gradients());
        assertEquals(norm, net.gradParamClip(norm / 2), ROUNDING);
        before.forEach(gradient -> gradient.mul(0.5));
        assertAll(before, net.parameters().gradients());
        assertEquals(0, net.gradParamClip(0));
        assertEquals(0, nn.Tanh().gradParamClip(1));
    }

    @Test
    void gradientsOfEachModuleAreClippedAlone() {
        Sequential net = net();
        net.get(3).hyperparameters().cutoffNorm = 1e9;
        Linear first = net.get(1, Linear.class);
        List<Tensor> untouched = copies(net.get(3).parameters().gradients());
        double norm = norm(net.parameters().gradients());
        double own = norm(first.parameters().gradients());
        assertEquals(norm, net.gradParamClip(own / 4, true), ROUNDING);
        assertEquals(own / 4, norm(first.parameters().gradients()), ROUNDING);
        assertAll(untouched, net.get(3).parameters().gradients());
    }

    /** Torch's LSTM is made of Linears, which are clipped one by one. */
    @Test
    void anLstmIsClippedGateByGate() {
        LSTM lstm = nn.LSTM(3, 4);
        lstm.zeroGradParameters();
        Activity input = new Samples(1).parse("[2,3]");
        lstm.forward(input);
        lstm.backward(input, new Samples(2).parse("[2,4]"));
        List<Tensor> before = copies(lstm.parameters().gradients());
        lstm.gradParamClip(1e-3, true);
        List<Tensor> after = lstm.parameters().gradients();
        for (int i : new int[] {0, 4, 8, 11}) {
            double gate = norm(before.subList(i, i + 2));
            assertEquals(
                    before.get(i).norm() * Math.min(1, 1e-3 / gate),
                    after.get(i).norm(),
                    ROUNDING);
        }
    }

    @Test
    void weightsOfTwoDimensionsDecay() {
        Sequential net = net();
        List<Tensor> expected = copies(net.parameters().gradients());
        List<Tensor> weights = net.parameters().weights();
        for (int i = 0; i < weights.size(); i += 2) {
            expected.get(i).add(0.5, weights.get(i));
        }
        net.weightDecay(0.5);
        assertAll(expected, net.parameters().gradients());
        net.get(1).hyperparameters().wdFactor = 0.0;
        expected.get(2).add(0.25, weights.get(2));
        expected.get(3).add(0.25, weights.get(3));
        net.weightDecay(0.25, 1);
        assertAll(expected, net.parameters().gradients());
    }

    @Test
    void momentumBeginsWithTheFirstGradients() {
        for (boolean nesterov : new boolean[] {false, true}) {
            Linear module = nn.Linear(2, 1);
            module.gradWeight().fill(1);
            module.gradBias().fill(1);
            module.updateGradParameters(0.9, 0.5, nesterov);
            double first = 0.9 * 1 + 0.5 * 1;
            double gradient = nesterov ? 1 + 0.9 * first : first;
            assertEquals(gradient, module.gradBias().get(1), ROUNDING);
            module.gradBias().fill(2);
            Module copy = module.clone();
            module.updateGradParameters(0.9, 0.5, nesterov);
            double second = 0.9 * first + 0.5 * 2;
            double next = nesterov ? 2 + 0.9 * second : second;
            assertEquals(next, module.gradBias().get(1), ROUNDING);
            copy.updateGradParameters(0.9, 0.5, nesterov);
            assertEquals(next, ((Linear) copy).gradBias().get(1), ROUNDING);
        }
        Linear damped = nn.Linear(2, 1);
        damped.gradBias().fill(1);
        damped.updateGradParameters(0.75);
        assertEquals(1, damped.gradBias().get(1), ROUNDING);
        damped.updateGradParameters(0);
        assertEquals(1, damped.gradBias().get(1), ROUNDING);
    }

    @Test
    void rowsAndColumnsAreBounded() {
        Sequential net = nn.Sequential().add(nn.Linear(3, 4)).add(nn.Tanh());
        Linear linear = net.get(1, Linear.class);
        linear.weight().fill(1);
        linear.bias().fill(9);
        net.maxParamNorm(0.5);
        assertEquals(0.5, linear.weight().select(1, 2).norm(), 1e-6);
        net.maxParamNorm(null, 0.1);
        assertEquals(0.1, linear.weight().select(2, 2).norm(), 1e-6);
        assertEquals(9, linear.bias().get(1));
        linear.hyperparameters().maxOutNorm = 0.01;
        net.maxParamNorm(null, null);
        assertEquals(0.01, linear.weight().select(1, 2).norm(), 1e-6);
    }

    @Test
    void tablesHaveTheirOutputsInColumns() {
        LookupTable table = nn.LookupTable(4, 9);
        table.weight().fill(1);
        table.maxParamNorm(1.0);
        assertEquals(1, table.weight().select(2, 3).norm(), 1e-6);
        table.weight().fill(1);
        table.maxParamNorm(null, 1.0);
        assertEquals(2 / 3.0, table.weight().select(2, 3).norm(), 1e-6);
        assertEquals(1, table.weight().select(1, 3).norm(), 1e-6);
    }

    @Test
    void backwardUpdateIsOneStepOfDescent() {
        Sequential net = net();
        Module expected = net.clone();
        Activity input = new Samples(3).parse("[5,3]");
        Activity gradOutput = new Samples(4).parse("[5,2]");
        List<Tensor> gradients = copies(net.parameters().gradients());
        net.forward(input);
        Activity gradInput = net.backwardUpdate(input, gradOutput, 0.1);
        expected.zeroGradParameters();
        expected.forward(input);
        Samples.assertClose("gradInput", expected.backward(input, gradOutput), gradInput, ROUNDING);
        expected.updateParameters(0.1);
        assertAll(expected.parameters().weights(), net.parameters().weights());
        assertAll(gradients, net.parameters().gradients());
    }

    @Test
    void modulesAreFoundAndListed() {
        Sequential net = net();
        assertEquals(4, net.listModules().size());
        assertEquals(List.of(net.get(1), net.get(3)), net.findModules(Linear.class));
        assertEquals(List.of(), net.findModules(LookupTable.class));
        String message = assertThrows(IllegalArgumentException.class, () -> net.get(2, Linear.class))
                .getMessage();
        assertEquals("Sequential[2]: expected a module of Linear, got Tanh", message);
    }

    @Test
    void oneNetSharesWithAnother() {
        Sequential net = net();
        Sequential other = net();
        assertEquals(net, net.share(other, "weight", "gradWeight"));
        other.get(3, Linear.class).weight().fill(3);
        other.get(3, Linear.class).bias().fill(4);
        assertEquals(3, net.get(3, Linear.class).weight().get(1, 2));
        assertEquals(true, net.get(3, Linear.class).bias().get(1) != 4);
        LSTM first = nn.LSTM(2, 3);
        LSTM second = nn.LSTM(2, 3);
        first.share(second, "weight", "bias", "gradWeight", "gradBias");
        second.getParameters();
        assertAll(copies(first.parameters().weights()), second.parameters().weights());
    }

    @Test
    void sharedClonesShareWhatTheyAreToldTo() {
        Linear linear = nn.Linear(2, 2);
        Linear weights = (Linear) linear.sharedClone(true, false);
        Linear gradients = (Linear) linear.sharedClone(false, true);
        linear.weight().fill(5);
        linear.gradWeight().fill(6);
        assertEquals(5, weights.weight().get(1, 1));
        assertEquals(true, weights.gradWeight().get(1, 1) != 6);
        assertEquals(true, gradients.weight().get(1, 1) != 5);
        assertEquals(6, gradients.gradWeight().get(1, 1));
    }

    @Test
    void outsideTellsTheSizes() {
        torch.manualSeed(1);
        assertEquals("[5, 2]", java.util.Arrays.toString(net().outside(5, 3)));
    }

    @Test
    void aSampleBecomesABatchAndBack() {
        Module module = nn.Identity();
        Tensor single = new Tensor(3, 4);
        assertEquals("[3, 1, 4]", module.toBatch(single, 2, 2).describe());
        assertEquals("[3, 4]", module.fromBatch(new Tensor(3, 1, 4), 2).describe());
        assertEquals("[3, 4]", module.toBatch(single, 1).describe());
        assertEquals("[3, 4]", module.fromBatch(single, 1).describe());
    }

    @Test
    void parametersThatAreNoNumbersAreTold() {
        Sequential net = net();
        net.checkParameters();
        net.get(3, Linear.class).bias().fill(Double.NaN);
        String message =
                assertThrows(IllegalStateException.class, net::checkParameters).getMessage();
        assertEquals("Sequential: expected numbers in parameter 4, got NaN", message);
    }
}
