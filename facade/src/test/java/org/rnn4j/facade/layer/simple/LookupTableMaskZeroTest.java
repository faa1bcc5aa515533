package org.rnn4j.facade.layer.simple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class LookupTableMaskZeroTest {
    private final Tensor words = Tensor.of(2L, 0, 1);
    private final LookupTableMaskZero table = new LookupTableMaskZero(2, 2);

    @BeforeEach
    void fillTable() {
        table.weight().copy(Tensor.of(7.0, 7, 1, 2, 30, 40));
        table.zeroGradParameters();
    }

    @Test
    void indexZeroGivesZeros() {
        for (ElementType type : ElementType.values()) {
            Expect.values(table.forward(words.to(type)), 30, 40, 0, 0, 1, 2);
        }
        Expect.values(table.weight(), 0, 0, 1, 2, 30, 40);
        assertEquals("[1, 3, 2]", table.updateOutput(words.view(1, 3)).describe());
    }

    @Test
    void thePaddingCollectsAGradientThatTheNextForwardUndoes() {
        table.forward(words);
        table.accGradParameters(words, Expect.matrix(3, 1, 2, 3, 4, 5, 6), 10);
        Expect.values(table.parameters().gradients().get(0), 30, 40, 50, 60, 10, 20);
        table.updateParameters(0.1);
        Expect.values(table.weight(), -3, -4, -4, -4, 29, 38);
        Expect.values(table.forward(Tensor.of(0L, 1)), 0, 0, -4, -4);
    }

    @Test
    void gradInputIsZerosOfTheInputsType() {
        Activity ofLongs = table.updateGradInput(words, new Tensor(3, 2));
        assertEquals("LongTensor [3]", ofLongs.describe());
        assertSame(ofLongs, table.updateGradInput(words, new Tensor(3, 2)));
    }

    @Test
    void othersAreRefusedBeforeAnythingChanges() {
        Expect.refused(
                "LookupTableMaskZero: expected indices from 0 to 2, got 3 in [2]",
                () -> table.forward(Tensor.of(3L, 0)));
        Expect.refused(
                "LookupTableMaskZero: expected indices in 1 or 2 dimensions as input, got LongTensor [1, 1, 3]",
                () -> table.forward(words.view(1, 1, 3)));
        Expect.refused(
                "LookupTableMaskZero: expected gradOutput of size 2 for each index of [3], got [3]",
                () -> table.accGradParameters(words, new Tensor(3L), 1));
        Expect.refused(
                "LookupTableMaskZero: expected positive sizes, got 0 and 2", () -> new LookupTableMaskZero(0, 2));
        Expect.values(table.weight().select(1, 1), 7, 7);
    }
}
