package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SeqReverseSequenceTest {
    private final Tensor sequence = Expect.matrix(3, 1, 2, 3, 4, 5, 6);

    @Test
    void theDimensionNamedIsTurnedBackToFront() {
        Expect.values(new SeqReverseSequence(1).forward(sequence), 5, 6, 3, 4, 1, 2);
        Expect.values(new SeqReverseSequence(2).forward(sequence), 2, 1, 4, 3, 6, 5);
        Expect.values(new SeqReverseSequence(2).updateGradInput(sequence, sequence), 2, 1, 4, 3, 6, 5);
    }

    @Test
    void indicesKeepTheirType() {
        Tensor reversed = new SeqReverseSequence(1).updateOutput(Tensor.of(1L, 2, 3));
        assertEquals("LongTensor [3]", reversed.describe());
        Expect.values(reversed, 3, 2, 1);
    }

    @Test
    void lengthsMayChangeAndMemoryIsKept() {
        SeqReverseSequence reverse = new SeqReverseSequence(1);
        Tensor first = reverse.updateOutput(sequence);
        Expect.values(reverse.forward(sequence.narrow(1, 1, 2)), 3, 4, 1, 2);
        assertSame(first, reverse.updateOutput(sequence));
        assertNotSame(sequence.storage(), first.storage());
    }

    @Test
    void whatWasReversedCanBeReversedInTheSameModule() {
        SeqReverseSequence reverse = new SeqReverseSequence(1);
        Expect.values(reverse.forward(reverse.forward(sequence)), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void othersAreRefused() {
        Expect.refused(
                "SeqReverseSequence: expected input with a dimension 3, got [3, 2]",
                () -> new SeqReverseSequence(3).forward(sequence));
        Expect.refused(
                "SeqReverseSequence: expected gradOutput of the size of the input [3, 2], got [2, 3]",
                () -> new SeqReverseSequence(1).updateGradInput(sequence, sequence.t()));
        Expect.refused("SeqReverseSequence: expected a dimension from 1 on, got 0", () -> new SeqReverseSequence(0));
    }
}
