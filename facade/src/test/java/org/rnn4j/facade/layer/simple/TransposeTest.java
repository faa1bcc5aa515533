package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class TransposeTest {
    private static final int[] FIRST_TWO = {1, 2};
    private static final int[] LAST_TWO = {2, 3};

    @Test
    void pairsAreExchangedOneAfterTheOther() {
        Tensor x = new Tensor(2, 3, 4);
        Tensor y = nn.Transpose(FIRST_TWO, LAST_TWO).updateOutput(x);
        assertEquals("[3, 4, 2]", y.describe());
        assertEquals(
                "[2, 3, 4]",
                nn.Transpose(FIRST_TWO, LAST_TWO).updateGradInput(x, y).describe());
        Expect.values(nn.Transpose(FIRST_TWO).forward(Expect.matrix(2, 1, 2, 3, 4, 5, 6)), 1, 4, 2, 5, 3, 6);
    }

    @Test
    void theResultIsACopyInTheSameMemory() {
        Transpose transpose = new Transpose(FIRST_TWO);
        Tensor x = Expect.matrix(2, 1, 2, 3, 4);
        Tensor y = transpose.updateOutput(x);
        assertNotSame(x.storage(), y.storage());
        assertEquals(true, y.isContiguous());
        assertSame(y, transpose.updateOutput(x));
    }

    @Test
    void batchesKeepTheirDimension() {
        Transpose transpose = new Transpose(FIRST_TWO).setNumInputDims(2);
        Tensor batch = new Tensor(5, 2, 3);
        assertEquals("[5, 3, 2]", transpose.updateOutput(batch).describe());
        assertEquals(
                "[5, 2, 3]",
                transpose.updateGradInput(batch, new Tensor(5, 3, 2)).describe());
        assertEquals("[3, 2]", transpose.updateOutput(new Tensor(2, 3)).describe());
        assertEquals(
                "[4, 5, 3, 2]", transpose.updateOutput(new Tensor(4, 5, 2, 3)).describe());
    }

    @Test
    void othersAreRefused() {
        Expect.refused(
                "Transpose: expected input with the dimensions [2, 3], got [2, 4]",
                () -> new Transpose(LAST_TWO).forward(new Tensor(2, 4)));
        Expect.refused(
                "Transpose: expected gradOutput of size [4, 2], got [2, 4]",
                () -> new Transpose(FIRST_TWO).updateGradInput(new Tensor(2, 4), new Tensor(2, 4)));
        Expect.refused(
                "Transpose: expected pairs of dimensions from 1 on, got [0, 1]", () -> new Transpose(new int[] {0, 1}));
        Expect.refused(
                "Transpose: expected pairs of dimensions from 1 on, got [1, 2, 3]",
                () -> new Transpose(new int[] {1, 2, 3}));
    }
}
