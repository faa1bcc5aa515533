package org.rnn4j.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.rnn4j.benchmarks.ours.Sequences;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Pace;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.Timing;

/** Time of forward and backward, divided by N and T: what a step of one sequence takes. */
final class Times {
    private static final int HIDDEN = 64;
    private static final int BATCH = 16;
    private static final int STEPS = 20;
    private static final long[] LENGTHS = {10, 20, 50, 100, 200, 500, 1000};
    private static final long[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private final Pace pace;

    Times(Pace pace) {
        this.pace = pace;
    }

    List<Series> all() {
        List<Series> result = new ArrayList<>();
        for (boolean seq : new boolean[] {true, false}) {
            String name = (seq ? "SeqLSTM" : "Sequencer(FastLSTM)") + " H" + HIDDEN;
            result.add(series(name + " N" + BATCH, "T", LENGTHS, seq, steps -> sizes(BATCH, steps)));
            result.add(series(name + " T" + STEPS, "N", BATCHES, seq, batch -> sizes(batch, STEPS)));
        }
        return result;
    }

    private static Sizes sizes(long batch, long steps) {
        return new Sizes(Math.toIntExact(batch), HIDDEN, HIDDEN, Math.toIntExact(steps));
    }

    private Series series(String name, String against, long[] values, boolean seq, LongFunction<Sizes> sizes) {
        List<Contender> contenders = new ArrayList<>();
        for (long value : values) {
            SequenceWork work = SequenceWork.of(Cell.LSTM, sizes.apply(value));
            contenders.add(seq ? Sequences.seq(work) : Sequences.sequencer(work));
        }
        List<Timing> timings = pace.measure(contenders);
        Series series = new Series(name, against, "us per step of one sequence");
        for (int i = 0; i < values.length; i++) {
            Sizes size = sizes.apply(values[i]);
            series.add(values[i], timings.get(i).median() / size.batch() / size.steps());
        }
        return series;
    }
}
