/** The same work done by Deeplearning4j's own layers in a ComputationGraph. Nothing is null unless marked {@code @Nullable}. */
@NullMarked
package org.rnn4j.benchmarks.stock;

import org.jspecify.annotations.NullMarked;
