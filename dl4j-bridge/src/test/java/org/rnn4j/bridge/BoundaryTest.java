package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;
import static org.rnn4j.bridge.Agreement.sameStep;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.facade.kernels.ElementType;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** Torch's conventions outside, Deeplearning4j's inside. */
@ExtendWith(Doubles.class)
final class BoundaryTest {
    @Test
    void sequencesOfSingleExamples() {
        Module eager = new Sequencer(new FastLSTM(3, 4));
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        sameStep("tensor", eager, compiled, random(5, 3));
        eager.forget();
        sameStep("table", eager, compiled, Agreement.steps(random(5, 3)));
        eager.forget();
        sameStep("batch again", eager, compiled, random(5, 2, 3));
    }

    @Test
    void tablesOfSequences() {
        Module pairs = new Sequential()
                .add(new ParallelTable().add(new LookupTable(10, 3)).add(new Linear(2, 3)))
                .add(new CAddTable());
        Module eager = new Sequencer(pairs);
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        Table steps = new Table();
        for (int t = 0; t < 4; t++) {
            steps.insert(Table.of(randomIndices(10, 5), random(5, 2)));
        }
        sameStep("a table at every step", eager, compiled, steps);
    }

    static Stream<Arguments> badInputs() {
        Module lstm = new Sequencer(new FastLSTM(3, 4));
        Module words = new Sequencer(new LookupTable(10, 3));
        return Stream.of(
                Arguments.of(
                        lstm,
                        random(5, 2, 4),
                        "Sequencer: expected input of size 3 in the last dimension, got [5, 2, 4]"),
                Arguments.of(
                        lstm,
                        random(3),
                        "Sequencer: expected input of vectors, [T, N, D] or a table of [N, D], got [3]"),
                Arguments.of(
                        lstm,
                        random(5, 2, 3).to(ElementType.FLOAT),
                        "Sequencer: expected input of type torch.DoubleTensor, got [5, 2, 3]"),
                Arguments.of(
                        lstm,
                        new Table(),
                        "Sequencer: expected a sequence as input, a table of steps or a tensor [T, ...], got {}"),
                Arguments.of(
                        lstm,
                        Table.of(random(2, 3), random(3, 3)),
                        "Sequencer: expected input with steps of one size, [2, 3], got [3, 3]"),
                Arguments.of(
                        words,
                        randomIndices(10, 5, 2, 2),
                        "Sequencer: expected input of indices, [T, N] or a table of [N], got LongTensor [5, 2, 2]"),
                Arguments.of(
                        words,
                        Tensor.of(3L, 11L).view(1, 2),
                        "Sequencer: expected indices from 1 to 10 as input, got 11 in LongTensor [1, 2]"),
                Arguments.of(
                        words,
                        Tensor.of(0L, 3L).view(1, 2),
                        "Sequencer: expected indices from 1 to 10 as input, got 0 in LongTensor [1, 2]"),
                Arguments.of(
                        words,
                        Tensor.of(3, Double.NaN).view(1, 2),
                        "Sequencer: expected indices from 1 to 10 as input, got NaN in [1, 2]"),
                Arguments.of(
                        words,
                        Tensor.of(3, 2.5).view(1, 2),
                        "Sequencer: expected indices from 1 to 10 as input, got 2.5 in [1, 2]"),
                Arguments.of(
                        new Linear(3, 4),
                        Table.of(random(2, 3)),
                        "Linear(3 -> 4): expected a tensor as input, got {[2, 3]}"),
                Arguments.of(
                        new ParallelTable().add(new Linear(3, 4)).add(new Linear(3, 4)),
                        Table.of(random(2, 3)),
                        "ParallelTable: expected a table of 2 as input, got {[2, 3]}"),
                Arguments.of(
                        new ParallelTable().add(new Linear(3, 4)).add(new Linear(3, 4)),
                        Table.of(random(2, 3), random(3)),
                        "ParallelTable: expected input with a batch in all parts, or in none, got [3]"));
    }

    @ParameterizedTest
    @MethodSource
    void badInputs(Module net, Activity input, String message) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dl4j.compile(net.toDouble()).forward(input))
                        .getMessage());
    }

    @Test
    void moduleIsUsableAfterBadInput() {
        Module eager = new Sequencer(Nets.cosine()).remember();
        Module compiled = Dl4j.compile(eager);
        eager.zeroGradParameters();
        sameStep("before", eager, compiled, random(4, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> compiled.forward(random(4, 5, 2)));
        sameStep("after", eager, compiled, random(4, 5, 1));
        assertEquals(
                "Sequencer: expected gradOutput like the output, [4, 5, 1], got [4, 5, 2]",
                assertThrows(IllegalArgumentException.class, () -> compiled.backward(random(4, 5, 1), random(4, 5, 2)))
                        .getMessage());
    }

    static Stream<Arguments> otherInputsThanForwardHad() {
        Module lstm = new Sequencer(new FastLSTM(3, 4));
        Module words = new Sequencer(new LookupTable(10, 3));
        Module pairs = new Sequential()
                .add(new ParallelTable().add(new Linear(3, 4)).add(new Linear(3, 4)))
                .add(new CAddTable());
        return Stream.of(
                Arguments.of(lstm, random(4, 2, 3), random(2, 4, 3)),
                Arguments.of(lstm, random(4, 2, 3), random(4, 5, 7)),
                Arguments.of(lstm, random(4, 2, 3), random(8, 3)),
                Arguments.of(lstm, random(4, 2, 3), random(4, 2, 3).toFloat()),
                Arguments.of(lstm, random(4, 2, 3), Agreement.steps(random(4, 2, 3))),
                Arguments.of(lstm, Agreement.steps(random(4, 2, 3)), random(4, 2, 3)),
                Arguments.of(lstm, Agreement.steps(random(4, 2, 3)), Agreement.steps(random(3, 2, 3))),
                Arguments.of(words, randomIndices(10, 4, 2), randomIndices(10, 2, 4)),
                Arguments.of(words, randomIndices(10, 4, 2), random(4, 2, 3)),
                Arguments.of(new Linear(3, 4), random(2, 3), random(3)),
                Arguments.of(pairs, Table.of(random(2, 3), random(2, 3)), Table.of(random(2, 3), random(5, 3))),
                Arguments.of(pairs, Table.of(random(2, 3), random(2, 3)), Table.of(random(2, 3))));
    }

    @ParameterizedTest
    @MethodSource
    void otherInputsThanForwardHad(Module net, Activity input, Activity other) {
        Module compiled = Dl4j.compile(net.toDouble());
        Activity gradOutput = Agreement.randomLike(compiled.forward(input));
        assertEquals(
                net.who() + ": expected the input of the last forward, " + input.describe() + ", got "
                        + other.describe(ElementType.DOUBLE),
                assertThrows(IllegalArgumentException.class, () -> compiled.backward(other, gradOutput))
                        .getMessage());
        compiled.backward(input, gradOutput);
    }
}
