package org.rnn4j.facade.kernels;

/** The two orders in which Torch packs the four gate blocks of an LSTM; block positions count from 0. */
public enum LstmGates {
    /** FastLSTM: input gate, cell candidate, forget gate, output gate. */
    INPUT_CANDIDATE_FORGET_OUTPUT(0, 1, 2, 3),
    /** SeqLSTM: input gate, forget gate, output gate, cell candidate. */
    INPUT_FORGET_OUTPUT_CANDIDATE(0, 3, 1, 2);

    private final int input;
    private final int candidate;
    private final int forget;
    private final int output;

    LstmGates(int input, int candidate, int forget, int output) {
        this.input = input;
        this.candidate = candidate;
        this.forget = forget;
        this.output = output;
    }

    /** Block of the input gate. */
    public int input() {
        return input;
    }

    /** Block of the cell candidate. */
    public int candidate() {
        return candidate;
    }

    /** Block of the forget gate. */
    public int forget() {
        return forget;
    }

    /** Block of the output gate. */
    public int output() {
        return output;
    }
}
