/**
 * What stands around the example programs: {@link org.rnn4j.examples.console.Progress} tells how training goes, {@link
 * org.rnn4j.examples.console.Plots} draws, {@link org.rnn4j.examples.console.OutputFolder} keeps the results. Nothing is null unless
 * marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.examples.console;

import org.jspecify.annotations.NullMarked;
