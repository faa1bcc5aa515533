/**
 * Benchmarks for JMH, which repeats and forks where {@code ./rnn4j bench} is quick. Run them from the root with {@code java -cp
 * benchmarks/target/rnn4j-bench.jar org.openjdk.jmh.Main}, followed by a part of a benchmark's name and JMH's options. Classes are not
 * final, because JMH extends them. Nothing is null unless marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
