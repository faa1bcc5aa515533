package org.rnn4j.benchmarks.ours;

import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.LastStepWork;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;

/** The modules that do a {@link LastStepWork} or a {@link SequenceWork}. */
public final class Nets {
    private Nets() {}

    /** Training of a Sequencer. */
    public static Contender training(LastStepWork work) {
        return new ModuleTraining(work, of(work), Layouts.FAST_LSTM);
    }

    /** Training of a compiled Sequencer. */
    public static Contender compiledTraining(LastStepWork work) {
        return new ModuleTraining(work, Dl4j.compile(of(work)), Layouts.FAST_LSTM);
    }

    /** Training of a Sequencer as a ComputationGraph, by {@code fit}. */
    public static Contender fit(LastStepWork work) {
        return new FitTraining(work, of(work), Layouts.FAST_LSTM);
    }

    /** A stream through an LSTM. */
    public static Contender stream(SequenceWork work) {
        Module lstm = nn.FastLSTM(work.sizes().input(), work.sizes().hidden()).toFloat();
        return new Stream(work, lstm, false, Layouts.FAST_LSTM);
    }

    /** A stream through a compiled Sequencer. */
    public static Contender compiledStream(SequenceWork work) {
        Module lstm =
                nn.Sequencer(nn.FastLSTM(work.sizes().input(), work.sizes().hidden()));
        return new Stream(work, Dl4j.compile(lstm.toFloat()), true, Layouts.FAST_LSTM);
    }

    private static Module of(LastStepWork work) {
        Sizes sizes = work.sizes();
        int hidden = sizes.hidden();
        if (!work.isCosine()) {
            return nn.Sequencer(nn.FastLSTM(sizes.input(), hidden)).toFloat();
        }
        return nn.Sequencer(nn.Sequential()
                        .add(nn.Linear(sizes.input(), hidden))
                        .add(nn.FastLSTM(hidden, hidden))
                        .add(nn.NormStabilizer())
                        .add(nn.Linear(hidden, 1))
                        .add(nn.HardTanh()))
                .toFloat();
    }
}
