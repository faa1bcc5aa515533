package org.rnn4j.bridge.translate;

import java.io.Serializable;
import org.rnn4j.bridge.layer.InputKind;

/**
 * One array of the graph.
 *
 * @param vertex the vertex whose output it is
 * @param layout how the examples, and the time steps within a {@link Sequence}, lie in it
 * @param kind what the numbers mean
 * @param size how many numbers belong to one example at one step; of indices how many there are to choose from; or {@link #UNKNOWN}
 */
public record Edge(String vertex, Layout layout, InputKind kind, long size) implements Signal, Serializable {
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

    /** Whether the numbers are word indices. */
    public boolean isIndices() {
        return kind != InputKind.VALUES;
    }

    @Override
    public String describe() {
        String what = kind == InputKind.INDICES
                ? "indices"
                : kind == InputKind.PADDED_INDICES
                        ? "indices with padding"
                        : size == UNKNOWN ? "a tensor" : "a tensor of size " + size;
        return layout == Layout.PLAIN ? what : what + " at every time step";
    }
}
