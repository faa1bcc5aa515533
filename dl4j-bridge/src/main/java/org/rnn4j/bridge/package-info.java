/**
 * Translates facade modules into Deeplearning4j ComputationGraphs that give the same numbers. Nothing is null unless
 * marked {@code @Nullable}.
 */
@NullMarked
package org.rnn4j.bridge;

import org.jspecify.annotations.NullMarked;
