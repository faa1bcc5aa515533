package org.rnn4j.bridge.layer;

/** What the numbers of an array mean. */
public enum InputKind {
    /** Numbers to compute with. */
    VALUES,
    /** Word indices from 0, with a last dimension of size 1; in Torch they count from 1. */
    INDICES,
    /** Word indices from 1, and 0 for padding, with a last dimension of size 1; the same numbers as in Torch. */
    PADDED_INDICES
}
