package org.rnn4j.benchmarks.jmh;

import org.rnn4j.benchmarks.work.Contender;
import org.rnn4j.benchmarks.work.Results;

/** Stands in the place of a contender that is not made yet. */
final class Nobody implements Contender {
    @Override
    public void iterate() {
        throw new IllegalStateException("expected setup before the first iteration");
    }

    @Override
    public Results results() {
        return new Results();
    }
}
