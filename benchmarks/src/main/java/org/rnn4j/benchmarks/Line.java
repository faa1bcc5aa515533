package org.rnn4j.benchmarks;

import java.util.Map;
import org.rnn4j.benchmarks.work.Timing;

/**
 * A line of the table: one way in which rnn4j does the work of a row.
 *
 * @param name the row and the way
 * @param ours how long that took
 * @param theirs how long the peers took that do the same work
 */
record Line(String name, Timing ours, Map<Peer, Timing> theirs) {

    /** Whether something else kept the machine busy meanwhile, so that the times say little. */
    boolean isUnsteady() {
        return ours.isUnsteady() || theirs.values().stream().anyMatch(Timing::isUnsteady);
    }
}
