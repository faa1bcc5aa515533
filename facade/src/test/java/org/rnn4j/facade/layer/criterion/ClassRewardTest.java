package org.rnn4j.facade.layer.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.stochastic.ReinforceNormal;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class ClassRewardTest {
    private final ReinforceNormal draw = new ReinforceNormal(0.1);
    private final Linear linear = new Linear(2, 2);
    private final Sequential net = new Sequential().add(linear).add(draw);
    private final Tensor scores = Expect.matrix(2, 0.1, 0.7, 0.7, 0.5, 0.2, 0.1);

    @Test
    void rightClassesEarnWhatWasNotExpected() {
        VRClassReward criterion = new VRClassReward(net, 3);
        Table input = Table.of(scores, Expect.matrix(2, 0.5, 0.25));
        Tensor classes = Tensor.of(2L, 3);
        assertEquals(-1.5, criterion.forward(input, classes));
        Expect.values(criterion.reward(), 3, 0);
        Table gradient = criterion.backward(input, classes).toTable();
        Expect.values(draw.reward(), (3 - 0.5) / 2, -0.25 / 2);
        Expect.values(gradient.get(1), 0, 0, 0, 0, 0, 0);
        Expect.values(gradient.get(2), 0.5 - 3, 0.25);
        assertEquals(2, gradient.tensor(2).dim());
        criterion.sizeAverage(false);
        assertEquals(-3, criterion.forward(input, classes));
        criterion.backward(input, classes);
        Expect.values(draw.reward(), 3 - 0.5, -0.25);
    }

    @Test
    void aSingleSampleHasVectors() {
        VRClassReward criterion = new VRClassReward(net);
        Table input = Table.of(Tensor.of(0.1, 0.2), Tensor.of(0.25));
        Tensor right = Tensor.of(2L);
        assertEquals(-1, criterion.forward(input, right));
        Table gradient = criterion.backward(input, right).toTable();
        assertEquals("{[2], [1]}", gradient.describeSizes());
        Expect.values(gradient.get(2), 2 * (0.25 - 1));
        Expect.values(draw.reward(), 0.75);
    }

    @Test
    void whatIsExpectedOfABatchIsAColumn() {
        VRClassReward criterion = new VRClassReward(net);
        Expect.refused(
                "VRClassReward: expected a reward expected of each sample, of size [2, 1], got [2]",
                () -> criterion.forward(Table.of(scores, Tensor.of(0.5, 0.5)), Tensor.of(1L, 1)));
    }

    @Test
    void decisionsAreRightOrNot() {
        BinaryClassReward criterion = new BinaryClassReward(net);
        Table input = Table.of(Tensor.of(0.6, 0.5, 0.1, 0.9), new Tensor(4));
        Tensor wanted = Tensor.of(1L, 1, 0, 0);
        assertEquals(-0.5, criterion.forward(input, wanted));
        criterion.backward(input, wanted);
        Expect.values(draw.reward(), 0.25, 0, 0.25, 0);
    }

    @Test
    void theModuleKeepsItsType() {
        new VRClassReward(net).toFloat();
        assertSame(ElementType.DOUBLE, linear.elementType());
    }
}
