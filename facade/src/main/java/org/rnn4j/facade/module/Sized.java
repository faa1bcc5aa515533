package org.rnn4j.facade.module;

/** A module that takes vectors of one size and gives vectors of one size. */
public interface Sized {
    /** How many numbers a sample of the input has. */
    int inputSize();

    /** How many numbers a sample of the output has. */
    int outputSize();
}
