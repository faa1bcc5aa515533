package org.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnn4j.benchmarks.work.Timing;

final class ReportTest {
    private static final List<Peer> PEERS = List.of(Peer.values());
    private static final Line LINE = new Line(
            "LSTM N1 I2 H3 T4, compiled", new Timing(100, 90), Map.of(Peer.LIBTORCH, new Timing(250, 150)), 0.2);

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aTableHasADashForWhoDoesNotTakePart() {
        Report report = Report.table(out, PEERS);
        report.begin("machine");
        report.line(LINE);
        assertEquals("""
                machine
                ~: meanwhile other programs used more than a tenth of a processor
                median us per iteration                             rnn4j     libtorch   ratio         DL4J   ratio
                LSTM N1 I2 H3 T4, compiled                          100.0        250.0    2.50            -       - ~
                """, text.toString().replace("\r", ""));
    }

    @Test
    void jsonIsAnObjectForEachPeer() {
        Report report = Report.json(out, PEERS);
        report.begin("machine");
        report.line(LINE);
        assertEquals("""
                {"name": "LSTM N1 I2 H3 T4, compiled", "peer": "libtorch", "ours": 100.000, "theirs": 250.000, "ratio": 2.5000}
                {"name": "LSTM N1 I2 H3 T4, compiled", "peer": "DL4J", "ours": 100.000, "theirs": null, "ratio": null}
                """, text.toString().replace("\r", ""));
    }
}
