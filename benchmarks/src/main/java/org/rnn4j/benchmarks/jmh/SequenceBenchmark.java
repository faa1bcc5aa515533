package org.rnn4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rnn4j.benchmarks.libtorch.Libtorch;
import org.rnn4j.benchmarks.libtorch.TorchSequence;
import org.rnn4j.benchmarks.ours.Sequences;
import org.rnn4j.benchmarks.work.Cell;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.SequenceWork;
import org.rnn4j.benchmarks.work.Sizes;

/** Forward and backward of LSTM and GRU layers over a batch of sequences. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SequenceBenchmark {
    /** The kind of cell. */
    @Param({"LSTM", "GRU"})
    public Cell cell = Cell.LSTM;

    /** N, I, H and T. */
    @Param({"80x300x300x10", "64x128x128x20"})
    public String sizes = "";

    /** Who computes. */
    @Param
    public Way way = Way.SEQ;

    private Contender contender = new Nobody();

    /** Who computes. */
    public enum Way {
        /** SeqLSTM or SeqGRU. */
        SEQ,
        /** FastLSTM or GRU in a Sequencer. */
        SEQUENCER,
        /** The same, compiled. */
        COMPILED,
        /** libtorch. */
        LIBTORCH
    }

    /** Makes the layer. */
    @Setup(Level.Trial)
    public void open() {
        Libtorch.configure(Runtime.getRuntime().availableProcessors());
        String[] words = sizes.split("x", -1);
        SequenceWork work = SequenceWork.of(
                cell,
                new Sizes(
                        Integer.parseInt(words[0]),
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3])));
        contender = switch (way) {
            case SEQ -> Sequences.seq(work);
            case SEQUENCER -> Sequences.sequencer(work);
            case COMPILED -> Sequences.compiled(work);
            case LIBTORCH -> new TorchSequence(work);
        };
    }

    /** Lets the layer go. */
    @TearDown(Level.Trial)
    public void close() {
        contender.close();
    }

    /** Once forward and back. */
    @Benchmark
    public void forwardBackward() {
        contender.iterate();
    }
}
