/**
 * {@code ./rnn4j bench}: measures rnn4j beside libtorch and the stock layers of Deeplearning4j. {@link org.rnn4j.benchmarks.Main} is the
 * entry point, {@link org.rnn4j.benchmarks.Rows} says what is measured. Nothing is null unless marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.benchmarks;

import org.jspecify.annotations.NullMarked;
