package org.rnn4j.facade.layer.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.module.Parameters;
import org.rnn4j.facade.tensor.Generator;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class WeightNormTest {
    private final Tensor x = Generator.global().normal(new Tensor(3, 4));

    @Test
    void lengthsAreThoseOfG() {
        Linear linear = new Linear(4, 2);
        WeightNorm module = new WeightNorm(linear);
        Tensor g = module.parameters().weights().get(1);
        g.copy(Tensor.of(2.0, -3));
        module.forward(x);
        assertEquals(2, linear.weight().select(1, 1).norm(), 1e-3);
        assertEquals(3, linear.weight().select(1, 2).norm(), 1e-3);
    }

    @Test
    void evaluationBeginsWithTheNewestWeights() {
        Linear linear = new Linear(4, 2);
        WeightNorm module = new WeightNorm(linear);
        module.forward(x);
        module.parameters().weights().get(1).mul(2);
        Tensor before = linear.weight().copy();
        module.evaluate();
        Expect.values(linear.weight(), before.mul(2).toDoubleArray());
        module.parameters().weights().get(1).mul(2);
        module.forward(x);
        Expect.values(linear.weight(), before.toDoubleArray());
    }

    @Test
    void anUpdateGoesDownhill() {
        WeightNorm module = new WeightNorm(new Linear(4, 2));
        Tensor target = Generator.global().normal(new Tensor(3, 2));
        double first = 0;
        double last = 0;
        for (int i = 0; i < 200; i++) {
            module.zeroGradParameters();
            Tensor error = new Tensor().csub(module.forward(x).toTensor(), target);
            last = error.norm();
            first = i == 0 ? last : first;
            module.backward(x, error);
            module.updateParameters(0.05);
        }
        assertEquals(true, last < 0.5 * first);
    }

    @Test
    void parametersAreVAndGAndTheBias() {
        Parameters parameters = new WeightNorm(new Linear(4, 2), 2).parameters();
        assertEquals("[4, 2]", parameters.weights().get(0).describe());
        assertEquals("[4, 1]", parameters.weights().get(1).describe());
        assertEquals("[2]", parameters.weights().get(2).describe());
        Expect.refused(
                "WeightNorm: expected a module with a weight and maybe a bias, got nn.Identity with 0 parameters",
                () -> new WeightNorm(new Identity()));
    }
}
