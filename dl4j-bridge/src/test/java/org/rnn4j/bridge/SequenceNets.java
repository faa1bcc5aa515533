package org.rnn4j.bridge;

import static org.rnn4j.bridge.Agreement.random;
import static org.rnn4j.bridge.Agreement.randomIndices;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.simple.LookupTableMaskZero;
import org.rnn4j.facade.layer.simple.Transpose;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMinTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;
import org.rnn4j.facade.sequencer.AbstractSeqRecurrent;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.BiSequencerLM;
import org.rnn4j.facade.sequencer.SeqBRNN;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.SeqLSTMP;
import org.rnn4j.facade.sequencer.SeqReverseSequence;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Tensor;

/** Modules that take whole sequences of vectors of four numbers, or of words, and give vectors of three. */
final class SequenceNets {
    static final int WORDS = 10;

    private SequenceNets() {}

    /** What the steps of an input are. */
    enum Steps {
        VALUES,
        PADDED_VALUES,
        WORDS,
        PADDED_WORDS
    }

    /**
     * A module for sequences.
     *
     * @param batchFirst whether inputs are {@code [N, T, ...]}
     */
    record Net(String name, Steps steps, boolean batchFirst, Supplier<Module> module) {
        /** A random input; of padded ones the steps of some examples at the beginning and the end are zero. */
        Tensor input(long steps, long batch) {
            Tensor input = switch (this.steps) {
                case VALUES, PADDED_VALUES -> random(steps, batch, 4);
                case WORDS, PADDED_WORDS -> randomIndices(SequenceNets.WORDS, steps, batch);
            };
            if (this.steps == Steps.PADDED_VALUES || this.steps == Steps.PADDED_WORDS) {
                input.select(1, 1).select(1, 1).fill(0);
                input.select(1, steps).select(1, batch).fill(0);
                input.select(1, (steps + 1) / 2).select(1, batch).fill(0);
            }
            return batchFirst ? input.transpose(1, 2).contiguous() : input;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Net net(String name, Supplier<Module> module) {
        return new Net(name, Steps.VALUES, false, module);
    }

    private static Net padded(String name, Supplier<Module> module) {
        return new Net(name, Steps.PADDED_VALUES, false, module);
    }

    /** All of them. */
    static Stream<Net> all() {
        return Stream.of(stepwise(), whole(), bothWays()).flatMap(List::stream);
    }

    /** Those that go one way, so that their states can be carried on. */
    static Stream<Net> oneWay() {
        return Stream.of(stepwise(), whole()).flatMap(List::stream);
    }

    /** Those that give sequences with time first, which a criterion can measure. */
    static Stream<Net> timeFirst() {
        return all().filter(net -> !net.batchFirst());
    }

    private static List<Net> stepwise() {
        return List.of(
                net("GRU", () -> new Sequencer(new GRU(4, 3))),
                padded("GRU maskZero", () -> new Sequencer(new GRU(4, 3).maskZero(1))),
                padded("FastLSTM maskZero", () -> new Sequencer(new FastLSTM(4, 3).maskZero(1))),
                padded("LSTM trimZero", () -> new Sequencer(new LSTM(4, 3).trimZero(1))),
                padded("MaskZero of FastLSTM", () -> new Sequencer(new MaskZero(new FastLSTM(4, 3), 1))),
                padded(
                        "Recurrence maskZero",
                        () -> new Sequencer(new Recurrence(
                                        new Sequential()
                                                .add(new ParallelTable()
                                                        .add(new Linear(4, 3))
                                                        .add(new Linear(3, 3)))
                                                .add(new CAddTable())
                                                .add(new Sigmoid()),
                                        3,
                                        1)
                                .maskZero(1))),
                padded(
                        "MaskZero of a net",
                        () -> new Sequencer(new Sequential()
                                .add(new MaskZero(
                                        new Sequential().add(new Linear(4, 3)).add(new Tanh()), 1))
                                .add(new GRU(3, 3).maskZero(1)))),
                new Net(
                        "padded words",
                        Steps.PADDED_WORDS,
                        false,
                        () -> new Sequencer(new Sequential()
                                .add(new LookupTableMaskZero(WORDS, 4))
                                .add(new FastLSTM(4, 3).maskZero(1)))),
                new Net(
                        "masked lookup",
                        Steps.PADDED_WORDS,
                        false,
                        () -> new Sequencer(new Recurrent(
                                3, new LookupTableMaskZero(WORDS, 3), new Linear(3, 3), new Sigmoid(), 5))));
    }

    private static List<Net> whole() {
        return List.of(
                net("SeqLSTM", () -> new SeqLSTM(4, 3)),
                net("SeqLSTMP", () -> new SeqLSTMP(4, 5, 3)),
                net("SeqGRU", () -> new SeqGRU(4, 3)),
                padded("SeqLSTM maskzero", () -> masked(new SeqLSTM(4, 3))),
                padded("SeqLSTMP maskzero", () -> masked(new SeqLSTMP(4, 5, 3))),
                padded("SeqGRU maskzero", () -> masked(new SeqGRU(4, 3))),
                new Net("SeqLSTM batchfirst", Steps.VALUES, true, () -> batchFirst(new SeqLSTM(4, 3))),
                new Net("SeqGRU batchfirst", Steps.PADDED_VALUES, true, () -> batchFirst(masked(new SeqGRU(4, 3)))),
                new Net(
                        "transposed",
                        Steps.VALUES,
                        true,
                        () -> new Sequential()
                                .add(new Transpose(new int[] {1, 2}))
                                .add(new SeqLSTM(4, 3))
                                .add(new Transpose(new int[] {1, 2}))),
                net(
                        "in a row",
                        () -> new Sequential()
                                .add(new SeqLSTM(4, 5))
                                .add(new SeqLSTMP(5, 4, 2))
                                .add(new SeqGRU(2, 3))),
                net(
                        "mixed",
                        () -> new Sequential()
                                .add(new Sequencer(new Linear(4, 3)))
                                .add(new SeqLSTM(3, 3))
                                .add(new Tanh())
                                .add(new Sequencer(
                                        new Sequential().add(new FastLSTM(3, 2)).add(new Linear(2, 2))))
                                .add(new SeqGRU(2, 3))),
                net(
                        "joined",
                        () -> new Sequential()
                                .add(new ConcatTable().add(new SeqLSTM(4, 2)).add(new SeqGRU(4, 1)))
                                .add(new JoinTable(3))),
                net(
                        "least",
                        () -> new Sequential()
                                .add(new ConcatTable().add(new SeqLSTM(4, 3)).add(new SeqGRU(4, 3)))
                                .add(new CMinTable())),
                new Net(
                        "words",
                        Steps.PADDED_WORDS,
                        false,
                        () -> new Sequential()
                                .add(new Sequencer(new LookupTableMaskZero(WORDS, 4)))
                                .add(masked(new SeqLSTM(4, 3)))));
    }

    private static List<Net> bothWays() {
        return List.of(
                net(
                        "reversed",
                        () -> new Sequential()
                                .add(new SeqReverseSequence(1))
                                .add(new SeqLSTM(4, 3))
                                .add(new SeqReverseSequence(1))),
                net("BiSequencer", () -> new BiSequencer(new FastLSTM(4, 2), new GRU(4, 1))),
                net("BiSequencer sum", () -> new BiSequencer(new LSTM(4, 3), null, new CAddTable())),
                net("BiSequencer least", () -> new BiSequencer(new GRU(4, 3), null, new CMinTable())),
                net(
                        "BiSequencer net",
                        () -> new BiSequencer(
                                new FastLSTM(4, 2),
                                null,
                                new Sequential()
                                        .add(new JoinTable(1, 1))
                                        .add(new Linear(4, 3))
                                        .add(new Tanh()))),
                net(
                        "BiSequencers",
                        () -> new Sequential()
                                .add(new BiSequencer(new FastLSTM(4, 2)))
                                .add(new BiSequencer(new GRU(4, 4), null, new CAddTable()))
                                .add(new Sequencer(new Linear(4, 3)))),
                new Net(
                        "BiSequencer words",
                        Steps.WORDS,
                        false,
                        () -> new BiSequencer(
                                new Sequential().add(new LookupTable(WORDS, 4)).add(new FastLSTM(4, 3)),
                                null,
                                new CAddTable())),
                net("BiSequencerLM", () -> new BiSequencerLM(new FastLSTM(4, 2), new GRU(4, 1))),
                net(
                        "BiSequencerLM stack",
                        () -> new BiSequencerLM(
                                new Sequential()
                                        .add(new Sequencer(new Linear(4, 3)))
                                        .add(new Sequencer(new GRU(3, 3))),
                                null,
                                new CAddTable())),
                net("SeqBRNN", () -> new SeqBRNN(4, 3)),
                new Net("SeqBRNN batchfirst", Steps.VALUES, true, () -> new SeqBRNN(4, 3, true)),
                net(
                        "SeqBRNN join",
                        () -> new Sequential()
                                .add(new SeqBRNN(4, 2, false, new JoinTable(3)))
                                .add(new SeqLSTM(4, 3))));
    }

    private static AbstractSeqRecurrent<?> masked(AbstractSeqRecurrent<?> module) {
        module.maskZero();
        return module;
    }

    private static AbstractSeqRecurrent<?> batchFirst(AbstractSeqRecurrent<?> module) {
        module.batchfirst(true);
        return module;
    }
}
