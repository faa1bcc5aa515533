package org.rnn4j.facade.sequencer;

import java.util.Random;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Identity;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.stochastic.Dropout;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.layer.transfer.Tanh;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.AbstractRecurrent;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.GRU;
import org.rnn4j.facade.recurrent.LSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;

/** Nets of a few layers, recurrent and not, most of which can run over whole sequences. */
public final class RandomNet {
    /** Size of inputs that are vectors. */
    public static final int SIZE = 3;
    /** Number of different words. */
    public static final int WORDS = 6;

    private final Random random;
    private final boolean words;

    /** @param words whether inputs are word indices */
    public RandomNet(Random random, boolean words) {
        this.random = random;
        this.words = words;
    }

    /** A net that takes vectors or words. */
    public Module make() {
        if (!words && random.nextInt(3) == 0) {
            return core(SIZE, 4);
        }
        Sequential net = new Sequential();
        int size = SIZE;
        if (words) {
            size = 4;
            net.add(
                    random.nextInt(3) == 0
                            ? new Recurrent(size, new LookupTable(WORDS, size), new Linear(size, size), new Tanh())
                            : new LookupTable(WORDS, size));
        }
        for (int layer = 1 + random.nextInt(3); layer > 0; layer--) {
            int next = 2 + random.nextInt(3);
            int kind = random.nextInt(8);
            if (kind < 4) {
                net.add(core(size, next));
                size = next;
            } else if (kind == 4) {
                net.add(new Linear(size, next));
                size = next;
            } else if (kind == 5) {
                net.add(new Sequential().add(new Linear(size, next)).add(transfer()));
                size = next;
            } else {
                net.add(kind == 6 ? transfer() : new NormStabilizer(0.5));
            }
        }
        if (random.nextInt(8) == 0) {
            net.add(
                    random.nextBoolean()
                            ? new Dropout(0)
                            : new Sequential()
                                    .add(new ConcatTable().add(new Identity()).add(new Tanh()))
                                    .add(new CAddTable()));
        }
        if (random.nextInt(3) == 0) {
            net.add(new Linear(size, 2)).add(new LogSoftMax());
        }
        return net;
    }

    private Module transfer() {
        return random.nextBoolean() ? new Tanh() : new Sigmoid();
    }

    private Module core(int from, int to) {
        int kind = random.nextInt(6);
        AbstractRecurrent core = switch (kind) {
            case 0 -> new FastLSTM(from, to);
            case 1 -> new LSTM(from, to);
            case 2 -> new LSTM(from, to, null, false);
            case 3 -> new GRU(from, to);
            case 4 -> new Recurrent(to, new Linear(from, to), new Linear(to, to), transfer());
            default ->
                new Recurrence(
                        new Sequential()
                                .add(new ParallelTable()
                                        .add(new Linear(from, to))
                                        .add(new Linear(to, to)))
                                .add(new CAddTable())
                                .add(transfer()),
                        to,
                        1);
        };
        return kind < 4 && random.nextInt(3) == 0 ? core.maskZero(1) : core;
    }
}
