package org.rnn4j.facade.kernels;

/** What the sum of a window is divided by. */
public enum PoolDivisor {
    /** The number of its places, those in the padding included. */
    PLACES_WITH_PADDING,
    /** The number of its places within the plane. */
    PLACES,
    /** Nothing: it stays a sum. */
    ONE
}
