package org.rnn4j.bridge;

import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.layer.simple.Linear;
import org.rnn4j.facade.layer.simple.LookupTable;
import org.rnn4j.facade.layer.table.CAddTable;
import org.rnn4j.facade.layer.table.ConcatTable;
import org.rnn4j.facade.layer.table.ParallelTable;
import org.rnn4j.facade.layer.transfer.HardTanh;
import org.rnn4j.facade.layer.transfer.LogSoftMax;
import org.rnn4j.facade.layer.transfer.Sigmoid;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.recurrent.FastLSTM;
import org.rnn4j.facade.recurrent.NormStabilizer;
import org.rnn4j.facade.recurrent.Recurrence;
import org.rnn4j.facade.recurrent.Recurrent;

/** The nets of the tutorial, small. */
final class Nets {
    static final int WORDS = 10;

    private Nets() {}

    /** Predicts the next number of a cosine. */
    static Module cosine() {
        return cosine(7);
    }

    static Module cosine(int hidden) {
        return new Sequential()
                .add(new Linear(1, hidden))
                .add(new FastLSTM(hidden, hidden))
                .add(new NormStabilizer())
                .add(new Linear(hidden, 1))
                .add(new HardTanh());
    }

    /** From four numbers to three, with a stabilizer. */
    static Module stable() {
        return new Sequential()
                .add(new Linear(4, 5))
                .add(new FastLSTM(5, 5))
                .add(new NormStabilizer())
                .add(new Linear(5, 3))
                .add(new HardTanh());
    }

    /** Predicts the next word, by Recurrent. */
    static Module words() {
        return new Sequential()
                .add(new Recurrent(7, new LookupTable(WORDS, 7), new Linear(7, 7), new Sigmoid(), 5))
                .add(new Linear(7, WORDS))
                .add(new LogSoftMax());
    }

    /** Predicts the next word, by Recurrence. */
    static Module wordsByRecurrence() {
        Module cell = new Sequential()
                .add(new ParallelTable().add(new LookupTable(WORDS, 7)).add(new Linear(7, 7)))
                .add(new CAddTable())
                .add(new Sigmoid());
        return new Sequential()
                .add(new Recurrence(cell, 7, 0))
                .add(new Linear(7, WORDS))
                .add(new LogSoftMax());
    }

    /** From four numbers to three, with a module of a user's. */
    static Module gated() {
        return new Sequential()
                .add(new ConcatTable().add(new Linear(4, 3)).add(new Linear(4, 3)))
                .add(new Gate(3));
    }
}
