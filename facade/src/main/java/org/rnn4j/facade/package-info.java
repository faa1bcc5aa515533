/**
 * Torch under its own names, what programs begin with: {@link org.rnn4j.facade.nn} makes modules and criterions,
 * {@link org.rnn4j.facade.torch} tensors. Both only call what the packages below do. Dimensions, positions, indices and classes count from
 * 1, as in Lua. Null is Torch's nil, and refused except where a parameter is marked nullable.
 */
@NullMarked
package org.rnn4j.facade;

import org.jspecify.annotations.NullMarked;
