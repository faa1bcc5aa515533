/**
 * The same work done by libtorch, through the Deep Java Library; {@link org.rnn4j.benchmarks.libtorch.Libtorch} starts it. Nothing is null
 * unless marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.benchmarks.libtorch;

import org.jspecify.annotations.NullMarked;
