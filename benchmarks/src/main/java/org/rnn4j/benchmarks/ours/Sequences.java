package org.rnn4j.benchmarks.ours;

import java.util.function.IntFunction;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;

/** The modules that do a {@link SequenceWork}. */
public final class Sequences {
    private Sequences() {}

    /** SeqLSTM or SeqGRU. */
    public static Contender seq(SequenceWork work) {
        int hidden = work.sizes().hidden();
        Module module = stack(work, input -> switch (work.cell()) {
            case LSTM -> nn.SeqLSTM(input, hidden);
            case GRU -> nn.SeqGRU(input, hidden);
            case RNN -> throw new IllegalArgumentException("there is no Seq" + work.cell());
        });
        return new ModuleSequence(work, module.toFloat(), Layouts.seq(work.cell()));
    }

    /** FastLSTM, GRU or Recurrent in a Sequencer, or two in a BiSequencer. */
    public static Contender sequencer(SequenceWork work) {
        return new ModuleSequence(work, sequencerOf(work), Layouts.step(work.cell()));
    }

    /** The same, compiled. */
    public static Contender compiled(SequenceWork work) {
        return new ModuleSequence(work, Dl4j.compile(sequencerOf(work)), Layouts.step(work.cell()));
    }

    private static Module sequencerOf(SequenceWork work) {
        int hidden = work.sizes().hidden();
        if (work.isBothWays()) {
            int input = work.sizes().input();
            return nn.BiSequencer(step(work.cell(), input, hidden), step(work.cell(), input, hidden))
                    .toFloat();
        }
        return nn.Sequencer(stack(work, input -> step(work.cell(), input, hidden)))
                .toFloat();
    }

    private static Module step(Cell cell, int input, int hidden) {
        return switch (cell) {
            case LSTM -> nn.FastLSTM(input, hidden);
            case GRU -> nn.GRU(input, hidden);
            case RNN -> nn.Recurrent(hidden, nn.Linear(input, hidden), nn.Linear(hidden, hidden), nn.Tanh());
        };
    }

    private static Module stack(SequenceWork work, IntFunction<Module> layer) {
        Module first = layer.apply(work.sizes().input());
        if (work.layers() == 1) {
            return first;
        }
        Sequential stack = nn.Sequential().add(first);
        for (int i = 2; i <= work.layers(); i++) {
            stack.add(layer.apply(work.outputSize()));
        }
        return stack;
    }
}
