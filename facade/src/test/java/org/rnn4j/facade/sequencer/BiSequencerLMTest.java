package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class BiSequencerLMTest {
    /** The same sums, some of them in another order. */
    private static final double ROUNDING = 1e-13;

    private final Samples samples = new Samples(1);

    private Tensor sample(String size) {
        return samples.parse(size).toTensor();
    }

    private static Table steps(Tensor sequence) {
        Table table = new Table();
        for (int step = 1; step <= sequence.size(1); step++) {
            table.set(step, sequence.select(1, step));
        }
        return table;
    }

    private static List<Module> merges() {
        return List.of(
                new CAddTable(),
                new Sequential().add(new CAddTable()).add(new Linear(4, 2)),
                new Sequential().add(new CAddTable()).add(new LSTM(4, 2)));
    }

    @Test
    void aStepIsNotSeenByItsOwnOutput() {
        BiSequencerLM module = new BiSequencerLM(new Sequencer(new Identity()), new Sequencer(new Identity()), 1);
        Tensor sequence = Expect.matrix(3, 1, 2, 3);
        Expect.values(module.forward(sequence), 0, 2, 1, 3, 2, 0);
        Expect.values(module.backward(sequence, Expect.matrix(3, 10, 20, 30, 40, 50, 60)), 30, 70, 40);
        assertEquals(
                "{[2], [2]}", module.forward(steps(sequence.narrow(1, 1, 2))).describe());
    }

    @Test
    void tensorsGiveWhatTablesGive() {
        for (Module merge : merges()) {
            BiSequencerLM module = new BiSequencerLM(new FastLSTM(3, 4), new LSTM(3, 4), merge);
            Tensor sequence = sample("[4,2,3]");
            Tensor output = module.forward(sequence).toTensor().copy();
            Tensor gradOutput = samples.like(output).toTensor();
            module.zeroGradParameters();
            Tensor gradInput = module.backward(sequence, gradOutput).toTensor().copy();
            List<Tensor> gradients =
                    module.parameters().gradients().stream().map(Tensor::copy).toList();

            Samples.assertClose("output", steps(output), module.forward(steps(sequence)), ROUNDING);
            module.zeroGradParameters();
            Samples.assertClose(
                    "gradInput", steps(gradInput), module.backward(steps(sequence), steps(gradOutput)), ROUNDING);
            for (int i = 0; i < gradients.size(); i++) {
                Tensor gradient = module.parameters().gradients().get(i);
                Samples.assertClose("gradient " + (i + 1), gradient, gradients.get(i), ROUNDING);
            }
        }
    }

    @Nested
    class OtherLengths {
        private final BiSequencerLM module =
                new BiSequencerLM(new Sequencer(new Identity()), new Sequencer(new Identity()), 1);
        private final Tensor sequence = Expect.matrix(4, 1, 2, 3, 4);
        private final Tensor gradOutput = Expect.matrix(4, 1, 2, 3, 4, 5, 6, 7, 8);

        private Table gradInput(int steps) {
            Table input = steps(sequence.narrow(1, 1, steps));
            module.forward(input);
            return module.backward(input, steps(gradOutput.narrow(1, 1, steps))).toTable();
        }

        @Test
        void tablesKeepTheStepsOfLongerSequencesAsInTorch() {
            assertEquals("{[1], [1], [1], [1]}", gradInput(4).describe());
            assertEquals("{[1], [1], [1], [1]}", gradInput(2).describe());
            Tensor shared = gradInput(4).tensor(2);
            assertEquals(module.gradInput().toTable().get(4), shared);
            module.clearState();
            assertEquals("{[1], [1]}", gradInput(2).describe());
        }

        @Test
        void tensorsAreRightWhateverTheLength() {
            for (int steps : List.of(4, 2, 3, 4)) {
                Tensor x = sequence.narrow(1, 1, steps);
                Tensor gradient = gradOutput.narrow(1, 1, steps);
                module.forward(x);
                Tensor gradInput = module.backward(x, gradient).toTensor();
                assertEquals(gradient.get(2, 1), gradInput.get(1, 1));
                for (int step = 2; step < steps; step++) {
                    assertEquals(gradient.get(step + 1, 1) + gradient.get(step - 1, 2), gradInput.get(step, 1));
                }
                assertEquals(gradient.get(steps - 1, 2), gradInput.get(steps, 1));
            }
        }
    }

    @Test
    void theOtherWayIsACopyWithParametersOfItsOwn() {
        BiSequencerLM module = new BiSequencerLM(new LSTM(3, 4));
        assertNotEquals(
                module.forwardModule().parameters().weights().get(0).sum(),
                module.backwardModule().parameters().weights().get(0).sum());
    }

    @Nested
    class Errors {
        private final BiSequencerLM module = new BiSequencerLM(new LSTM(3, 4));
        private final Tensor sequence = sample("[3,2,3]");
        private final Tensor gradOutput = sample("[3,2,8]");

        @Test
        void oneStepHasNothingToBePredictedFrom() {
            String expected =
                    "BiSequencerLM: expected a table of at least 2 time steps, or a tensor of them in 2 dimensions or"
                            + " more, got ";
            Expect.refused(expected + "{[2, 3]}", () -> module.forward(Table.of(sample("[2,3]"))));
            Expect.refused(expected + "[1, 2, 3]", () -> module.forward(sample("[1,2,3]")));
            Expect.refused(expected + "[3]", () -> module.forward(sample("[3]")));
        }

        @Test
        void holesAreRefused() {
            Expect.refused(
                    "BiSequencerLM: expected an entry for each of 3 time steps, got {nil, nil, [2, 3]}",
                    () -> module.forward(new Table().set(3, sample("[2,3]"))));
        }

        @Test
        void gradientsOfAnotherKindOrLengthAreRefusedAndBackwardStillWorks() {
            module.forward(sequence);
            Expect.refused(
                    "BiSequencerLM: expected gradOutput of the kind of the input, a tensor, got {[2, 8], [2, 8], [2, 8]}",
                    () -> module.backward(sequence, steps(gradOutput)));
            Expect.refused(
                    "BiSequencerLM: expected gradOutput of as many time steps as the input, 3, got [2, 2, 8]",
                    () -> module.backward(sequence, gradOutput.narrow(1, 1, 2)));
            Expect.refused(
                    "BiSequencerLM: expected gradOutput of size [3, 2, 8], got [3, 2, 4]",
                    () -> module.backward(sequence, sample("[3,2,4]")));
            Expect.tooEarly(
                    "BiSequencerLM: expected updateGradInput before accGradParameters",
                    () -> module.accGradParameters(sequence, gradOutput, 1));
            module.backward(sequence, gradOutput);
        }

        @Test
        void modulesCannotBeAdded() {
            assertEquals(
                    "BiSequencerLM: add; the modules inside come from the constructor",
                    assertThrows(UnsupportedOperationException.class, () -> module.add(new Identity()))
                            .getMessage());
        }
    }
}
