package org.rnn4j.benchmarks;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.rnn4j.benchmarks.work.Timing;

/** Prints lines as they come: as a table, or as JSON. */
abstract class Report {
    private final PrintWriter out;

    private Report(PrintWriter out) {
        this.out = out;
    }

    /** A table with columns for {@code peers}. */
    static Report table(PrintWriter out, Collection<Peer> peers) {
        return new TableReport(out, List.copyOf(peers));
    }

    /** For each line and peer an object: name, peer, ours and theirs in microseconds, ratio. */
    static Report json(PrintWriter out, Collection<Peer> peers) {
        return new JsonReport(out, List.copyOf(peers));
    }

    /** Prints what stands above the lines. */
    abstract void begin(String machine);

    /** Prints a line. */
    abstract void line(Line line);

    final void print(String text) {
        out.println(text);
        out.flush();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static final class TableReport extends Report {
        private static final int NAME = 44;

        private final List<Peer> peers;

        TableReport(PrintWriter out, List<Peer> peers) {
            super(out);
            this.peers = peers;
        }

        @Override
        void begin(String machine) {
            print(machine);
            print("~: meanwhile other programs used more than a tenth of a processor");
            StringBuilder header =
                    new StringBuilder(format("%-" + NAME + "s %12s", "median us per iteration", "rnn4j"));
            for (Peer peer : peers) {
                header.append(format(" %12s %7s", peer, "ratio"));
            }
            print(header.toString());
        }

        @Override
        void line(Line line) {
            StringBuilder text = new StringBuilder(
                    format("%-" + NAME + "s %12.1f", line.name(), line.ours().median()));
            for (Peer peer : peers) {
                Timing theirs = line.theirs().get(peer);
                text.append(
                        theirs == null
                                ? format(" %12s %7s", "-", "-")
                                : format(
                                        " %12.1f %7.2f",
                                        theirs.median(),
                                        theirs.median() / line.ours().median()));
            }
            print(line.isDisturbed() ? text + " ~" : text.toString());
        }
    }

    private static final class JsonReport extends Report {
        private final List<Peer> peers;

        JsonReport(PrintWriter out, List<Peer> peers) {
            super(out);
            this.peers = peers;
        }

        @Override
        void begin(String machine) {}

        @Override
        void line(Line line) {
            double ours = line.ours().median();
            for (Peer peer : peers) {
                Timing theirs = line.theirs().get(peer);
                String numbers = theirs == null
                        ? "\"theirs\": null, \"ratio\": null"
                        : format("\"theirs\": %.3f, \"ratio\": %.4f", theirs.median(), theirs.median() / ours);
                print(format(
                        "{\"name\": \"%s\", \"peer\": \"%s\", \"ours\": %.3f, %s}", line.name(), peer, ours, numbers));
            }
        }
    }
}
