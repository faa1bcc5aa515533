package org.rnn4j.benchmarks.work;

/** Somebody who does a piece of work, over and over. */
public interface Contender extends AutoCloseable {

    /** Does the work once. */
    void iterate();

    /** The numbers that the last {@link #iterate} gave: the same for everybody who does the same work. */
    Results results();

    /** Gives back what Java's garbage collector does not. */
    @Override
    default void close() {}
}
