package org.rnn4j.bridge.translate;

/**
 * One array of the graph.
 *
 * @param vertex the vertex whose output it is
 * @param layout how the examples, and the time steps within a {@link Sequence}, lie in it
 * @param kind what the numbers mean
 * @param size how many numbers belong to one example at one step; of indices how many there are to choose from; or {@link #UNKNOWN}
 */
public record Edge(String vertex, Layout layout, Kind kind, long size) implements Signal {
    /** A size that nobody has said. */
    public static final long UNKNOWN = -1;

    /** How examples and time steps lie in the array. */
    public enum Layout {
        /** {@code [N, ...]}, not within a sequence. */
        PLAIN,
        /** {@code [N, D, T]}, within a sequence. */
        SEQUENCE,
        /** {@code [T N, D]}, within a sequence: all examples of the first step before those of the second. */
        ROWS
    }

    /** What the numbers mean. */
    public enum Kind {
        /** Numbers to compute with. */
        VALUES,
        /** Word indices from 0, with a last dimension of size 1. */
        INDICES
    }

    @Override
    public String describe() {
        String what = kind == Kind.INDICES ? "indices" : size == UNKNOWN ? "a tensor" : "a tensor of size " + size;
        return layout == Layout.PLAIN ? what : what + " at every time step";
    }
}
