package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

/** What {@link BatchNormalization} does where a batch has no variance. */
@ExtendWith(InDouble.class)
final class BatchNormalizationTest {
    private final BatchNormalization norm = new BatchNormalization(2, 0.0);
    private final Tensor row = Tensor.of(3.0, 8);

    @BeforeEach
    void statistics() {
        norm.weight().fill(2);
        norm.parameters().weights().get(1).fill(1);
        norm.runningMean().fill(1);
        norm.runningVar().fill(4);
        norm.zeroGradParameters();
    }

    @Test
    void aBatchOfOneGoesByTheRunningStatisticsAndLeavesThem() {
        Tensor x = row.view(1, 2);
        Expect.values(norm.forward(x), 3, 8);
        Expect.values(norm.backward(x, Expect.matrix(1, 1, 10)), 1, 10);
        Expect.values(norm.parameters().gradients().get(0), 1, 35);
        Expect.values(norm.runningMean(), 1, 1);
        Expect.values(norm.runningVar(), 4, 4);
    }

    @Test
    void evaluationTakesASampleAsABatchOfOne() {
        norm.evaluate();
        assertEquals("[1, 2]", norm.forward(row).describe());
        Expect.values(norm.forward(row), 3, 8);
        assertEquals("[2]", row.describe());
        assertEquals("[1, 2]", norm.backward(row, Tensor.of(1.0, 10)).describe());
        Expect.values(norm.backward(row, Expect.matrix(1, 1, 10)), 1, 10);
    }

    @Test
    void trainingTakesBatchesOnly() {
        Expect.refused(
                "BatchNormalization (2D) (2): expected a batch of size [N, 2] as input, got [2]",
                () -> norm.forward(row));
    }
}
