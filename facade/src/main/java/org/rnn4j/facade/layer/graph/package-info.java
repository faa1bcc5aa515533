/**
 * Graphs of modules, as nngraph has them: {@link org.rnn4j.facade.layer.graph.gModule}. Null is refused except where a
 * parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.layer.graph;

import org.jspecify.annotations.NullMarked;
