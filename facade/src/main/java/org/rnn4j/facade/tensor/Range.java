package org.rnn4j.facade.tensor;

/**
 * The places from one index to another: Torch's <code>{first, last}</code> between brackets.
 *
 * @param first from 1, or negative, counted from the end
 * @param last from 1, or negative, counted from the end; it belongs to the range
 */
public record Range(long first, long last) {
    /** All places: Torch's <code>{}</code>. */
    public static final Range ALL = new Range(1, -1);

    /** The places from one index to another. */
    public static Range of(long first, long last) {
        return new Range(first, last);
    }

    /** One place, which keeps its dimension: Torch's <code>{index}</code>. */
    public static Range of(long index) {
        return new Range(index, index);
    }
}
