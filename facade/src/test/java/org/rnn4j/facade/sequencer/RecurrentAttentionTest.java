package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class RecurrentAttentionTest {
    private final Tensor x = Expect.matrix(1, 1, 2);

    /** Outputs x, then x + 10 x, then x + 10 (x + 10 x). */
    private final RecurrentAttention growing = new RecurrentAttention(new CAddTable(), new MulConstant(10), 3, 2);

    private static RecurrentAttention trained(Module action, int steps) {
        Module rnn = nn.Sequential()
                .add(nn.ParallelTable().add(nn.Linear(2, 4)).add(nn.Linear(4, 4)))
                .add(nn.CAddTable())
                .add(nn.LSTM(4, 4));
        return nn.RecurrentAttention(rnn, action, steps, 4);
    }

    @Nested
    class Forward {
        @Test
        void eachActionIsMadeOfTheOutputBefore() {
            Table outputs = growing.updateOutput(x);
            Expect.values(outputs.get(1), 1, 2);
            Expect.values(outputs.get(2), 11, 22);
            Expect.values(outputs.get(3), 111, 222);
        }

        @Test
        void evaluationGivesTheSame() {
            RecurrentAttention module = trained(nn.Linear(4, 4), 3);
            Table outputs = module.updateOutput(x).copy();
            module.evaluate();
            Samples.assertClose("output", outputs, module.updateOutput(x), 0);
        }

        @Test
        void actionsComeAlongWhenAskedFor() {
            RecurrentAttention module =
                    trained(nn.Sequential().add(nn.FlattenTable()).add(nn.SelectTable(1)), 2);
            module.forwardActions(true);
            Table outputs = module.updateOutput(x).copy();
            assertEquals("{{[1, 4], [1, 4]}, {[1, 4], [1, 4]}}", outputs.describe());
            Samples.assertClose(
                    "action", outputs.table(1).get(1), outputs.table(2).get(2), 0);
            module.evaluate();
            Samples.assertClose("output", outputs, module.updateOutput(x), 0);
        }
    }

    @Nested
    class Backward {
        private final Table gradOutput = Table.of(new Tensor(1, 4).fill(1), new Tensor(1, 4).fill(1));

        @Test
        void theActionModuleLearnsNothingByItself() {
            RecurrentAttention module = trained(nn.Linear(4, 4), 2);
            module.zeroGradParameters();
            module.forward(x);
            assertEquals("[1, 2]", module.backward(x, gradOutput).describe());
            assertEquals(0, module.action().parameters().gradients().get(0).norm());
            assertNotEquals(0, module.rnn().parameters().gradients().get(0).norm());
        }

        @Test
        void gradientsOfActionsReachTheActionModule() {
            RecurrentAttention module = trained(
                    nn.Sequential()
                            .add(nn.FlattenTable())
                            .add(nn.SelectTable(1))
                            .add(nn.Linear(4, 4)),
                    2);
            module.forwardActions(true);
            module.zeroGradParameters();
            module.forward(x);
            Tensor none = new Tensor(1, 4);
            Table ofActions = Table.of(Table.of(none, none), Table.of(none, new Tensor(1, 4).fill(1)));
            Tensor gradInput = module.backward(x, ofActions).toTensor();
            assertNotEquals(0, module.action().parameters().gradients().get(0).norm());
            assertNotEquals(0, gradInput.norm());
            module.forwardActions(false);
            module.forward(x);
            module.backward(x, gradOutput);
            assertEquals(4, ofActions.table(2).tensor(2).sum());
        }
    }

    @Test
    void stepsAndMemoryAreItsOwnAffair() {
        Table outputs = growing.updateOutput(x).copy();
        growing.remember("both").maxBPTTstep(1);
        Samples.assertClose("output", outputs, growing.updateOutput(x), 0);
        growing.backward(x, outputs);
    }

    @Nested
    class Errors {
        @Test
        void gradientsOfAnotherKindOrLengthAreRefusedAndBackwardStillWorks() {
            Table outputs = growing.updateOutput(x).copy();
            Expect.refused(
                    "RecurrentAttention: expected gradOutput with an entry for each of 3 steps, got {[1, 2]}",
                    () -> growing.backward(x, Table.of(x)));
            Expect.refused(
                    "RecurrentAttention: expected a table as gradOutput, got [1, 2]", () -> growing.backward(x, x));
            growing.backward(x, outputs);
            growing.forwardActions(true);
            Expect.refused(
                    "RecurrentAttention: expected gradOutput with a table {gradient of the output, gradient of the action}"
                            + " for each of 3 steps, got {[1, 2], [1, 2], [1, 2]}",
                    () -> growing.backward(x, outputs));
        }

        @Test
        void callsInTheWrongOrderAreRefused() {
            Expect.tooEarly(
                    "RecurrentAttention: expected forward before backward; call forward with the same input first",
                    () -> growing.backward(x, Table.of(x, x, x)));
            growing.forward(x);
            Expect.tooEarly(
                    "RecurrentAttention: expected updateGradInput before accGradParameters",
                    () -> growing.accGradParameters(x, Table.of(x, x, x), 1));
        }

        @Test
        void othersAreRefused() {
            Expect.refused(
                    "RecurrentAttention: expected a batch as input, 2 dimensions or more, got [2]",
                    () -> growing.forward(x.select(1, 1)));
            Expect.refused(
                    "RecurrentAttention: expected at least 1 step, got 0",
                    () -> new RecurrentAttention(new Identity(), new Identity(), 0, 2));
            Expect.refused(
                    "RecurrentAttention: expected positive sizes as hiddenSize, got []",
                    () -> new RecurrentAttention(new Identity(), new Identity(), 1));
            assertEquals(
                    "RecurrentAttention: add; the modules inside come from the constructor",
                    assertThrows(UnsupportedOperationException.class, () -> growing.add(new Identity()))
                            .getMessage());
        }
    }
}
