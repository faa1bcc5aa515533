package org.rnn4j.benchmarks;

import java.util.Map;
import org.rnn4j.benchmarks.work.Timing;

/**
 * A line of the table: one way in which rnn4j does the work of a row.
 *
 * @param name the row and the way
 * @param ours how long that took
 * @param theirs how long the peers took that do the same work
 * @param others how many processors other programs used meanwhile
 */
record Line(String name, Timing ours, Map<Peer, Timing> theirs, double others) {
    private static final double DISTURBANCE = 0.1;

    /** Whether other programs were in the way, so that the times say little. */
    boolean isDisturbed() {
        return others > DISTURBANCE;
    }
}
