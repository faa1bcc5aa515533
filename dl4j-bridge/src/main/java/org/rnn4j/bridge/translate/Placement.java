package org.rnn4j.bridge.translate;

import org.rnn4j.facade.tensor.Tensor;

/**
 * Where the numbers of a learned tensor lie in a graph.
 *
 * @param parameter the module's own tensor
 * @param vertex the vertex that has the numbers
 * @param offset position of the first one among the parameters of that vertex, from 0
 */
public record Placement(Tensor parameter, String vertex, long offset) {}
