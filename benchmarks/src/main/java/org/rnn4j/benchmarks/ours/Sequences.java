package org.rnn4j.benchmarks.ours;

import static org.rnn4j.benchmarks.work.Layout.rows;
import static org.rnn4j.benchmarks.work.Layout.spareBias;

import java.util.function.IntFunction;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Layout;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Weights.Part;
import org.rnn4j.bridge.Dl4j;
import org.rnn4j.facade.layer.container.Sequential;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;

/** The modules that do a {@link SequenceWork}. */
public final class Sequences {
    /** Rows: input gate, candidate, forget gate, output gate. */
    static final Layout FAST_LSTM = new Layout()
            .parameter(rows(Part.INPUT, 0, 2, 1, 3))
            .parameter(rows(Part.BIAS, 0, 2, 1, 3))
            .parameter(rows(Part.RECURRENT, 0, 2, 1, 3));

    /** The bias of the first step, then input and feedback, each with a bias. That of the input does it all. */
    private static final Layout RECURRENT = new Layout()
            .parameter(spareBias(0))
            .parameter(rows(Part.INPUT, 0))
            .parameter(rows(Part.BIAS, 0))
            .parameter(rows(Part.RECURRENT, 0))
            .parameter(spareBias(0));

    private Sequences() {}

    /** A step module in a Sequencer. */
    public static Contender sequencer(SequenceWork work) {
        return new ModuleSequence(work, sequencerOf(work), layout(work));
    }

    /** The same, compiled. */
    public static Contender compiled(SequenceWork work) {
        return new ModuleSequence(work, Dl4j.compile(sequencerOf(work)), layout(work));
    }

    private static Module sequencerOf(SequenceWork work) {
        int hidden = work.sizes().hidden();
        IntFunction<Module> step = switch (work.cell()) {
            case LSTM -> input -> nn.FastLSTM(input, hidden);
            case GRU -> throw new UnsupportedOperationException("GRU");
            case RNN -> input -> nn.Recurrent(hidden, nn.Linear(input, hidden), nn.Linear(hidden, hidden), nn.Tanh());
        };
        Module first = step.apply(work.sizes().input());
        if (work.layers() == 1) {
            return nn.Sequencer(first);
        }
        Sequential stack = nn.Sequential().add(first);
        for (int layer = 2; layer <= work.layers(); layer++) {
            stack.add(step.apply(hidden));
        }
        return nn.Sequencer(stack);
    }

    private static Layout layout(SequenceWork work) {
        return switch (work.cell()) {
            case LSTM -> FAST_LSTM;
            case GRU -> throw new UnsupportedOperationException("GRU");
            case RNN -> RECURRENT;
        };
    }
}
