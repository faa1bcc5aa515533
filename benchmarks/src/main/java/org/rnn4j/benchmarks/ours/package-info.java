/** The work done by rnn4j's modules. Nothing is null unless marked {@code @Nullable}. */
@NullMarked
package org.rnn4j.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
