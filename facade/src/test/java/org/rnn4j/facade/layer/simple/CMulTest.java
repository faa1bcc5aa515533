package org.rnn4j.facade.layer.simple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class CMulTest {
    private final Tensor x = Expect.matrix(2, 1, 2, 3, 4);

    @Test
    void sizesOfOneStretch() {
        CMul rows = new CMul(2, 1);
        rows.weight().copy(Tensor.of(10.0, 100));
        Expect.values(rows.forward(x), 10, 20, 300, 400);
        rows.zeroGradParameters();
        rows.accGradParameters(x, x, 1);
        Expect.values(rows.parameters().gradients().get(0), 5, 25);
    }

    @Test
    void samplesOfABatchShareTheWeight() {
        CMul columns = new CMul(2);
        columns.weight().copy(Tensor.of(10.0, 100));
        Expect.values(columns.forward(x), 10, 200, 30, 400);
        columns.zeroGradParameters();
        columns.accGradParameters(x, x, 1);
        Expect.values(columns.parameters().gradients().get(0), 10, 20);
    }

    @Test
    void otherSizesAreRefused() {
        Expect.refused(
                "CMul: expected input that the weight [3] stretches over, or a batch of its size, got [2, 2]",
                () -> new CMul(3).forward(x));
        Expect.refused("CAdd: expected positive sizes, got [2, -1]", () -> new CAdd(2, -1));
    }
}
