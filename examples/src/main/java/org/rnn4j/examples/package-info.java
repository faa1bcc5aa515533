/**
 * Ported tutorials behind one command line; {@link org.rnn4j.examples.Main} is the entry point. Nothing is null unless
 * marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.examples;

import org.jspecify.annotations.NullMarked;
