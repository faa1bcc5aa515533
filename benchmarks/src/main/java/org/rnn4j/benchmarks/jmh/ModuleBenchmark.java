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
import org.openjdk.jmh.annotations.Warmup;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Activity;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/** Forward and backward of one module on a batch of one: what a call costs beside the arithmetic. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ModuleBenchmark {
    private static final int SIZE = 8;

    /** The module. */
    @Param
    public Kind kind = Kind.IDENTITY;

    private Module module = nn.Identity();
    private Activity input = new Tensor();
    private Activity gradOutput = new Tensor();

    /** Modules that take a batch of vectors, or a sequence of one. */
    public enum Kind {
        /** Nothing but the call. */
        IDENTITY,
        /** A transfer function. */
        SIGMOID,
        /** A product, and a bias. */
        LINEAR,
        /** Probabilities. */
        LOG_SOFT_MAX,
        /** Three modules, one after the other. */
        SEQUENTIAL,
        /** Two modules side by side, then joined. */
        CONCAT,
        /** An LSTM over a sequence of one step. */
        LSTM,
        /** A GRU over a sequence of one step. */
        GRU;

        private Module module() {
            return switch (this) {
                case IDENTITY -> nn.Identity();
                case SIGMOID -> nn.Sigmoid();
                case LINEAR -> nn.Linear(SIZE, SIZE);
                case LOG_SOFT_MAX -> nn.LogSoftMax();
                case SEQUENTIAL ->
                    nn.Sequential().add(nn.Linear(SIZE, SIZE)).add(nn.Sigmoid()).add(nn.Linear(SIZE, SIZE));
                case CONCAT -> nn.Concat(2).add(nn.Linear(SIZE, SIZE / 2)).add(nn.Linear(SIZE, SIZE / 2));
                case LSTM -> nn.Sequencer(nn.FastLSTM(SIZE, SIZE));
                case GRU -> nn.Sequencer(nn.GRU(SIZE, SIZE));
            };
        }

        private boolean takesSequence() {
            return this == LSTM || this == GRU;
        }
    }

    /** Makes the module. */
    @Setup(Level.Trial)
    public void open() {
        torch.setdefaulttensortype("torch.FloatTensor");
        module = kind.module();
        long[] sizes = kind.takesSequence() ? new long[] {1, 1, SIZE} : new long[] {1, SIZE};
        input = torch.randn(sizes);
        gradOutput = torch.randn(sizes);
    }

    /**
     * Once forward and back.
     *
     * @return the gradient with respect to the input
     */
    @Benchmark
    public Activity forwardBackward() {
        module.forward(input);
        return module.backward(input, gradOutput);
    }
}
