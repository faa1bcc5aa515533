package org.rnn4j.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.sameTraining;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnn4j.bridge.translate.InputShape;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.criterion.ClassNLLCriterion;
import org.rnn4j.facade.layer.criterion.MSECriterion;
import org.rnn4j.facade.layer.criterion.MaskZeroCriterion;
import org.rnn4j.facade.layer.criterion.SequencerCriterion;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.stochastic.ReinforceNormal;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.table.SplitTable;
import org.rnn4j.facade.layer.table.ZipTable;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Criterion;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.Recursor;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.Repeater;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.SeqReverseSequence;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** What cannot be translated is refused with path, reason and nearest form. */
@ExtendWith(Doubles.class)
final class RefusalTest {
    static Stream<Arguments> modules() {
        Linear shared = new Linear(3, 3);
        return Stream.of(
                Arguments.of(
                        new Recursor(new FastLSTM(3, 4)),
                        "Recursor > FastLSTM(3 -> 4): counts time steps, and a graph cannot run several steps before it goes"
                                + " back; put it into a Sequencer"),
                Arguments.of(
                        new Sequential().add(new Linear(2, 3)).add(new FastLSTM(3, 4)),
                        "Sequential[2] > FastLSTM(3 -> 4): counts time steps, and a graph cannot run several steps before it"
                                + " goes back; put it into a Sequencer"),
                Arguments.of(
                        new Sequencer(new Sequencer(new Linear(2, 3))),
                        "Sequencer > Recursor > Sequencer: takes a sequence, gets one time step of another; one Sequencer"
                                + " around all that runs over time"),
                Arguments.of(
                        new Sequential().add(new CAddTable()).add(new Linear(2, 3)),
                        "Sequential[1] > CAddTable: takes a table, gets an input of which nothing is known; say in the"
                                + " options how many entries the input has"),
                Arguments.of(
                        new Sequential().add(new Linear(2, 3)).add(new CAddTable()),
                        "Sequential[2] > CAddTable: takes a table, gets a tensor of size 3; change the net"),
                Arguments.of(
                        new Sequential().add(new Linear(2, 3)).add(new Linear(4, 3)),
                        "Sequential[2] > Linear(4 -> 3): takes a tensor of size 4, gets a tensor of size 3; make the sizes"
                                + " agree"),
                Arguments.of(
                        new Sequential().add(new Linear(2, 3)).add(new LookupTable(4, 3)),
                        "Sequential[2] > LookupTable: takes word indices, gets a tensor of size 3; an input of the graph"
                                + " that goes to nothing else, or to other lookups only"),
                Arguments.of(
                        new ConcatTable().add(new LookupTable(4, 3)).add(new Linear(1, 3)),
                        "ConcatTable[2] > Linear(1 -> 3): takes a tensor of numbers, gets indices; say what the input is in"
                                + " the options, or change the net"),
                Arguments.of(
                        new Sequential()
                                .add(new ConcatTable().add(new Tanh()).add(new Identity()))
                                .add(new ParallelTable().add(new Tanh())),
                        "Sequential[2] > ParallelTable: takes a table of 1, gets a table of 2; make the sizes agree"),
                Arguments.of(
                        new Sequential().add(shared).add(new Tanh()).add(shared),
                        "Sequential[3] > Linear(3 -> 3): parameters shared with 1.linear, as layers of a graph have each"
                                + " their own; put the modules that share into one that is hosted as a whole"),
                Arguments.of(
                        new Sequencer(new SeqLSTM(2, 3)),
                        "Sequencer > Recursor > SeqLSTM: takes a sequence, gets one time step of another; one Sequencer"
                                + " around all that runs over time"),
                Arguments.of(
                        new Sequential()
                                .add(new ConcatTable().add(new Linear(2, 3)).add(new Linear(2, 3)))
                                .add(new SeqGRU(2, 3)),
                        "Sequential[2] > SeqGRU: takes the states before the first step in a table; the sequence alone, with"
                                + " remember, or with rnnSetPreviousState of the graph"),
                Arguments.of(
                        new Sequential().add(new SeqLSTM(2, 3)).add(batchFirst(new SeqGRU(3, 2))),
                        "Sequential[2] > SeqGRU: takes a sequence with the batch first, gets a sequence with time first; put"
                                + " a Transpose({1, 2}) in between"),
                Arguments.of(
                        new Sequential().add(batchFirst(new SeqGRU(3, 2))).add(new Sequencer(new Linear(2, 2))),
                        "Sequential[2] > Sequencer: takes a sequence, gets a sequence with the batch first; put a"
                                + " Transpose({1, 2}) in between"),
                Arguments.of(
                        new Sequential().add(new SplitTable(1)).add(new SeqLSTM(3, 2)),
                        "Sequential[2] > SeqLSTM: takes a sequence with time first, gets a table of steps; leave out what"
                                + " makes the table"),
                Arguments.of(
                        new SplitTable(-4),
                        "SplitTable: gives a table whose size depends on its input; a table as input of the net, or a"
                                + " ConcatTable of modules that each take a part"),
                Arguments.of(
                        new SeqReverseSequence(3),
                        "SeqReverseSequence: turns around something else than time; a SeqReverseSequence over time, outside of"
                                + " a Sequencer"),
                Arguments.of(
                        new Sequential()
                                .add(new ConcatTable().add(new SeqLSTM(2, 3)).add(new SeqGRU(2, 3)))
                                .add(new JoinTable(1)),
                        "Sequential[2] > JoinTable: joins batches, or tensors of more dimensions; JoinTable(3) for sequences"),
                Arguments.of(
                        new Sequential()
                                .add(new ConcatTable().add(new Linear(2, 3)).add(new Linear(2, 3)))
                                .add(new ZipTable()),
                        "Sequential[2] > ZipTable: exchanges tables that are not sequences; a net without ZipTable"),
                Arguments.of(
                        new Sequential().add(new Linear(2, 3)).add(new Dropout(0.5, false, true)),
                        "Sequential[2] > Dropout(0.5, busy): overwrites its input, which others in a graph may need; Dropout that is not"
                                + " in place"),
                Arguments.of(
                        new ConcatTable().add(new LookupTable(4, 3)).add(new LookupTableMaskZero(4, 3)),
                        "ConcatTable[2] > LookupTableMaskZero: takes word indices with padding, gets indices; an input of the"
                                + " graph that goes to nothing else, or to other lookups only"),
                Arguments.of(
                        new Repeater(new Linear(3, 3), 2),
                        "Repeater: runs over time, and has no rule that takes it apart; use containers that have rules,"
                                + " or register one for org.rnn4j.facade.sequencer.Repeater"),
                Arguments.of(
                        new MaskZero(new SeqLSTM(2, 3), 1),
                        "MaskZero: has SeqLSTM inside, which runs over time, and no rule that takes it apart; use containers"
                                + " that have rules, or register one for org.rnn4j.facade.recurrent.MaskZero"),
                Arguments.of(
                        new Sequential().add(new Sequencer(new Linear(2, 3))).add(new Linear(3, 2)),
                        "Sequential[2] > Linear(3 -> 2): takes a tensor of numbers, gets a sequence; say what the input is"
                                + " in the options, or change the net"));
    }

    private static Module batchFirst(AbstractSeqRecurrent<?> module) {
        module.batchfirst(true);
        return module;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleThatCannotBeTranslated(Module module, String message) {
        assertEquals(
                message,
                assertThrows(UnsupportedOperationException.class, () -> Dl4j.compile(module))
                        .getMessage());
    }

    static Stream<Arguments> criterions() {
        Module net = new Sequencer(new FastLSTM(3, 4));
        GraphOptions plain = new GraphOptions();
        return Stream.of(
                Arguments.of(
                        net,
                        new MSECriterion(),
                        plain,
                        "MSECriterion: measures a whole sequence at once; a SequencerCriterion around it, or the option that"
                                + " it looks at the last step only"),
                Arguments.of(
                        net,
                        new SequencerCriterion(new MSECriterion(), true),
                        plain,
                        "SequencerCriterion: divides by the number of steps; a SequencerCriterion without sizeAverage"),
                Arguments.of(
                        new Linear(3, 4),
                        new MSECriterion(false),
                        plain,
                        "MSECriterion: the sum over a batch, where Deeplearning4j takes the mean; with sizeAverage"),
                Arguments.of(
                        new Linear(3, 4),
                        new ClassNLLCriterion(new Tensor(4)),
                        plain,
                        "ClassNLLCriterion: class weights, ignoreIndex, or the sum over a batch; a plain ClassNLLCriterion,"
                                + " with masks for what does not count"),
                Arguments.of(
                        new Linear(3, 4),
                        new MSECriterion(),
                        new GraphOptions().criterionOnLastStep(),
                        "MSECriterion: looks at the last step of a tensor of size 4; a net whose output is a sequence"),
                Arguments.of(
                        new ConcatTable().add(new Linear(3, 4)).add(new Linear(3, 4)),
                        new MSECriterion(),
                        plain,
                        "MSECriterion: measures a table of 2; a net with one tensor as output"),
                Arguments.of(
                        new Sequencer(new FastLSTM(3, 4)).remember(),
                        new SequencerCriterion(new MSECriterion()),
                        plain,
                        "Sequencer: remembers (both), and every fit of a graph begins a new sequence; give rho in the options"
                                + " for truncated backpropagation over long sequences, or compile the module"),
                Arguments.of(
                        new SeqLSTM(3, 4).remember(),
                        new SequencerCriterion(new MSECriterion()),
                        plain,
                        "SeqLSTM: remembers (both), and every fit of a graph begins a new sequence; give rho in the options"
                                + " for truncated backpropagation over long sequences, or compile the module"),
                Arguments.of(
                        batchFirst(new SeqLSTM(3, 4)),
                        new SequencerCriterion(new MSECriterion()),
                        plain,
                        "SequencerCriterion: measures a sequence with the batch first; a net with a Transpose({1, 2}) at its"
                                + " end"),
                Arguments.of(
                        new Linear(3, 4),
                        new MaskZeroCriterion(new MSECriterion(), 2),
                        plain,
                        "MaskZeroCriterion: samples of several dimensions; MaskZeroCriterion(criterion, 1) over vectors"),
                Arguments.of(
                        new BiSequencer(new FastLSTM(3, 4)),
                        new SequencerCriterion(new MSECriterion()),
                        new GraphOptions().rho(3),
                        "BiSequencer > Sequential[1] > ConcatTable[2] > Sequential[1] > ReverseTable: turns sequences around,"
                                + " and rho cuts them into segments that end before they do; leave rho out, or cut the"
                                + " sequences before they come here"),
                Arguments.of(
                        net,
                        new MSECriterion(),
                        new GraphOptions().criterionOnLastStep().rho(3),
                        "GraphOptions: rho 3 together with a criterion on the last step, which most segments do not have; mask"
                                + " the labels of all other steps instead"));
    }

    @ParameterizedTest
    @MethodSource("criterions")
    void criterionThatCannotBeTranslated(Module net, Criterion criterion, GraphOptions options, String message) {
        assertEquals(
                message,
                assertThrows(
                                UnsupportedOperationException.class,
                                () -> Dl4j.toComputationGraph(net, criterion, options))
                        .getMessage());
    }

    @Test
    void optionsSayWhatModulesDoNot() {
        Module sum = new Sequential().add(new CAddTable()).add(new Linear(2, 3));
        GraphOptions options = new GraphOptions().input(InputShape.table(InputShape.values(2), InputShape.values()));
        sameTraining(sum, Dl4j.compile(sum, options), Table.of(random(5, 2), random(5, 2)));

        Module sums = new Sequencer(new Sequential().add(new CAddTable()).add(new Linear(2, 3)));
        GraphOptions steps = new GraphOptions()
                .input(InputShape.sequence(InputShape.table(InputShape.values(2), InputShape.values(2))));
        Table sequence = Table.of(Table.of(random(5, 2), random(5, 2)), Table.of(random(5, 2), random(5, 2)));
        sameTraining(sums, Dl4j.compile(sums, steps), sequence);
    }

    @Test
    void rewardsAreNotHandedOn() {
        Tensor reward = Tensor.of(1.0, 2);
        Module net = Dl4j.compile(new Sequential().add(new Linear(2, 3)).add(new ReinforceNormal(0.1)));
        assertEquals(
                "Sequential: reinforce, as nn.ReinforceNormal learns by reward; train the module without a graph",
                assertThrows(UnsupportedOperationException.class, () -> net.reinforce(reward))
                        .getMessage());
        Dl4j.compile(new Linear(2, 3)).reinforce(reward);
    }
}
