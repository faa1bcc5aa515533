package org.rnn4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rnn4j.benchmarks.ours.Words;
import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Sizes;
import org.rnn4j.benchmarks.work.WordWork;

/** An iteration of the tutorial's net that predicts words: forward, backward, update. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WordBenchmark {
    private final WordWork work = new WordWork(new Sizes(8, 1, 7, 5));
    private final Contender recursor = Words.stepByStep(work);
    private final Contender sequencer = Words.sequencer(work);
    private final Contender compiled = Words.compiled(work);

    /** Step by step. */
    @Benchmark
    public void recursor() {
        recursor.iterate();
    }

    /** Whole sequences. */
    @Benchmark
    public void sequencer() {
        sequencer.iterate();
    }

    /** Whole sequences, by a ComputationGraph. */
    @Benchmark
    public void compiled() {
        compiled.iterate();
    }
}
