package org.rnn4j.facade.layer.simple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class AddTest {
    private final Tensor x = Expect.matrix(2, 1, 2, 3, 4);

    @Test
    void aVectorIsABatchOfNumbersForABiasOfOne() {
        Add add = new Add(1);
        add.bias().fill(5);
        add.zeroGradParameters();
        Tensor numbers = Tensor.of(1.0, 2, 3);
        Expect.values(add.forward(numbers), 6, 7, 8);
        add.backward(numbers, numbers);
        Expect.values(add.parameters().gradients().get(0), 6);
    }

    @Test
    void biasGoesToEachSample() {
        Add add = new Add(2);
        add.bias().copy(Tensor.of(10.0, 20));
        Expect.values(add.forward(x), 11, 22, 13, 24);
        add.zeroGradParameters();
        add.accGradParameters(x, x, 2);
        Expect.values(add.parameters().gradients().get(0), 8, 12);
    }

    @Test
    void aScalarGoesToAll() {
        Add add = new Add(2, true);
        add.bias().fill(10);
        Expect.values(add.forward(x), 11, 12, 13, 14);
        add.zeroGradParameters();
        add.accGradParameters(x, x, 1);
        Expect.values(add.parameters().gradients().get(0), 10);
    }

    @Test
    void aBiasOfMoreDimensionsTakesBatches() {
        Add add = new Add(new long[] {2, 2});
        add.bias().copy(Tensor.of(10.0, 20, 30, 40));
        Expect.values(add.forward(x), 11, 22, 33, 44);
        Expect.values(add.forward(x.view(1, 2, 2)), 11, 22, 33, 44);
    }

    @Test
    void otherSizesAreRefused() {
        Expect.refused("Add: expected input of size [3], or a batch of that, got [2, 2]", () -> new Add(3).forward(x));
        Expect.refused("Add: expected positive sizes, got [0]", () -> new Add(0));
    }
}
