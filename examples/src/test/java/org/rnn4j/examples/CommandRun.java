package org.rnn4j.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One run of the command line, with what it printed. */
final class CommandRun {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    final int exitCode;

    CommandRun(String... args) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        exitCode = commandLine.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    double[] losses() {
        return losses(out());
    }

    /** What {@code cosine} says of its prediction. */
    double rootMeanSquaredError() {
        return Double.parseDouble(out().replaceFirst("(?s).*: RMSE (\\d\\.\\d{4})\\R.*", "$1"));
    }

    /** The losses of the lines {@code Iteration 1 ; NLL err = 0.538434}, whose numbers are checked. */
    static double[] losses(String text) {
        List<String> lines =
                text.lines().filter(line -> line.startsWith("Iteration ")).toList();
        double[] losses = new double[lines.size()];
        for (int i = 0; i < losses.length; i++) {
            String start = "Iteration " + (i + 1) + " ; NLL err = ";
            String line = lines.get(i);
            if (!line.matches("\\Q" + start + "\\E\\d+\\.\\d{6}")) {
                throw new AssertionError("expected '" + start + "' and six digits after the point, got: " + line);
            }
            losses[i] = Double.parseDouble(line.substring(start.length()));
        }
        return losses;
    }
}
