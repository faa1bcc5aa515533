package org.rnn4j.benchmarks.work;

/**
 * Sizes of a batch of sequences, and of a net that reads them.
 *
 * @param batch N, sequences in a batch
 * @param input I, size of the input of a step
 * @param hidden H, size of the hidden state
 * @param steps T, steps in a sequence
 */
public record Sizes(int batch, int input, int hidden, int steps) {

    /** {@code N80 I300 H300 T10}. */
    @Override
    public String toString() {
        return "N" + batch + " I" + input + " H" + hidden + " T" + steps;
    }
}
