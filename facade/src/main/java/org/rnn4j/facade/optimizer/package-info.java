/**
 * Torch's {@code optim}: optimisers, which move parameters along gradients, and what goes with training. The door is
 * {@link org.rnn4j.facade.optim}. An optimiser takes a {@link org.rnn4j.facade.optimizer.Objective}, parameters, and one
 * or two {@link org.rnn4j.facade.tensor.LuaTable}s. Null is refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade.optimizer;

import org.jspecify.annotations.NullMarked;
