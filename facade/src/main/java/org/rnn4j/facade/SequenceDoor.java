package org.rnn4j.facade;

import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.sequencer.BiSequencer;
import org.rnn4j.facade.sequencer.BiSequencerLM;
import org.rnn4j.facade.sequencer.RecurrentAttention;
import org.rnn4j.facade.sequencer.Repeater;
import org.rnn4j.facade.sequencer.SeqBRNN;
import org.rnn4j.facade.sequencer.SeqGRU;
import org.rnn4j.facade.sequencer.SeqLSTM;
import org.rnn4j.facade.sequencer.SeqLSTMP;
import org.rnn4j.facade.sequencer.SeqReverseSequence;
import org.rnn4j.facade.sequencer.Sequencer;

/** Modules that take whole sequences of {@link nn}. */
abstract class SequenceDoor extends TableDoor {
    /** Makes a {@link BiSequencer}. */
    public static BiSequencer BiSequencer(Module forward) {
        return new BiSequencer(forward);
    }

    /** Makes a {@link BiSequencer}. */
    public static BiSequencer BiSequencer(Module forward, @Nullable Module backward) {
        return new BiSequencer(forward, backward);
    }

    /** Makes a {@link BiSequencer}. */
    public static BiSequencer BiSequencer(Module forward, @Nullable Module backward, int mergeDims) {
        return new BiSequencer(forward, backward, mergeDims);
    }

    /** Makes a {@link BiSequencer}. */
    public static BiSequencer BiSequencer(Module forward, @Nullable Module backward, @Nullable Module merge) {
        return new BiSequencer(forward, backward, merge);
    }

    /** Makes a {@link BiSequencerLM}. */
    public static BiSequencerLM BiSequencerLM(Module forward) {
        return new BiSequencerLM(forward);
    }

    /** Makes a {@link BiSequencerLM}. */
    public static BiSequencerLM BiSequencerLM(Module forward, @Nullable Module backward) {
        return new BiSequencerLM(forward, backward);
    }

    /** Makes a {@link BiSequencerLM}. */
    public static BiSequencerLM BiSequencerLM(Module forward, @Nullable Module backward, int mergeDims) {
        return new BiSequencerLM(forward, backward, mergeDims);
    }

    /** Makes a {@link BiSequencerLM}. */
    public static BiSequencerLM BiSequencerLM(Module forward, @Nullable Module backward, @Nullable Module merge) {
        return new BiSequencerLM(forward, backward, merge);
    }

    /** Makes a {@link RecurrentAttention}. */
    public static RecurrentAttention RecurrentAttention(Module rnn, Module action, int nStep, long... hiddenSize) {
        return new RecurrentAttention(rnn, action, nStep, hiddenSize);
    }

    /** Makes a {@link Repeater}. */
    public static Repeater Repeater(Module module, int rho) {
        return new Repeater(module, rho);
    }

    /** Makes a {@link SeqBRNN}. */
    public static SeqBRNN SeqBRNN(int inputDim, int hiddenDim) {
        return new SeqBRNN(inputDim, hiddenDim);
    }

    /** Makes a {@link SeqBRNN}. */
    public static SeqBRNN SeqBRNN(int inputDim, int hiddenDim, boolean batchFirst) {
        return new SeqBRNN(inputDim, hiddenDim, batchFirst);
    }

    /** Makes a {@link SeqBRNN}. */
    public static SeqBRNN SeqBRNN(int inputDim, int hiddenDim, @Nullable Boolean batchFirst, @Nullable Module merge) {
        return new SeqBRNN(inputDim, hiddenDim, batchFirst, merge);
    }

    /** Makes a {@link SeqGRU}. */
    public static SeqGRU SeqGRU(int inputSize, int outputSize) {
        return new SeqGRU(inputSize, outputSize);
    }

    /** Makes a {@link SeqLSTM}. */
    public static SeqLSTM SeqLSTM(int inputSize) {
        return new SeqLSTM(inputSize);
    }

    /** Makes a {@link SeqLSTM}. */
    public static SeqLSTM SeqLSTM(int inputSize, int outputSize) {
        return new SeqLSTM(inputSize, outputSize);
    }

    /** Makes a {@link SeqLSTMP}. */
    public static SeqLSTMP SeqLSTMP(int inputSize, int hiddenSize, int outputSize) {
        return new SeqLSTMP(inputSize, hiddenSize, outputSize);
    }

    /** Makes a {@link SeqReverseSequence}. */
    public static SeqReverseSequence SeqReverseSequence(int dimension) {
        return new SeqReverseSequence(dimension);
    }

    /** Makes a {@link Sequencer}. */
    public static Sequencer Sequencer(Module module) {
        return new Sequencer(module);
    }
}
