/**
 * The work that is measured, in terms that do not depend on who does it: sizes, data, weights of cells, and {@link
 * org.rnn4j.benchmarks.work.Contender}, which does the work. Nothing is null unless marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.benchmarks.work;

import org.jspecify.annotations.NullMarked;
