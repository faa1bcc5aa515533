package org.rnn4j.facade.sequencer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.InDouble;
import org.rnn4j.facade.layer.Expect;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.MulConstant;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.NarrowTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.module.Samples;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

@ExtendWith(InDouble.class)
final class BiSequencerTest {
    /** The same sums, some of them in another order. */
    private static final double ROUNDING = 1e-13;

    private final Samples samples = new Samples(1);

    /** Merges of two rows of 4, and how many steps they take for a sequence of 3 that is a tensor. */
    record Merge(String name, Supplier<Module> make, int steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Merge> merges() {
        return Stream.of(
                new Merge("join dimension 1 of a sample", () -> new JoinTable(1, 1), 1),
                new Merge("join the last dimension", () -> new JoinTable(-1), 1),
                new Merge("join columns", () -> new JoinTable(2), 1),
                new Merge("join rows", () -> new JoinTable(1), 3),
                new Merge("add", CAddTable::new, 1),
                new Merge("net", () -> net(new Linear(8, 3), new LogSoftMax()), 1),
                new Merge("net of nets", () -> new Sequential().add(net()).add(new Linear(8, 3)), 1),
                new Merge("net with dropout", () -> net(new Dropout(0)), 3),
                new Merge("net with a recurrence", () -> net(new LSTM(8, 2)), 3));
    }

    private static Sequential net(Module... rest) {
        Sequential net = new Sequential().add(new JoinTable(1, 1));
        List.of(rest).forEach(net::add);
        return net;
    }

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

    private static void assertSameSteps(String what, Tensor sequence, Table table) {
        Samples.assertClose(what, steps(sequence), table, ROUNDING);
    }

    @Nested
    class Tensors {
        @ParameterizedTest
        @MethodSource("org.rnn4j.facade.sequencer.BiSequencerTest#merges")
        void giveWhatTablesGive(Merge merge) {
            BiSequencer module = new BiSequencer(
                    new FastLSTM(3, 4), new LSTM(3, 4), merge.make().get());
            Tensor sequence = sample("[3,2,3]");
            Tensor output = module.forward(sequence).toTensor().copy();
            Tensor gradOutput = samples.like(output).toTensor();
            module.zeroGradParameters();
            Tensor gradInput = module.backward(sequence, gradOutput).toTensor().copy();
            List<Tensor> gradients =
                    module.parameters().gradients().stream().map(Tensor::copy).toList();

            assertSameSteps("output", output, module.forward(steps(sequence)).toTable());
            module.zeroGradParameters();
            assertSameSteps(
                    "gradInput",
                    gradInput,
                    module.backward(steps(sequence), steps(gradOutput)).toTable());
            for (int i = 0; i < gradients.size(); i++) {
                Tensor gradient = module.parameters().gradients().get(i);
                Samples.assertClose("gradient " + (i + 1), gradient, gradients.get(i), ROUNDING);
            }
            module.evaluate();
            Samples.assertClose("evaluation", output, module.forward(sequence), ROUNDING);
        }

        @ParameterizedTest
        @MethodSource("org.rnn4j.facade.sequencer.BiSequencerTest#merges")
        void areMergedAtOnceWherePossible(Merge merge) {
            BiSequencer module =
                    new BiSequencer(new LSTM(3, 4), null, merge.make().get());
            module.forward(sample("[3,2,3]"));
            assertEquals(merge.steps() + 1, ((Recursor) module.mergeModule()).step());
        }

        @Test
        void withoutBatchAreTakenToo() {
            BiSequencer module = new BiSequencer(new LSTM(3, 4));
            Tensor sequence = sample("[3,3]");
            Tensor output = module.forward(sequence).toTensor().copy();
            assertEquals("[3, 8]", output.describe());
            assertSameSteps("output", output, module.forward(steps(sequence)).toTable());
        }

        @Test
        void ofOtherDimensionsAreMergedInMemoryOfTheirOwn() {
            BiSequencer module = new BiSequencer(new MulConstant(2), new MulConstant(3), new CAddTable());
            Tensor rows = sample("[3,2,4]");
            module.backward(rows, module.forward(rows));
            Tensor images = sample("[3,2,5,4]");
            Tensor fiveTimes = new Tensor(3, 2, 5, 4).add(5, images);
            Samples.assertClose("output", fiveTimes, module.forward(images), ROUNDING);
            Samples.assertClose("gradInput", fiveTimes, module.backward(images, images), ROUNDING);
        }

        @Test
        void ofIndicesAreTakenToo() {
            BiSequencer module =
                    new BiSequencer(nn.Sequential().add(nn.LookupTable(5, 3)).add(nn.FastLSTM(3, 4)));
            Tensor words = sample("#5[4,2]");
            Tensor output = module.forward(words).toTensor().copy();
            assertSameSteps("output", output, module.forward(steps(words)).toTable());
        }
    }

    @Nested
    class State {
        @Test
        void theOtherWayIsACopyWithParametersOfItsOwn() {
            BiSequencer module = new BiSequencer(new LSTM(3, 4));
            Tensor forward = module.forwardModule().parameters().weights().get(0);
            Tensor backward = module.backwardModule().parameters().weights().get(0);
            assertNotEquals(forward.sum(), backward.sum());
            assertEquals(30, module.parameters().size());
        }

        @Test
        void everyForwardStartsAnew() {
            BiSequencer module = new BiSequencer(new LSTM(3, 4));
            assertSame(module, module.remember("both"));
            Tensor sequence = sample("[3,2,3]");
            Tensor once = module.forward(sequence).toTensor().copy();
            Samples.assertClose("output", once, module.forward(sequence), 0);
        }

        @Test
        void resultsKeepTheirMemory() {
            BiSequencer module = new BiSequencer(new LSTM(3, 4), null, new CAddTable());
            Tensor sequence = sample("[3,2,3]");
            Tensor output = module.forward(sequence).toTensor();
            Tensor gradInput = module.backward(sequence, output).toTensor();
            assertSame(output.storage(), module.forward(sequence).toTensor().storage());
            assertSame(
                    gradInput.storage(),
                    module.backward(sequence, output).toTensor().storage());
        }
    }

    @Nested
    class Errors {
        private final BiSequencer module = new BiSequencer(new LSTM(3, 4));
        private final Tensor sequence = sample("[3,2,3]");
        private final Tensor gradOutput = sample("[3,2,8]");

        @Test
        void gradientsOfAnotherKindOrLengthAreRefusedAndBackwardStillWorks() {
            module.forward(sequence);
            Expect.refused(
                    "BiSequencer: expected gradOutput of the kind of the input, a tensor, got {[2, 8], [2, 8], [2, 8]}",
                    () -> module.backward(sequence, steps(gradOutput)));
            Expect.refused(
                    "BiSequencer: expected gradOutput of as many time steps as the input, 3, got [2, 2, 8]",
                    () -> module.backward(sequence, gradOutput.narrow(1, 1, 2)));
            Expect.refused(
                    "BiSequencer: expected gradOutput of size [3, 2, 8], got [3, 2, 4]",
                    () -> module.backward(sequence, sample("[3,2,4]")));
            Expect.refused(
                    "BiSequencer: expected input of the kind of the last forward, a tensor, got {[2, 3], [2, 3], [2, 3]}",
                    () -> module.backward(steps(sequence), steps(gradOutput)));
            Expect.refused(
                    "BiSequencer: expected input of as many time steps as in the last forward, 3, got [2, 2, 3]",
                    () -> module.backward(sequence.narrow(1, 1, 2), gradOutput));
            module.backward(sequence, gradOutput);
        }

        @Test
        void accumulatingChecksTheSame() {
            module.forward(steps(sequence));
            Expect.refused(
                    "BiSequencer: expected gradOutput of the kind of the input, a table, got [3, 2, 8]",
                    () -> module.accGradParameters(steps(sequence), gradOutput, 1));
        }

        @Test
        void whatIsNoSequenceIsRefused() {
            Expect.refused(
                    "BiSequencer > Sequential[1] > ConcatTable[1] > Sequencer: expected a table, or a tensor of at least 2"
                            + " dimensions whose first one is time, got [3]",
                    () -> module.forward(sample("[3]")));
            Expect.refused(
                    "BiSequencer > Sequential[1] > ConcatTable[1] > Sequencer: expected a table of at least one time step,"
                            + " got {}",
                    () -> module.forward(new Table()));
            Expect.refused(
                    "BiSequencer > Sequential[1] > ConcatTable[1] > Sequencer > LSTM(3 -> 4): expected input of size 3 in"
                            + " the last of 1 or 2 dimensions, got [2, 5]",
                    () -> module.forward(sample("[3,2,5]")));
        }

        @Test
        void backwardBeforeForwardIsRefused() {
            Expect.tooEarly(
                    "BiSequencer: expected forward before backward; call forward with the same input first",
                    () -> module.backward(sequence, gradOutput));
        }

        @Test
        void tensorsNeedAMergeThatGivesTensors() {
            BiSequencer tables = new BiSequencer(new Linear(3, 4), new MulConstant(2), new NarrowTable(1, 2));
            assertEquals(3, tables.forward(steps(sequence)).toTable().size());
            Expect.refused(
                    "BiSequencer > Sequential[2] > Sequencer: expected tensors of the same size for all time steps from the"
                            + " merge, got {{[2, 4], [2, 3]}, {[2, 4], [2, 3]}, {[2, 4], [2, 3]}}; give a table of steps"
                            + " for others",
                    () -> tables.forward(sequence));
        }
    }
}
