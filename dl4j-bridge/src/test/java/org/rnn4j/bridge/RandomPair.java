package org.rnn4j.bridge;

import static org.rnn4j.bridge.Agreement.random;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.BatchNormalization;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.CMulTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.JoinTable;
import org.rnn4j.facade.layer.table.MapTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.PReLU;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.MaskZero;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.RandomNet;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.Sequencer;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Table;
import org.rnn4j.facade.tensor.Tensor;

/** A net with the same net of which some or all is compiled, and inputs for both. */
record RandomPair(String kind, Module expected, Module actual, Inputs inputs) {
    private static final int SIZE = RandomNet.SIZE;

    /** What the net takes. Batches have the same size each time, as remembered sequences need. */
    record Inputs(Form form, int batch) {
        Activity next(Random random) {
            int length = 1 + random.nextInt(3);
            return switch (form) {
                case ROWS -> row();
                case TABLE_OF_ROWS -> table(length);
                case SEQUENCE -> random.nextBoolean() ? tensor(length) : table(length);
                case TENSOR -> tensor(length);
                case SEQUENCES -> {
                    Table sequences = new Table();
                    for (int i = 0; i < length; i++) {
                        sequences.insert(tensor(2));
                    }
                    yield sequences;
                }
            };
        }

        /** What backward is scaled by: SeqLSTM and SeqGRU take no other scale than 1. */
        double scale() {
            return form == Form.TENSOR ? 1 : 0.5;
        }

        private Tensor row() {
            return batch == 0 ? random(SIZE) : random(batch, SIZE);
        }

        private Tensor tensor(int length) {
            return batch == 0 ? random(length, SIZE) : random(length, batch, SIZE);
        }

        private Table table(int length) {
            Table table = new Table();
            for (int i = 0; i < length; i++) {
                table.insert(row());
            }
            return table;
        }
    }

    private enum Form {
        ROWS,
        TABLE_OF_ROWS,
        SEQUENCE,
        TENSOR,
        SEQUENCES
    }

    /** Draws a pair. */
    static RandomPair draw(Random random) {
        int batch = random.nextInt(4);
        return switch (random.nextInt(9)) {
            case 0 -> of("a net", layers(random, batch), Form.ROWS, batch, net -> net);
            case 1 -> {
                Module after = new Linear(SIZE, 2);
                yield of(
                        "in a net",
                        layers(random, batch),
                        Form.ROWS,
                        batch,
                        net -> new Sequential().add(new Tanh()).add(net).add(after.clone()));
            }
            case 2 -> of("in a Sequencer", layers(random, batch), Form.SEQUENCE, batch, Sequencer::new);
            case 3 -> {
                Module lstm = new FastLSTM(SIZE, 2);
                yield of(
                        "before a recurrence",
                        layers(random, batch),
                        Form.SEQUENCE,
                        batch,
                        net -> new Sequencer(new Sequential().add(net).add(lstm.clone())));
            }
            case 4 -> {
                Module again = new Linear(SIZE, SIZE);
                yield of(
                        "in a recurrence",
                        layers(random, batch),
                        Form.SEQUENCE,
                        batch,
                        net -> new Sequencer(new Recurrence(
                                new Sequential()
                                        .add(new ParallelTable().add(net).add(again.clone()))
                                        .add(new CAddTable())
                                        .add(new Tanh()),
                                SIZE,
                                1)));
            }
            case 5 -> of("in a MapTable", layers(random, batch), Form.TABLE_OF_ROWS, batch, net -> new MapTable(net));
            case 6 ->
                of("a Sequencer", new Sequencer(new RandomNet(random, false).make()), Form.SEQUENCE, batch, net -> net);
            case 7 -> of("sequences", sequences(random), Form.TENSOR, Math.max(batch, 1), net -> net);
            default ->
                of(
                        "a Sequencer in a Sequencer",
                        new Sequencer(new RandomNet(random, false).make()),
                        Form.SEQUENCES,
                        Math.max(batch, 1),
                        Sequencer::new);
        };
    }

    private static RandomPair of(String kind, Module part, Form form, int batch, UnaryOperator<Module> around) {
        Module compiled = Dl4j.compile(part);
        return new RandomPair(kind + ": " + part, around.apply(part), around.apply(compiled), new Inputs(form, batch));
    }

    /** From vectors to vectors of the same size, with branches. */
    private static Module layers(Random random, int batch) {
        Sequential net = new Sequential();
        int size = SIZE;
        for (int layer = random.nextInt(3); layer > 0; layer--) {
            int next = 1 + random.nextInt(4);
            switch (random.nextInt(7)) {
                case 0 -> net.add(new Linear(size, next));
                case 1 -> net.add(new Linear(size, next)).add(new PReLU());
                case 2 -> net.add(branches(size, next, random)).add(new CAddTable());
                case 3 -> net.add(branches(size, next, random)).add(new CMulTable());
                case 4 -> {
                    net.add(new Linear(size, next));
                    if (batch > 1) {
                        net.add(new BatchNormalization(next));
                    }
                }
                case 5 -> {
                    net.add(branches(size, next, random)).add(new JoinTable(1, 1));
                    next *= 2;
                }
                default -> {
                    next = size;
                    Linear shared = new Linear(size, size);
                    net.add(new MaskZero(
                            new Sequential().add(shared).add(new Tanh()).add(shared.sharedClone()), 1));
                }
            }
            size = next;
        }
        return net.add(new Linear(size, SIZE)).add(random.nextBoolean() ? new Tanh() : new Sigmoid());
    }

    private static Module branches(int from, int to, Random random) {
        Module deep = new Sequential().add(new Linear(from, 2)).add(new Tanh()).add(new Linear(2, to));
        return random.nextBoolean()
                ? new ConcatTable().add(deep).add(new Linear(from, to))
                : new ConcatTable().add(new Linear(from, to)).add(deep);
    }

    private static Module sequences(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new SeqLSTM(SIZE, 2);
            case 1 -> new SeqGRU(SIZE, 2);
            case 2 -> new BiSequencer(new FastLSTM(SIZE, 2));
            case 3 ->
                new Sequential()
                        .add(new ConcatTable().add(new SeqLSTM(SIZE, 2)).add(new SeqGRU(SIZE, 1)))
                        .add(new JoinTable(3))
                        .add(new Sequencer(new Linear(3, 2)));
            default ->
                new Sequential()
                        .add(new Sequencer(new RandomNet(random, false).make()))
                        .add(new Tanh());
        };
    }

    /** Whether the compiled form is one graph, which can be written to a file. */
    boolean isWritable() {
        return actual instanceof GraphModule && !kind.contains("MaskZero");
    }

    /** The same, with other modules. */
    RandomPair with(UnaryOperator<Module> change) {
        return new RandomPair(kind, change.apply(expected), change.apply(actual), inputs);
    }
}
