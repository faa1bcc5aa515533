package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class SeqBRNNTest {
    /** The same sums, some of them in another order. */
    private static final double ROUNDING = 1e-13;

    private final Samples samples = new Samples(1);
    private final Tensor sequence = sample("[4,2,3]");

    private Tensor sample(String size) {
        return samples.parse(size).toTensor();
    }

    @Nested
    class Forward {
        @Test
        void addsWhatBothWaysSay() {
            SeqBRNN module = new SeqBRNN(3, 5);
            SeqReverseSequence reverse = new SeqReverseSequence(1);
            Tensor there = module.forwardModule().clone().forward(sequence).toTensor();
            Tensor back = module.backwardModule()
                    .clone()
                    .forward(reverse.forward(sequence))
                    .toTensor();
            Tensor sum = there.copy().add(new SeqReverseSequence(1).updateOutput(back));
            Samples.assertClose("output", sum, module.forward(sequence), 0);
        }

        @Test
        void theBatchMayComeFirst() {
            SeqBRNN timeFirst = new SeqBRNN(3, 5);
            SeqBRNN batchFirst = new SeqBRNN(3, 5, true);
            for (int i = 0; i < 4; i++) {
                batchFirst
                        .parameters()
                        .weights()
                        .get(i)
                        .copy(timeFirst.parameters().weights().get(i));
            }
            Tensor output = timeFirst.forward(sequence).toTensor();
            Tensor gradInput = timeFirst.backward(sequence, output).toTensor();
            Tensor swapped = sequence.transpose(1, 2);
            Samples.assertClose("output", output.transpose(1, 2), batchFirst.forward(swapped), ROUNDING);
            Samples.assertClose(
                    "gradInput",
                    gradInput.transpose(1, 2),
                    batchFirst.backward(swapped, output.transpose(1, 2)),
                    ROUNDING);
        }

        @Test
        void bothWaysHaveParametersOfTheirOwn() {
            SeqBRNN module = new SeqBRNN(3, 5);
            assertNotEquals(
                    module.forwardModule().weight().sum(),
                    module.backwardModule().weight().sum());
            assertEquals(4, module.parameters().size());
        }
    }

    @Test
    void rememberReachesBothWays() {
        SeqBRNN module = new SeqBRNN(3, 5);
        Tensor once = module.forward(sequence).toTensor().copy();
        Samples.assertClose("output", once, module.forward(sequence), 0);
        assertSame(module, module.remember("both"));
        assertNotEquals(once.sum(), module.forward(sequence).toTensor().sum());
        module.forget();
        Samples.assertClose("output", once, module.forward(sequence), 0);
        assertEquals("[[remember, both]]", module.calls().toString());
    }

    @Nested
    class Errors {
        private final Module module = new SeqBRNN(3, 5, true, new JoinTable(3));
        private final Tensor gradOutput = sample("[4,2,10]");

        @Test
        void whatIsNoBatchOfSequencesIsRefused() {
            String expected = "SeqBRNN: expected a batch of sequences [N, T, 3] as input, got ";
            Expect.refused(expected + "[4, 3]", () -> module.forward(sample("[4,3]")));
            Expect.refused(expected + "[4, 2, 5]", () -> module.forward(sample("[4,2,5]")));
            Expect.refused(
                    "SeqBRNN: expected input of type torch.DoubleTensor, got LongTensor [4, 2, 3]; toDouble() converts it",
                    () -> module.forward(sample("#5[4,2,3]")));
            Expect.refused(
                    "SeqBRNN: expected a tensor as input, got {[4, 3]}",
                    () -> module.forward(Table.of(sample("[4,3]"))));
        }

        @Test
        void aRefusedBackwardLeavesEverythingAsItWas() {
            module.forward(sequence);
            module.zeroGradParameters();
            assertEquals(
                    "SeqBRNN: a scale other than 1, got 0.5; scale the gradient of the output instead",
                    assertThrows(UnsupportedOperationException.class, () -> module.backward(sequence, gradOutput, 0.5))
                            .getMessage());
            assertThrows(UnsupportedOperationException.class, () -> module.accGradParameters(sequence, gradOutput, 2));
            Expect.refused(
                    "SeqBRNN > Sequential[4] > Transpose: expected gradOutput of size [4, 2, 10], got [4, 2, 5]",
                    () -> module.backward(sequence, sample("[4,2,5]")));
            Expect.refused(
                    "SeqBRNN: expected the input of the last forward, whose output was [4, 2, 10], got [2, 2, 3]",
                    () -> module.backward(sequence.narrow(1, 1, 2), gradOutput));
            assertEquals(0, module.parameters().gradients().get(0).norm());
            module.backward(sequence, gradOutput);
            assertNotEquals(0, module.parameters().gradients().get(0).norm());
        }

        @Test
        void backwardBeforeForwardIsRefused() {
            Expect.tooEarly(
                    "SeqBRNN: expected forward before backward; call forward with the same input first",
                    () -> module.backward(sequence, gradOutput));
        }
    }
}
