/**
 * {@code ./rnn4j bench growth}: how time and memory grow with the length of sequences, the batch and the number of iterations. {@link
 * org.rnn4j.benchmarks.growth.Growth} is the entry point. Nothing is null unless marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
