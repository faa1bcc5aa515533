/**
 * Layers for ComputationGraphs that compute with facade modules and their kernels: {@link org.rnn4j.bridge.layer.RecurrenceLayer} for
 * modules that run over time, {@link org.rnn4j.bridge.layer.HostedLayer} for all others. They are ordinary layer configurations:
 * usable in any graph, written to its JSON, trained by its updaters.
 *
 * <p>Sequences are laid out as Deeplearning4j has them, {@code [N, D, T]}; the layers give views of memory that is ordered by time,
 * {@code [T, N, D]} row by row, so that neighbours pass arrays on without moving a number. Null is refused except where marked nullable.
 */
@NullMarked
package org.rnn4j.bridge.layer;

import org.jspecify.annotations.NullMarked;
