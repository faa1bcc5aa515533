package org.rnn4j.benchmarks.growth;

import java.util.Random;
import java.util.function.LongConsumer;
import org.rnn4j.benchmarks.work.Machine;
import org.rnn4j.facade.module.Module;
import org.rnn4j.facade.nn;
import org.rnn4j.facade.tensor.Tensor;
import org.rnn4j.facade.torch;

/**
 * One program whose memory is watched. It has a JVM of its own, with a heap of fixed size that is touched before it starts, so that what
 * grows is what lies outside of the heap: the numbers of tensors. Prints what it has done, and how much memory is in use.
 */
public enum Probe {
    /** A Recursor that steps ten times as far as it goes back: once for each rho. */
    RHO {
        @Override
        void run(long rho, LongConsumer report) {
            Module recursor = recursor(Math.toIntExact(rho));
            stepAndGoBack(recursor, 10 * rho, rho);
            report.accept(rho);
        }
    },

    /** A Recursor with a small rho that steps ever further. */
    STEPS {
        @Override
        void run(long steps, LongConsumer report) {
            Module recursor = recursor(SMALL_RHO);
            for (long done = 0; done < steps; done += steps / REPORTS) {
                stepAndGoBack(recursor, steps / REPORTS, SMALL_RHO);
                report.accept(done + steps / REPORTS);
            }
        }
    },

    /** Training with sequences of lengths that change. */
    LENGTHS {
        @Override
        void run(long iterations, LongConsumer report) {
            Random random = new Random(1);
            Module net =
                    nn.Sequencer(nn.Sequential().add(nn.FastLSTM(SMALL, SMALL)).add(nn.Linear(SMALL, SMALL)));
            for (long iteration = 1; iteration <= iterations; iteration++) {
                long steps = 1L + random.nextInt(LONGEST);
                Tensor input = torch.randn(steps, BATCH, SMALL);
                net.zeroGradParameters();
                net.forward(input);
                net.backward(input, input);
                net.updateParameters(1e-6);
                if (iteration % (iterations / REPORTS) == 0) {
                    report.accept(iteration);
                }
            }
        }
    },

    /** One sequence without end, in evaluation mode. */
    EVALUATE {
        @Override
        void run(long steps, LongConsumer report) {
            Module lstm = nn.FastLSTM(SMALL, SMALL);
            lstm.evaluate();
            Tensor input = torch.randn(1, SMALL);
            for (long step = 1; step <= steps; step++) {
                lstm.forward(input);
                if (step % (steps / REPORTS) == 0) {
                    report.accept(step);
                }
            }
        }
    };

    private static final int REPORTS = 20;
    private static final int BATCH = 64;
    private static final int LARGE = 128;
    private static final int SMALL = 32;
    private static final int LONGEST = 40;
    private static final int SMALL_RHO = 5;

    /** Does {@code count} of whatever it does, and reports how much is done. */
    abstract void run(long count, LongConsumer report);

    /** Without a rho of its own the LSTM would keep 9999 steps, as in Torch. */
    private static Module recursor(int rho) {
        return nn.Recursor(nn.FastLSTM(LARGE, LARGE, rho), rho);
    }

    private static void stepAndGoBack(Module recursor, long steps, long rho) {
        Tensor input = torch.randn(BATCH, LARGE);
        for (long step = 0; step < steps; step++) {
            recursor.forward(input);
        }
        for (long step = 0; step < Math.min(steps, rho); step++) {
            recursor.backward(input, input);
        }
    }

    /**
     * Runs a probe: prints lines of two numbers, how much is done and the bytes in use.
     *
     * @param args its name, and how much to do
     */
    public static void main(String[] args) {
        torch.setdefaulttensortype("torch.FloatTensor");
        valueOf(args[0]).run(Long.parseLong(args[1]), done -> {
            // Tensors that nobody has any more are given back by the collector.
            System.gc();
            System.out.println(done + " " + Machine.residentMemory().orElse(0));
        });
    }
}
