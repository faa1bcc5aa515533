package org.rnn4j.examples.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells how training goes, iteration by iteration: with a bar on a terminal, else in the lines of Torch's scripts. */
public final class Progress implements AutoCloseable {
    private static final int BAR_WIDTH = 78;
    private static final int BAR_UPDATE_MILLISECONDS = 200;

    private final List<Double> losses = new ArrayList<>();
    private final Optional<ProgressBar> bar;
    private final PrintWriter out;

    private Progress(Optional<ProgressBar> bar, PrintWriter out) {
        this.bar = bar;
        this.out = out;
    }

    /** A line for each iteration: {@code Iteration 1 ; NLL err = 0.538434}. */
    public static Progress lines(PrintWriter out) {
        return new Progress(Optional.empty(), out);
    }

    /**
     * A bar with the loss and the time left.
     *
     * @param task what stands before the bar
     * @param iterations how many there will be
     * @param terminal where the bar goes
     */
    public static Progress bar(String task, int iterations, PrintStream terminal) {
        ProgressBar bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(iterations)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(BAR_UPDATE_MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, BAR_WIDTH))
                .build();
        return new Progress(Optional.of(bar), new PrintWriter(Writer.nullWriter()));
    }

    /**
     * Tells the loss of an iteration.
     *
     * @param iteration counts from 1
     * @throws IllegalStateException if the loss is not finite: nothing good comes after that
     */
    public void iteration(int iteration, double loss) {
        losses.add(loss);
        if (bar.isPresent()) {
            bar.get().step().setExtraMessage(String.format(Locale.ROOT, " loss %.6f", loss));
        } else {
            out.printf(Locale.ROOT, "Iteration %d ; NLL err = %f%n", iteration, loss);
            out.flush();
        }
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("iteration " + iteration + ": expected a finite loss, got " + loss
                    + "; try a smaller --learning-rate");
        }
    }

    /** The losses so far, that of iteration 1 first. */
    public double[] losses() {
        return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Takes the bar down. */
    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
