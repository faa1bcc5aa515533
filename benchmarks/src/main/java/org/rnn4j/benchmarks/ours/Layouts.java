package org.rnn4j.benchmarks.ours;

import static org.rnn4j.benchmarks.work.Layout.columns;
import static org.rnn4j.benchmarks.work.Layout.rows;
import static org.rnn4j.benchmarks.work.Layout.spareBias;

import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.Weights.Part;

/** How modules keep the weights of a cell. */
final class Layouts {
    /** Row blocks: input gate, candidate, forget gate, output gate. */
    static final Layout FAST_LSTM = new Layout()
            .parameter(rows(Part.INPUT, 0, 2, 1, 3))
            .parameter(rows(Part.BIAS, 0, 2, 1, 3))
            .parameter(rows(Part.RECURRENT, 0, 2, 1, 3));

    /** The gates first, then the candidate. */
    private static final Layout GRU = new Layout()
            .parameter(rows(Part.INPUT, 0, 1))
            .parameter(rows(Part.BIAS, 0, 1))
            .parameter(rows(Part.RECURRENT, 0, 1))
            .parameter(rows(Part.INPUT, 2))
            .parameter(rows(Part.BIAS, 2))
            .parameter(rows(Part.RECURRENT, 2));

    /** The bias of the first step, then input and feedback, each with a bias. That of the input does it all. */
    private static final Layout RECURRENT = new Layout()
            .parameter(spareBias(0))
            .parameter(rows(Part.INPUT, 0))
            .parameter(rows(Part.BIAS, 0))
            .parameter(rows(Part.RECURRENT, 0))
            .parameter(spareBias(0));

    /** Column blocks: input gate, forget gate, output gate, candidate. */
    private static final Layout SEQ_LSTM = seq(0, 1, 3, 2);

    /** Column blocks: reset gate, update gate, candidate. */
    private static final Layout SEQ_GRU = seq(0, 1, 2);

    private Layouts() {}

    private static Layout seq(int... gates) {
        return new Layout()
                .parameter(columns(Part.INPUT, gates), columns(Part.RECURRENT, gates))
                .parameter(columns(Part.BIAS, gates));
    }

    /** Of FastLSTM, GRU or Recurrent. */
    static Layout step(Cell cell) {
        return switch (cell) {
            case LSTM -> FAST_LSTM;
            case GRU -> GRU;
            case RNN -> RECURRENT;
        };
    }

    /** Of SeqLSTM or SeqGRU. */
    static Layout seq(Cell cell) {
        return switch (cell) {
            case LSTM -> SEQ_LSTM;
            case GRU -> SEQ_GRU;
            case RNN -> throw new IllegalArgumentException("there is no Seq" + cell);
        };
    }
}
