package org.rnn4j.benchmarks.work;

/** Kinds of recurrent cells. Gates have libtorch's order. */
public enum Cell {
    /** Gates: input, forget, candidate, output. */
    LSTM(4),
    /** Gates: reset, update, candidate. */
    GRU(3),
    /** One row of units with tanh. */
    RNN(1);

    private final int gates;

    Cell(int gates) {
        this.gates = gates;
    }

    /** How many gates there are, the candidate included. */
    public int gates() {
        return gates;
    }
}
